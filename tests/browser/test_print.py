"""Pages on paper: A4, the text alone, heads of tables on every sheet they run over."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect


def sheets(page: Page, path: str, folder: Path) -> list[str]:
    """The text of each sheet of the print of the page at ``path``."""
    page.goto(path, wait_until="networkidle")
    return printed_as_it_is(page, folder)


def printed_as_it_is(page: Page, folder: Path) -> list[str]:
    """The text of each sheet, from the page that is open."""
    paper = folder / "paper.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    size = subprocess.run(["pdfinfo", paper], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Page size:\s+59[45][\d.]* x 84[12]", size), size
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    return text.rstrip("\f").split("\f")


@pytest.mark.parametrize("path", ["/2024/07/", "/2024/07/03/", "/notices/2023-06/", "/standings/2023/"])
def test_the_frame_stays_on_the_screen(page: Page, tmp_path: Path, path: str) -> None:
    printed = sheets(page, path, tmp_path)
    assert all(len(re.sub(r"\s", "", sheet)) > 40 for sheet in printed)
    for word in ("关怀版", "规则与审计", "跳到正文", "回到页首", "上一篇", "http://"):
        assert word not in "".join(printed)


def test_heads_of_sortable_tables_are_on_every_sheet(page: Page, tmp_path: Path) -> None:
    printed = sheets(page, "/standings/2023/", tmp_path)
    assert len(printed) > 1
    rows = [sheet for sheet in printed if re.search(r"^\s+\d+ .*\d\s*$", sheet, re.MULTILINE)]
    assert [sheet for sheet in rows if not re.search(r"名次.*单位.*累计", sheet)] == []


def test_what_is_folded_on_the_screen_is_printed(archive_page: Page, tmp_path: Path) -> None:
    archive_page.goto("/issues/")
    folds = archive_page.locator(".year-fold")
    folds.evaluate_all("folds => folds.forEach((fold) => (fold.open = false))")
    printed = "".join(printed_as_it_is(archive_page, tmp_path))
    assert len(re.findall(r"第1期", printed)) == folds.count() > 0
    expect(folds.first).not_to_have_attribute("open", re.compile(".*"))  # and folded again


def test_the_signature_does_not_stand_on_a_sheet_without_text(page: Page, tmp_path: Path) -> None:
    signed = [sheet for sheet in sheets(page, "/notices/2023-06/", tmp_path) if "2023年7月31日" in sheet]
    assert "政务信息参谋辅政的作用" in re.sub(r"\s", "", signed[0])
