"""The whole site works under a strict Content-Security-Policy, sent by the server of these tests for every page."""

import re
from pathlib import Path

import pytest
from browser.conftest import DESKTOP, POLICY, served, watched_page
from made_up_sites import bulletin, valid_site
from playwright.sync_api import Browser, Error, Page, expect

REPO = Path(__file__).resolve().parents[2]
BODY = "body"


@pytest.mark.parametrize("path", ["/", "/2024/07/03/", "/notices/2023-06/", "/standings/2023/", "/search/?q=地热"])
def test_pages_breach_nothing(page: Page, page_problems: list[str], path: str) -> None:
    response = page.goto(path, wait_until="networkidle")
    assert response is not None
    assert response.headers["content-security-policy"] == POLICY
    assert page_problems == []


def test_every_page_declares_the_policy_before_it_loads_anything(built_site: Path) -> None:
    declared = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    loads = re.compile(r"<script|<link [^>]*rel=\"?stylesheet")
    pages = {path: path.read_text("utf-8") for path in built_site.rglob("*.html")}
    assert len(pages) > 150
    assert {path for path, html in pages.items() if html.count("Content-Security-Policy") != 1} == set()
    late = {path for path, html in pages.items() if declared not in loads.split(html)[0]}
    assert late == set()


def test_an_old_address_leads_on_under_its_own_policy(tmp_path: Path, browser: Browser) -> None:
    root, problems = valid_site(tmp_path), list[str]()
    article = root / "content/2023/09/01.md"
    article.write_text(article.read_text("utf-8").replace("type: ", "aliases: [/old/]\ntype: ", 1), encoding="utf-8")
    assert bulletin("build", "--root", root).returncode == 0
    html = (root / "site/old/index.html").read_text("utf-8")
    assert html.index(f'content="{POLICY}"') < html.index('http-equiv="refresh"')
    (root / "site/favicon.ico").touch()  # a browser may ask for it as long as it is on a page that names none
    with served(root / "site") as url, watched_page(browser, url, DESKTOP, problems) as page:
        page.goto("/old/")
        expect(page).to_have_url(f"{url}/2023/09/01/")
    assert problems == []


def test_the_headers_that_are_advised_say_the_same() -> None:
    advised = re.findall(r"default-src [^\"]*", (REPO / "docs/headers.md").read_text("utf-8"))
    assert advised == [f"{POLICY}; frame-ancestors 'none'"] * 3


def test_another_host_is_not_reached_and_noted(page: Page, page_problems: list[str]) -> None:
    """As to every page of these tests."""
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://other.example/")
    assert page_problems == [
        "request to another host: http://other.example/",
        "failed request: http://other.example/ (net::ERR_NAME_NOT_RESOLVED)",
    ]
    page_problems.clear()


def test_dark_and_light_switch_and_stay(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/")
    expect(page.locator(BODY)).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_title("切换到深色").click()
    expect(page.locator(BODY)).to_have_attribute("data-md-color-scheme", "slate")
    page.goto("/notices/2023-06/")
    expect(page.locator(BODY)).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_title("切换到浅色").click()
    page.reload()
    expect(page.locator(BODY)).to_have_attribute("data-md-color-scheme", "default")


def test_the_system_decides_at_first(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    expect(page.locator(BODY)).to_have_attribute("data-md-color-scheme", "slate")


def test_no_page_holds_a_script_or_a_style(built_site: Path) -> None:
    inside = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)|<style|\sstyle=|\son[a-z]+=")
    assert [path for path in built_site.rglob("*.html") if inside.search(path.read_text("utf-8"))] == []


def test_scripts_and_styles_need_nothing_newer_than_chromium_90() -> None:
    newer = re.compile(
        r"\.(at|findLast|findLastIndex|toSorted|toReversed|with|groupBy|hasOwn)\(|structuredClone|\?\?=|\|\|=|&&="
        r"|^await |#\w+ = |static \{|:has\(|@container|@layer|color-mix|\d(dvh|svh|lvh)\b|^\s*&|\binert\b",
        re.MULTILINE,
    )
    files = [path for ending in ("*.js", "*.css") for path in (REPO / "generator" / "theme" / "assets").rglob(ending)]
    assert len(files) > 10
    found = {path.name: [match.group() for match in newer.finditer(path.read_text("utf-8"))] for path in files}
    assert {name: matches for name, matches in found.items() if matches} == {}
