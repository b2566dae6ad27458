"""Two things at one address of the site are an error that names both."""

from pathlib import Path

import pytest
from small_site import july, site

from generator.pipeline import check_archive

PAGE = "---\ntitle: 页\n---\n\n正文。\n"
LINK = july().replace("missing: [text]\n", "") + "\n[附件]({})\n"


def told(root: Path) -> list[tuple[str, str]]:
    return [(one.path, one.code) for one in check_archive(root)[1]]


def test_two_pages_of_one_address(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/pages/foo.md": PAGE, "content/pages/foo/index.md": PAGE})
    (problem,) = check_archive(root)[1]
    assert problem.code == "address-taken"
    assert "“content/pages/foo.md”" in problem.message
    assert "“content/pages/foo/index.md”" in problem.message
    assert "/pages/foo/" in problem.message


@pytest.mark.parametrize("folder", ["assets", "data", "feeds", "search", "source"])
def test_an_attachment_in_a_place_of_the_site_itself(tmp_path: Path, folder: str) -> None:
    files = {f"content/{folder}/表.csv": "x", "content/2023/07/01.md": LINK.format(f"../../{folder}/表.csv")}
    assert told(site(tmp_path, files)) == [(f"content/{folder}/表.csv", "address-taken")]


def test_two_attachments_whose_names_differ_in_case_only(tmp_path: Path) -> None:
    text = LINK.format("表.CSV") + "[二](表.csv)\n"
    files = {"content/2023/07/表.csv": "x", "content/2023/07/表.CSV": "y", "content/2023/07/01.md": text}
    assert [code for _, code in told(site(tmp_path, files))] == ["address-taken"]


def test_a_file_of_the_archives_own_theme(tmp_path: Path) -> None:
    files = {
        "overrides/2023/07/表.csv": "x",
        "content/2023/07/表.csv": "y",
        "content/2023/07/01.md": LINK.format("表.csv"),
    }
    assert told(site(tmp_path, files)) == [("overrides/2023/07/表.csv", "address-taken")]


def test_a_theme_may_replace_files_of_the_theme(tmp_path: Path) -> None:
    files = {"overrides/assets/images/favicon.svg": "<svg/>", "overrides/main.html": "", "overrides/robots.txt": ""}
    assert told(site(tmp_path, files)) == []


def test_a_file_where_a_page_has_its_folder(tmp_path: Path) -> None:
    files = {"overrides/2023/07": "", "content/pages/a.md": PAGE}
    assert set(told(site(tmp_path, files))) == {("overrides/2023/07", "address-taken")}
