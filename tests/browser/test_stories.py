"""Three readers at their work, with the keyboard alone."""

import re

from playwright.sync_api import Locator, Page, expect


def walk_to(page: Page, target: Locator, key: str = "Tab", limit: int = 120) -> None:
    """Press the key until the target has the focus."""
    for _ in range(limit):
        page.keyboard.press(key)
        if target.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{limit} times {key} did not lead to {target}")


def follow(page: Page, link: Locator) -> None:
    walk_to(page, link)
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")


def test_an_editor_checks_last_months_notice(page: Page) -> None:
    page.goto("/")
    follow(page, page.get_by_role("link", name="关于6月份政务信息采用情况的通报"))
    expect(page.get_by_role("heading", level=1)).to_have_text("关于6月份政务信息采用情况的通报")

    # Over the header, to the contents beside the text, and by them to the second table.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    contents = page.get_by_role("navigation", name="目录")
    follow_back(page, contents.get_by_role("link", name="（二）6月份机关各科室政务信息统计"))
    expect(page).to_have_url(re.compile("#department"))
    expect(page.get_by_role("heading", name="（二）6月份机关各科室政务信息统计")).to_be_in_viewport()

    # The first department's points lead to the pieces that they were given for.
    row = page.get_by_role("row", name=re.compile("开发利用科"))
    follow(page, row.get_by_role("link", name="15", exact=True))
    expect(page).to_have_url(re.compile(r"/2023/#m2023-06$"))
    expect(page.get_by_text("本月分数 15 =")).to_be_in_viewport()


def follow_back(page: Page, link: Locator) -> None:
    """The contents stand before the text."""
    walk_to(page, link, "Shift+Tab")
    page.keyboard.press("Enter")


def test_a_unit_looks_up_why_it_has_17_5(page: Page) -> None:
    page.goto("/")
    follow(page, page.get_by_role("navigation", name="栏目").get_by_role("link", name="单位", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("单位")
    follow(page, page.locator("#content").get_by_role("link", name="冠县局", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("冠县局")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # over the header
    follow(page, page.locator("#content").get_by_role("link", name="17.5", exact=True).first)
    expect(page).to_have_url(re.compile(r"/units/guanxian/2023/#m2023-06$"))
    expect(page.locator(".equation").filter(has_text="本月分数 17.5 =").first).to_be_in_viewport()
    lines = page.locator("table.lines").first.locator("tbody tr")
    points = [float(text) for text in lines.locator("td:first-of-type").all_inner_texts()]
    assert sum(points) == 17.5


def test_a_clerk_finds_the_piece_about_registration_before_supply_and_cites_it(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="搜索")).to_be_focused()
    page.keyboard.type("先登记后供地")
    option = page.get_by_role("option", name=re.compile("2024年第7期")).first
    option.wait_for()
    for _ in range(6):
        page.keyboard.press("ArrowDown")
        if option.get_attribute("aria-selected") == "true":
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/2024/07/03/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("我市创新开展“先登记后供地” 推进“交地即办证”")

    follow(page, page.get_by_role("button", name="复制引用格式"))
    expect(page.locator(".cite")).to_contain_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "《聊城自然资源和规划信息》〔2024〕第7期第3条" in copied
