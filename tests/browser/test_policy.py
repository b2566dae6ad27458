"""The whole site works under a strict Content-Security-Policy, sent by the server of these tests for every page."""

import re
from pathlib import Path

import pytest
from browser.conftest import POLICY
from playwright.sync_api import Error, Page, expect

REPO = Path(__file__).resolve().parents[2]
BODY = "body"


@pytest.mark.parametrize("path", ["/", "/2024/07/03/", "/notices/2023-06/", "/standings/2023/", "/search/?q=地热"])
def test_pages_breach_nothing(page: Page, page_problems: list[str], path: str) -> None:
    response = page.goto(path, wait_until="networkidle")
    assert response is not None
    assert response.headers["content-security-policy"] == POLICY
    assert page_problems == []


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
