"""Another office's archive of four things looks and searches as ours does, and may have colours of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import DESKTOP, served, watched_page
from made_up_sites import bulletin
from playwright.sync_api import Browser, Page, expect
from second_office import second_office

RED, BLUE = "rgb(179, 22, 27)", "rgb(0, 48, 128)"
OWN = {
    "mkdocs.yml": "site_name: 东山水务信息\ncopyright: 东山水务局\nextra_css: [assets/own.css]\n".encode(),
    "overrides/assets/own.css": (
        b'[data-md-color-scheme="default"] { --red: #003080; --md-primary-fg-color: #003080; }\n'
    ),
}


@pytest.fixture(params=[{}, OWN], ids=["as it comes", "own colours"])
def office(
    request: pytest.FixtureRequest, browser: Browser, tmp_path: Path, page_problems: list[str]
) -> Iterator[tuple[Page, str]]:
    """A page on its site, and the colour of its header."""
    root = second_office(tmp_path / "archive", request.param)
    run = bulletin("build", "--root", root)
    assert run.returncode == 0, run.stderr
    with served(root / "site") as url, watched_page(browser, url, DESKTOP, page_problems) as page:
        page.emulate_media(color_scheme="light")
        yield page, BLUE if request.param else RED
    assert page_problems == []


def test_it_looks_and_searches(office: tuple[Page, str]) -> None:
    page, colour = office
    page.goto("/", wait_until="networkidle")
    expect(page.get_by_role("heading", level=1)).to_have_text("东山水务信息")
    expect(page.locator(".md-header")).to_have_css("background-color", colour)
    expect(page.locator(".masthead h1")).to_have_css("color", colour)
    expect(page.get_by_role("navigation", name="栏目").get_by_role("link")).to_have_count(8)
    page.get_by_role("combobox", name="搜索").fill("水库春季")
    expect(page.get_by_role("option").first).to_contain_text("水库春季安全检查完成")
    page.goto("/search/?q=节水会议")
    expect(page.locator("#search-results li").first).to_contain_text("节水会议")
