"""Without JavaScript all can be reached and read; only searching, sorting and comparing need it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import DESKTOP, PATIENCE, PHONE
from browser.page_kinds import pages_by_kind
from playwright.sync_api import Browser, Page, ViewportSize, expect

TABS = ["首页", "期刊", "通报", "排名", "单位", "约稿"]


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def plain_page(browser: Browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    viewport: ViewportSize = request.param
    context = browser.new_context(base_url=site_url, locale="zh-CN", viewport=viewport, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_every_section_is_reached_from_the_header(plain_page: Page) -> None:
    for name in TABS:
        plain_page.goto("/404.html")
        plain_page.get_by_role("navigation", name="栏目").get_by_role("link", name=name, exact=True).click()
        expect(plain_page.get_by_role("navigation", name="栏目").locator("[aria-current]")).to_have_text(name)
        expect(plain_page.get_by_role("heading", level=1)).to_be_visible()


def test_from_home_to_a_notice_to_the_lines_of_a_unit(plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.get_by_role("link", name="关于6月份政务信息采用情况的通报").click()
    row = plain_page.locator("table.scores tbody tr").first
    expect(row.locator("th")).to_have_text("阳谷局")
    fold = plain_page.locator("details").first
    fold.locator("summary").click()
    expect(fold.locator("p").first).to_be_visible()
    row.get_by_role("link", name="29", exact=True).click()
    expect(plain_page).to_have_url(re.compile("#m2023-06$"))
    expect(plain_page.locator("table.lines").first).to_be_visible()


def test_from_an_issue_to_an_article_and_on(plain_page: Page) -> None:
    plain_page.goto("/issues/")
    plain_page.locator("#content a[href*='2024/07'], #content a[href='../2024/07/']").first.click()
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("第7期")
    plain_page.goto("/2024/07/03/")
    expect(plain_page.locator(".article-body")).to_be_visible()
    expect(plain_page.get_by_text("《聊城自然资源和规划信息》〔2024〕第7期第3条").first).to_be_visible()
    plain_page.get_by_role("link", name=re.compile("^下一篇")).click()
    expect(plain_page).to_have_url(re.compile("/2024/07/04/$"))


def test_the_search_says_that_it_needs_scripts(plain_page: Page) -> None:
    plain_page.goto("/search/")
    expect(plain_page.get_by_text("搜索需要浏览器启用 JavaScript。")).to_be_visible()


def test_no_button_does_nothing(plain_page: Page, built_site: Path) -> None:
    """A button without a script would be a false promise; those of the search form ask its page."""
    idle = []
    for path in pages_by_kind(built_site).values():
        plain_page.goto(path)
        for button in plain_page.locator("button:visible:not([type=submit])").all():
            idle.append((path, button.get_attribute("aria-label") or button.inner_text()))
    assert idle == []
