"""What pages say of themselves to programs."""

import json
import re
from pathlib import Path
from typing import Any

from small_site import june, site

from generator.pipeline import plan_site, score_archive

ISSUE = "---\nissue: 2023-06\nmonth: 2023-06\ndate: 2023-06-30\n---\n"


def head_of(root: Path, path: str) -> str:
    planned = plan_site(score_archive(root)[0])
    return next(plan for plan in planned.pages if plan.path == path).make().head


def data_of(root: Path, path: str) -> dict[str, Any]:
    found = re.fullmatch(r'<script type="application/ld\+json">([^<>&]*)</script>', head_of(root, path))
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_a_piece_says_what_is_known(tmp_path: Path) -> None:
    settings = "site_name: 名称\ncopyright: 某局\nsite_url: https://example.org/\n"
    corrected = june("authors: [张三]\ncorrections:\n  - {date: 2023-07-05, reason: 面积}\n")
    files = {"mkdocs.yml": settings, "content/2023/06/index.md": ISSUE, "content/2023/06/01.md": corrected}
    assert data_of(site(tmp_path, files), "2023/06/01.md") == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "篇目",
        "inLanguage": "zh-CN",
        "author": [{"@type": "Person", "name": "张三"}],
        "sourceOrganization": [{"@type": "Organization", "name": "甲局"}],
        "datePublished": "2023-06-30",
        "dateModified": "2023-07-05",
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "6",
            "name": "2023年第6期",
            "datePublished": "2023-06-30",
            "isPartOf": {"@type": "Periodical", "name": "名称"},
        },
        "publisher": [{"@type": "Organization", "name": "某局"}],
        "url": "https://example.org/2023/06/01/",
    }


def test_nothing_is_said_of_what_is_not_known(tmp_path: Path) -> None:
    data = data_of(site(tmp_path, {}), "2023/06/01.md")
    assert not {"datePublished", "dateModified", "publisher", "url"} & data.keys()
    assert data["author"] == [{"@type": "Organization", "name": "甲局"}]


def test_a_title_cannot_end_the_script(tmp_path: Path) -> None:
    text = june().replace("title: 篇目", 'title: "</script><b>&题"')
    data = data_of(site(tmp_path, {"content/2023/06/01.md": text}), "2023/06/01.md")
    assert data["headline"] == "</script><b>&题"


def test_a_unit_tells_of_its_feed(tmp_path: Path) -> None:
    assert head_of(site(tmp_path, {}), "units/jia.md") == (
        '<link rel="alternate" type="application/atom+xml" title="甲局：新稿件" href="../../feeds/units/jia.xml">'
    )
