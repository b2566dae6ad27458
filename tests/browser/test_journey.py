"""The way of a reader: home → notice → a unit → an article, and the search box."""

import re

import pytest
from playwright.sync_api import Page, expect


def test_home_to_notice_to_unit_to_article(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("聊城自然资源和规划信息")
    page.get_by_role("link", name="关于6月份政务信息采用情况的通报").click()

    expect(page).to_have_url(re.compile(r"/notices/2023-06/$"))
    first_row = page.locator("table.scores tbody tr").first
    expect(first_row.locator("th, td")).to_have_text(
        ["阳谷局", "17", "", "5", "4", "4", "20", "4", "5", "29", "148.5", "1"]
    )
    first_row.get_by_role("link", name="阳谷局").click()

    expect(page).to_have_url(re.compile(r"/units/yanggu/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("阳谷局")
    page.get_by_role("link", name=re.compile("阳谷局印发|4月8日")).first.click()

    expect(page).to_have_url(re.compile(r"/2024/07/\d\d/$"))
    expect(page.locator(".article-body")).to_contain_text("致全县广大人民群众的一封信")
    expect(page.locator(".facts")).to_contain_text("路立楷")


def test_search_for_geothermal_finds_its_article(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="搜索").fill("地热")
    page.get_by_role("option", name="李长萍调研地热资源开发利用工作").first.click()

    expect(page).to_have_url(re.compile(r"/2024/07/01/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("李长萍调研地热资源开发利用工作")


def test_an_article_without_text_says_so(page: Page) -> None:
    page.goto("/2023/09/01/")
    expect(page.locator(".no-text")).to_have_text("本库只存有标题，没有正文。")
    expect(page.locator(".facts a")).to_have_count(12)  # ten units, the issue and the month


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/issues/",
        "/2024/",
        "/2024/07/",
        "/2024/07/03/",
        "/2023/09/01/",
        "/notices/",
        "/notices/2023-06/",
        "/standings/",
        "/standings/2023/",
        "/units/",
        "/units/yanggu/",
        "/commissioned/",
        "/commissioned/2023-06/01/",
        "/rules/",
        "/search/",
    ],
)
def test_no_page_is_wider_than_a_phone(phone_page: Page, path: str) -> None:
    phone_page.goto(path)
    width = phone_page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
