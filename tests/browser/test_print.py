"""Pages on paper: A4, the text alone, heads of tables on every sheet they run over."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page


def sheets(page: Page, path: str, folder: Path) -> list[str]:
    """The text of each sheet of the page's print."""
    paper = folder / "paper.pdf"
    page.goto(path, wait_until="networkidle")
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
