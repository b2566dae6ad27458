"""The search box in the header of every page: hits below it, keys, input methods, phones."""

import re
from urllib.parse import parse_qs, urlsplit

from browser.test_search_results import COMMIT, COMPOSE, counted
from playwright.sync_api import Page, expect


def test_typing_lists_the_best_hits_and_their_number(archive_page: Page) -> None:
    archive_page.goto("/issues/")
    box = archive_page.get_by_role("combobox", name="搜索")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("独一无二之题")
    options = archive_page.get_by_role("option")
    expect(options).to_have_count(3)
    expect(options.first.locator(".option-title")).to_have_text("独一无二之题")
    expect(options.first.locator("mark")).to_have_text("独一无二之题")
    expect(options.last).to_have_text("全部 2 条结果")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.fill("耕地")
    expect(options).to_have_count(7)
    expect(options.last).to_contain_text(re.compile(r"全部 [\d,]+ 条结果"))


def test_nothing_is_fetched_before_the_box_is_used(archive_page: Page) -> None:
    asked: list[str] = []
    archive_page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    archive_page.goto("/", wait_until="networkidle")
    assert not [path for path in asked if path.startswith("/search/")]
    archive_page.get_by_role("combobox", name="搜索").focus()
    archive_page.evaluate(PREPARED)
    assert [path for path in asked if path.startswith("/search/")] == ["/search/index.json"]


def test_arrows_choose_enter_opens_escape_closes(archive_page: Page) -> None:
    archive_page.goto("/")
    archive_page.keyboard.press("/")
    box = archive_page.get_by_role("combobox", name="搜索")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    archive_page.keyboard.type("独一无二之题/")
    options = archive_page.get_by_role("option")
    expect(options).to_have_count(3)
    for place in (0, 1, 2):
        archive_page.keyboard.press("ArrowDown")
        expect(options.nth(place)).to_have_attribute("aria-selected", "true")
        expect(box).to_have_attribute("aria-activedescendant", f"search-option-{place}")
    archive_page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    archive_page.keyboard.press("Escape")
    expect(archive_page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_be_focused()

    box.fill("独一无二之")
    expect(options).to_have_count(3)
    archive_page.keyboard.press("ArrowUp")
    archive_page.keyboard.press("ArrowUp")
    archive_page.keyboard.press("Enter")
    expect(archive_page.get_by_role("heading", level=1)).to_have_text("另一篇")
    expect(archive_page.locator(".article-body mark")).to_have_text(["独一无二之", "独一无二之"])


def test_enter_opens_the_results_page_with_the_query_as_typed(archive_page: Page) -> None:
    archive_page.goto("/2024/07/91/")
    archive_page.get_by_role("combobox", name="搜索").fill("𠮷林村 “ISO9001”+&")
    archive_page.keyboard.press("Enter")
    expect(archive_page).to_have_url(re.compile(r"/search/\?q="))
    assert counted(archive_page) == 1
    assert parse_qs(urlsplit(archive_page.url).query) == {"q": ["𠮷林村 “ISO9001”+&"]}
    expect(archive_page.locator("#search-input")).to_have_value("𠮷林村 “ISO9001”+&")


def test_composing_in_the_box_neither_searches_nor_submits(clocked_page: Page) -> None:
    clocked_page.goto("/")
    box = clocked_page.get_by_role("combobox", name="搜索")
    box.evaluate(COMPOSE, "duyiwuer")
    clocked_page.clock.fast_forward(5_000)
    clocked_page.evaluate(SUGGESTED, "duyiwuer")
    expect(clocked_page.get_by_role("listbox")).to_be_hidden()
    clocked_page.evaluate(NOTE_SUBMISSIONS)
    clocked_page.keyboard.press("Enter")
    assert clocked_page.evaluate("submissions") == []
    box.evaluate(COMMIT, "独一无二之题")
    clocked_page.clock.fast_forward(5_000)
    expect(clocked_page.get_by_role("option")).to_have_count(3)
    clocked_page.keyboard.press("Enter")
    clocked_page.wait_for_url("**/search/?q=*")


def test_leaving_the_box_closes_the_list(archive_page: Page) -> None:
    archive_page.goto("/")
    archive_page.get_by_role("combobox", name="搜索").fill("耕地")
    expect(archive_page.get_by_role("option")).to_have_count(7)
    archive_page.get_by_role("heading", level=1).click()
    expect(archive_page.get_by_role("listbox")).to_be_hidden()


def test_a_slash_in_a_field_stays_a_slash(archive_page: Page) -> None:
    archive_page.goto("/search/")
    archive_page.locator("#search-input").focus()
    archive_page.keyboard.type("1/2")
    expect(archive_page.locator("#search-input")).to_have_value("1/2")


def test_no_hits_are_told(archive_page: Page) -> None:
    archive_page.goto("/")
    archive_page.get_by_role("combobox", name="搜索").fill("没有人写过的句子")
    expect(archive_page.get_by_role("option")).to_have_text(["没有结果"])


def test_a_failure_is_told_and_enter_tries_again(archive_page: Page, page_problems: list[str]) -> None:
    archive_page.route("**/search/**/*.bin", lambda route: route.abort())
    archive_page.goto("/")
    archive_page.get_by_role("combobox", name="搜索").fill("耕地")
    expect(archive_page.get_by_role("option")).to_contain_text("没有取到搜索数据")
    archive_page.unroute("**/search/**/*.bin")
    archive_page.keyboard.press("Enter")
    assert counted(archive_page) > 0
    page_problems.clear()


def test_on_phones_an_icon_opens_the_box_over_the_whole_width(archive_phone_page: Page) -> None:
    archive_phone_page.goto("/")
    box = archive_phone_page.get_by_role("combobox", name="搜索")
    expect(box).to_be_hidden()
    archive_phone_page.get_by_role("button", name="打开搜索框").click()
    expect(box).to_be_focused()
    place = archive_phone_page.locator("#site-search").bounding_box()
    assert place is not None
    assert place["width"] == 390
    box.fill("耕地")
    options = archive_phone_page.get_by_role("option")
    expect(options).to_have_count(7)
    heights = options.evaluate_all("options => options.map(option => option.getBoundingClientRect().height)")
    assert min(heights) >= 44
    assert archive_phone_page.evaluate("document.documentElement.scrollWidth") <= 390
    archive_phone_page.get_by_role("button", name="关闭搜索框").click()
    expect(box).to_be_hidden()
    expect(archive_phone_page.get_by_role("button", name="打开搜索框")).to_be_focused()


def test_the_box_works_without_its_script(archive_page: Page) -> None:
    archive_page.route("**/search/box.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    archive_page.goto("/2024/07/91/")
    archive_page.get_by_role("combobox", name="搜索").fill("𡌛沟治理")
    archive_page.keyboard.press("Enter")
    assert counted(archive_page) == 1


PREPARED = """async () => {
    const {archive} = await import("/assets/javascripts/search/engine.js");
    await archive();
}"""
"""All that is fetched before a search has come."""
SUGGESTED = """async (text) => {
    const {suggestionsFor} = await import("/assets/javascripts/search/suggestions.js");
    await suggestionsFor(text, 6);
}"""
"""A search that the box had begun before would have its answer by now."""
NOTE_SUBMISSIONS = """() => {
    window.submissions = [];
    addEventListener("submit", (event) => event.defaultPrevented || window.submissions.push(event.target.id));
}"""
"""In the end of it all: what the form's own listener prevents goes nowhere."""
