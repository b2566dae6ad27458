"""The archive as documents."""

import pickle
import re
from pathlib import Path

import pytest
from archives import copy_of_real_archive, real_scores
from small_site import site

from generator.pipeline import score_archive
from generator.search import TYPES, Document, documents

NOTICE = """\
---
title: 关于6月份的通报
month: 2023-06
date: 2023-07-05
published: {各单位采用: 9}
---

{{月份}}月份采用{{各单位采用}}条；**前三**为{{各单位前三}}。
"""
TEXT = """\
---
title: 篇目
subtitle: 副题
unit: [甲县局, 乙局]
shares: {甲局: 1/2, 乙局: 1/2}
authors: [张三]
issue: 2023-07
type: 信息
---

　　第一段

第*二*段
"""
COMMISSIONED = """\
---
title: 约的稿
unit: [甲局]
type: 约稿
month: 2023-06
commissioner: 市政府
missing: [text]
---
"""
BRIEF = "---\nunit: [乙局]\nissue: 2023-06\ntype: 简讯\n---\n\n近日，乙局组织开展义务植树活动。共植树\n"
FILES = {
    "content/2023/06/index.md": "---\nissue: 2023-06\nmonth: 2023-06\ndate: 2023-06-30\n---\n",
    "content/2023/06/02.md": BRIEF,
    "content/2023/07/01.md": TEXT,
    "content/commissioned/2023-06/01.md": COMMISSIONED,
    "content/notices/2023-06.md": NOTICE,
    "content/pages/about.md": "---\ntitle: 关于\n---\n\n# 说明\n\n怎样用\n",
    "content/pages/index.md": "---\ntitle: 其他\n---\n\n其他页面\n",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    root = site(tmp_path_factory.mktemp("site"), FILES)
    return {document.path: document for document in documents(score_archive(root)[0])}


def test_every_page_with_text_of_its_own(found: dict[str, Document]) -> None:
    assert [(document.type, path) for path, document in found.items()] == [
        ("信息", "2023/06/01"),
        ("简讯", "2023/06/02"),
        ("信息", "2023/07/01"),
        ("约稿", "commissioned/2023-06/01"),
        ("通报", "notices/2023-06"),
        ("期", "2023/06/index"),
        ("期", "2023/07/index"),
        *(("单位", f"units/{name}") for name in ("jia", "yi", "bing", "ding")),
        ("页面", "pages/about"),
        ("页面", "pages/index"),
        ("页面", "rules/index"),
    ]


def test_addresses_follow_from_paths(found: dict[str, Document]) -> None:
    urls = {path: found[path].url for path in ("2023/07/01", "2023/07/index", "pages/index", "rules/index")}
    assert list(urls.values()) == ["2023/07/01/", "2023/07/", "pages/", "rules/"]


def test_a_piece(found: dict[str, Document]) -> None:
    assert found["2023/07/01"] == Document(
        path="2023/07/01",
        title="篇目",
        type="信息",
        subtitle="副题",
        units=("甲局", "乙局"),
        names=("甲局", "甲县局", "乙局"),
        authors=("张三",),
        label="2023年第7期",
        month="2023-07",
        issue="2023-07",
        paragraphs=("第一段", "第二段"),
    )
    assert found["2023/07/01"].sections == ("篇目", "副题", "甲局", "甲县局", "乙局", "张三", "第一段", "第二段")


def test_a_brief_without_a_title_has_its_first_clause(found: dict[str, Document]) -> None:
    brief = found["2023/06/02"]
    assert (brief.title, brief.date) == ("近日，乙局组织开展义务植树活动", "2023-06-30")
    assert brief.paragraphs == ("近日，乙局组织开展义务植树活动。共植树",)


def test_a_commissioned_piece_without_its_text(found: dict[str, Document]) -> None:
    piece = found["commissioned/2023-06/01"]
    assert (piece.label, piece.month, piece.issue, piece.date) == ("市政府约稿", "2023-06", "", "")
    assert piece.paragraphs == ()


def test_a_notice_with_its_figures_as_printed(found: dict[str, Document]) -> None:
    notice = found["notices/2023-06"]
    assert notice.paragraphs == ("6月份采用9条；前三为甲局、乙局。",)
    assert (notice.month, notice.issue, notice.date) == ("2023-06", "", "2023-07-05")


def test_an_issue_and_a_unit_are_found_by_their_names(found: dict[str, Document]) -> None:
    assert found["2023/06/index"].sections == ("2023年第6期",)
    assert found["2023/06/index"].url == "2023/06/"
    assert found["units/jia"].sections == ("甲局", "甲局", "甲县局")


def test_other_pages(found: dict[str, Document]) -> None:
    assert (found["pages/about"].url, found["pages/about"].paragraphs) == ("pages/about/", ("说明", "怎样用"))
    assert found["pages/index"].url == "pages/"
    rules = found["rules/index"]
    assert (rules.title, rules.url) == ("计分规则", "rules/")
    assert rules.paragraphs.index("新办法") < rules.paragraphs.index("旧办法")
    assert "约稿：每篇5分。" in rules.paragraphs


def test_the_real_archive() -> None:
    found = documents(real_scores())
    assert found == documents(real_scores()) == pickle.loads(pickle.dumps(found))
    assert len({document.path for document in found}) == len({document.url for document in found}) == len(found)
    assert {document.type for document in found} <= set(TYPES)
    assert all("/" in document.path for document in found)
    assert "采用县（市、区）局信息39条" in notice_of(found).paragraphs[0]


def test_a_frozen_notice_keeps_its_figures(tmp_path: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    article = root / "content/2023/09/02.md"
    article.write_text(re.sub("(?m)^unit: .*$", "unit: 莘县局", article.read_text("utf-8")), encoding="utf-8")
    before, after = real_scores(), score_archive(root)[0]
    assert after.tables["2023-06"] != before.tables["2023-06"]
    assert notice_of(documents(after)) == notice_of(documents(before))


def notice_of(found: list[Document]) -> Document:
    return next(document for document in found if document.type == "通报")
