"""Old addresses lead on, with and without an address of the site; published ones are listed and looked after."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_site import june, renumber, site

from generator.cli import main
from generator.loading import ADDRESSES
from generator.pipeline import check_archive, freeze_addresses, plan_site, score_archive
from generator.problems import ArchiveError

MOVED = {"content/2023/06/01.md": june('aliases: [/2023/06/old/, "2022/12", old/page.html]\n')}
PAGE = "---\ntitle: 关于<本站>\naliases: /gone/\n---\n\n正文。\n"


def redirects(root: Path) -> dict[str, str]:
    planned = plan_site(score_archive(root)[0])
    return {plan.path: plan.make() for plan in planned.files if plan.path.endswith(".html")}


def test_each_alias_leads_to_the_file_that_has_it(tmp_path: Path) -> None:
    found = redirects(site(tmp_path, MOVED))
    targets = {path: re.findall(r'(?:url=|href=")([^"]*)"', text) for path, text in found.items()}
    assert targets == {
        "2023/06/old/index.html": ["../../../2023/06/01/"] * 3,
        "2022/12/index.html": ["../../2023/06/01/"] * 3,
        "old/page.html": ["../2023/06/01/"] * 3,
    }
    assert all("<script" not in text and "《篇目》已移到" in text for text in found.values())


def test_the_canonical_address_is_whole_where_the_site_has_one(tmp_path: Path) -> None:
    files = MOVED | {"mkdocs.yml": "site_name: 名称\nsite_url: https://example.org/bulletin\n"}
    text = redirects(site(tmp_path, files))["2022/12/index.html"]
    assert '<link rel="canonical" href="https://example.org/bulletin/2023/06/01/">' in text
    assert 'content="0; url=../../2023/06/01/"' in text


def test_titles_are_escaped(tmp_path: Path) -> None:
    text = redirects(site(tmp_path, {"content/pages/about.md": PAGE}))["gone/index.html"]
    assert "关于&lt;本站&gt;" in text
    assert "url=../pages/about/" in text


def test_all_addresses_are_listed_and_none_is_forgotten(tmp_path: Path) -> None:
    root = site(tmp_path, MOVED)
    count, new = freeze_addresses(root)
    listed = [line for line in (root / ADDRESSES).read_text("utf-8").splitlines() if not line.startswith("#")]
    assert listed == sorted(listed)
    assert len(listed) == count == new
    assert {"/", "/2023/06/01/", "/2023/06/old/", "/old/page.html", "/units/jia/", "/notices/2023-06/"} <= set(listed)
    assert freeze_addresses(root) == (count, 0)

    (root / "content/2023/06/01.md").rename(root / "content/2023/06/05.md")
    (root / "content/2023/06/01.md").write_text(june().replace("篇目", "另一篇"), encoding="utf-8")
    assert freeze_addresses(root) == (count + 1, 1)
    (root / "content/2023/06/01.md").unlink()
    for refuse in (freeze_addresses, redirects):
        with pytest.raises(ArchiveError, match=r"addresses.txt:\d+: 错误 网址“/2023/06/01/”公布过"):
            refuse(root)


def test_an_issue_that_gets_another_number_takes_its_pieces_along(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/2023/06/02.md": june().replace("篇目", "另一篇")})
    count, _ = freeze_addresses(root)
    renumber(root, "06", "08")
    lost = [problem.message for problem in check_archive(root)[1]]
    assert re.findall("“([^”]*)”公布过", "".join(lost)) == ["/2023/06/", "/2023/06/01/", "/2023/06/02/"]

    renumber(root, "08", "09", "aliases: [/2023/06/]\n")
    assert check_archive(root)[1] == []
    found = redirects(root)
    assert {path: re.findall('url=([^"]*)', text) for path, text in found.items()} == {
        "2023/06/index.html": ["../../2023/09/"],
        "2023/06/01/index.html": ["../../../2023/09/01/"],
        "2023/06/02/index.html": ["../../../2023/09/02/"],
    }
    assert freeze_addresses(root) == (count + 3, 3)
    assert freeze_addresses(root) == (count + 3, 0)


def test_by_command(tmp_path: Path) -> None:
    root = site(tmp_path, MOVED)
    run = CliRunner().invoke(main, ["addresses", "freeze", "--root", str(root)])
    assert re.fullmatch(r"content/addresses.txt 里现有 (\d+) 个网址，这次新记 \1 个。\n", run.output)
    again = CliRunner().invoke(main, ["addresses", "freeze", "--root", str(root)])
    assert again.output.endswith("没有新的。\n")
