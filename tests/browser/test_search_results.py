"""The results page: what is found, how it is shown, filters, the address, and what is said when nothing is found."""

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from processes import wait_until

DONE = "#search-count[data-count]"


def look_for(page: Page, query: str) -> int:
    """Open the results of a query and return their number."""
    page.goto(f"/search/?q={quote(query)}")
    return counted(page)


def counted(page: Page) -> int:
    page.locator(DONE).wait_for()
    expect(page.locator("#search-results")).not_to_have_attribute("aria-busy", "true")
    number = int(page.locator(DONE).get_attribute("data-count") or "")
    expect(page.locator(DONE)).to_have_text(f"{number:,} 条结果")
    return number


def titles(page: Page) -> list[str]:
    return page.locator("#search-results > li a").all_inner_texts()


def box_of(page: Page, name: str) -> Locator:
    return page.locator(".filter label", has_text=name).first


def given(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_result_shows_where_it_comes_from_and_marks_the_phrase(archive_page: Page) -> None:
    assert look_for(archive_page, "𡌛沟治理") == 1
    hit = archive_page.locator("#search-results > li")
    expect(hit.locator("a")).to_have_count(1)
    expect(hit.locator("a")).to_have_text("𠮷林村𡌛沟治理“先行先试”")
    expect(hit.locator("a mark")).to_have_text("𡌛沟治理")
    expect(hit.locator(".hit-meta span")).to_have_text(
        ["信息", "东阿局", "2024年第7期", re.compile(r"^2024年\d+月\d+日$")]
    )
    assert archive_page.title().startswith("“𡌛沟治理”的搜索结果")


def test_the_article_opens_with_the_phrase_marked(archive_page: Page) -> None:
    look_for(archive_page, "完成𡌛沟治理ABC")
    archive_page.locator("#search-results a").click()
    expect(archive_page).to_have_url(re.compile(r"/2024/07/91/\?h="))
    expect(archive_page.locator(".article-body mark")).to_have_text("完成𡌛沟治理。ＡＢＣ")


def test_the_title_itself_comes_first(archive_page: Page) -> None:
    assert look_for(archive_page, "独一无二之题") == 2
    assert titles(archive_page) == ["独一无二之题", "另一篇"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("abc公司", 1),
        ("ＡＢＣ公司", 1),
        ("ISO9001", 1),
        ("12.5m2", 1),
        ("１２５㎡", 1),
        ("“先行”、先试", 1),  # punctuation does not matter, wherever it stands
        ("𠮷林村", 1),
        ("𡌛", 1),
        ("林村𡌛", 1),
        ("欧阳靖𠮷", 4),
        ("𠮷林村 独一无二", 0),
        ("𠮷林村　ISO9001", 1),  # full-width space
        ("<script>alert(1)</script>", 1),
        ("<b>粗体</b>", 1),
        ("\"'`;--", 0),
        ("，。、！", 0),
        ("😀", 0),
        ("👩‍👩‍👧‍👦🇨🇳", 0),
        ("%00%2e\\u0000", 0),
        ("没有人写过的句子", 0),
    ],
)
def test_odd_queries_are_counted_exactly(archive_page: Page, query: str, count: int) -> None:
    assert look_for(archive_page, query) == count
    assert len(titles(archive_page)) == count
    assert archive_page.locator("#search-results script, #search-message script").count() == 0


def test_five_thousand_characters_are_looked_for_and_said_shortly(archive_page: Page) -> None:
    archive_page.goto("/search/")
    archive_page.locator("#search-input").fill("耕地保护" * 1250)
    archive_page.keyboard.press("Enter")
    assert counted(archive_page) == 0
    assert len(archive_page.locator("#search-message").inner_text()) < 200


def test_no_results_say_what_was_looked_for_and_what_each_phrase_has(archive_page: Page) -> None:
    assert look_for(archive_page, "耕地 没有人写过ＡＢ") == 0
    message = archive_page.locator("#search-message")
    expect(message).to_contain_text("没有同时含有“耕地”、“没有人写过ab”的内容")
    expect(message.locator("li").nth(1)).to_have_text("没有人写过ab　0 条")
    own = message.locator("li").first
    alone = int(re.sub(r"\D", "", own.inner_text()))
    own.get_by_role("link").click()
    assert counted(archive_page) == alone > 0


def test_a_query_of_punctuation_says_so(archive_page: Page) -> None:
    assert look_for(archive_page, "——！？") == 0
    expect(archive_page.locator("#search-message")).to_contain_text("没有可以查找的文字")


def test_an_empty_page_shows_nothing_and_waits(archive_page: Page) -> None:
    asked: list[str] = []
    archive_page.on("request", lambda request: asked.append(request.url))
    archive_page.goto("/search/")
    expect(archive_page.locator("#search-input")).to_be_focused()
    assert archive_page.locator(DONE).count() == 0
    assert not [url for url in asked if "/search/shards/" in url or "/search/text/" in url]


def test_other_ways_are_offered_until_something_is_asked(archive_page: Page) -> None:
    archive_page.goto("/search/")
    ways = archive_page.get_by_role("navigation", name="不搜索的查找办法")
    expect(ways.get_by_role("link", name="期刊")).to_be_visible()
    look_for(archive_page, "不动产")
    expect(ways).to_be_hidden()
    archive_page.goto("/search/?q=不动产")
    expect(archive_page.locator(DONE)).to_be_attached()
    expect(ways).to_be_hidden()


def test_filters_count_what_they_will_show(archive_page: Page) -> None:
    total = look_for(archive_page, "耕地")
    chosen = []
    for title in ("类型", "年份"):
        name = archive_page.get_by_role("group", name=title, exact=True).locator(".filter-name").nth(1).inner_text()
        box = box_of(archive_page, name)
        chosen.append(name)
        promised = int(box.locator(".filter-count").inner_text().replace(",", ""))
        assert 0 < promised < total
        box.click()
        expect(archive_page.locator(DONE)).to_have_attribute("data-count", str(promised))
        expect(box_of(archive_page, name).locator("input")).to_be_checked()
        expect(box_of(archive_page, name).locator("input")).to_be_focused()
        total = promised
    assert given(archive_page) == {"q": ["耕地"], "type": [chosen[0]], "year": [chosen[1].rstrip("年")]}
    # Within a filter either may hold: the counts of the other years are what they would add.
    other = archive_page.get_by_role("group", name="年份", exact=True).locator("label").first
    more = int(other.locator(".filter-count").inner_text())
    other.click()
    expect(archive_page.locator(DONE)).to_have_attribute("data-count", str(total + more))


def test_chosen_filters_are_chips_that_go_away(archive_page: Page) -> None:
    total = look_for(archive_page, "耕地")
    archive_page.goto(f"/search/?q={quote('耕地')}&type={quote('简讯')}&unit={quote('东阿局')}&sort=date")
    assert counted(archive_page) < total
    expect(archive_page.locator(".chip")).to_have_text(["简讯", "东阿局", "全部清除"])
    archive_page.get_by_role("button", name="去掉筛选：东阿局").click()
    expect(archive_page.locator(".chip")).to_have_text(["简讯"])
    archive_page.get_by_role("button", name="去掉筛选：简讯").click()
    expect(archive_page.locator(DONE)).to_have_attribute("data-count", str(total))
    assert given(archive_page) == {"q": ["耕地"], "sort": ["date"]}


def test_issues_and_notices_of_a_chosen_year(archive_page: Page) -> None:
    look_for(archive_page, "耕地")
    box_of(archive_page, "2023年").click()
    box = box_of(archive_page, "2023年第7期")
    promised = int(box.locator(".filter-count").inner_text())
    box.click()
    expect(archive_page.locator(DONE)).to_have_attribute("data-count", str(promised))
    assert given(archive_page)["in"] == ["issue-2023-07"]
    counted(archive_page)
    assert all("2023年第7期" in meta for meta in archive_page.locator("#search-results li").all_inner_texts())


def test_filters_that_leave_nothing_can_be_taken_away(archive_page: Page) -> None:
    archive_page.goto(f"/search/?q={quote('𡌛沟治理')}&year=2005")
    assert counted(archive_page) == 0
    expect(archive_page.locator("#search-message")).to_contain_text("没有一条符合所选的筛选")
    archive_page.get_by_role("button", name="去掉全部筛选").click()
    expect(archive_page.locator(DONE)).to_have_attribute("data-count", "1")


def test_orders_by_date_are_each_others_reverse(archive_page: Page) -> None:
    look_for(archive_page, "耕地")
    seen = {}
    for name, order in (("最新", "date"), ("最早", "oldest")):
        archive_page.get_by_role("button", name=name, exact=True).click()
        expect(archive_page).to_have_url(re.compile(f"sort={order}"))
        expect(archive_page.get_by_role("button", name=name, exact=True)).to_have_attribute("aria-pressed", "true")
        counted(archive_page)
        metas = archive_page.locator(".hit-meta").all_inner_texts()
        seen[order] = [int(year) for meta in metas for year in re.findall(r"(\d{4})年第?\d+[期月]", meta)[:1]]
    assert seen["date"] == sorted(seen["date"], reverse=True)
    assert seen["oldest"] == sorted(seen["oldest"])
    assert seen["oldest"][0] < seen["date"][0]


def test_more_results_come_in_tens_and_back_returns_to_them(archive_page: Page) -> None:
    assert look_for(archive_page, "耕地") > 30
    items = archive_page.locator("#search-results > li")
    for shown in (10, 20, 30):
        expect(items).to_have_count(shown)
        if shown < 30:
            archive_page.get_by_role("button", name="更多结果").click()
    assert len(set(items.locator("a").evaluate_all("links => links.map(link => link.href)"))) == 30
    chosen = items.nth(24)
    chosen.scroll_into_view_if_needed()
    noted = "() => scrollY > 0 && history.state.scroll === Math.round(scrollY)"
    wait_until(lambda: archive_page.evaluate(noted), "that the page notes where the reader is")
    chosen.get_by_role("link").click()
    expect(archive_page.locator("#site-search")).to_have_count(1)
    archive_page.go_back()
    expect(items).to_have_count(30)
    expect(chosen).to_be_in_viewport()


def test_back_and_forward_walk_through_what_was_asked(archive_page: Page) -> None:
    total = look_for(archive_page, "耕地")
    box_of(archive_page, "简讯").click()
    expect(archive_page.locator(".chip")).to_have_text(["简讯"])
    filtered = counted(archive_page)
    archive_page.locator("#search-input").fill("𡌛沟治理")
    archive_page.keyboard.press("Enter")
    expect(archive_page.locator("#search-input")).to_have_value("𡌛沟治理")
    expect(archive_page.locator("#search-message")).to_contain_text("𡌛沟治理")  # it is no 简讯
    archive_page.go_back()
    expect(archive_page.locator("#search-input")).to_have_value("耕地")
    expect(archive_page.locator(DONE)).to_have_attribute("data-count", str(filtered))
    archive_page.go_back()
    expect(archive_page.locator(DONE)).to_have_attribute("data-count", str(total))
    expect(archive_page.locator(".chip")).to_have_count(0)
    archive_page.go_forward()
    expect(archive_page.locator(DONE)).to_have_attribute("data-count", str(filtered))


def test_typing_shows_results_without_enter_and_drops_overtaken_ones(archive_page: Page) -> None:
    archive_page.goto("/search/")
    held: list[Route] = []
    field, is_held = archive_page.locator("#search-input"), True
    archive_page.route("**/search/shards/*.bin", lambda route: held.append(route) if is_held else route.continue_())
    field.fill("耕地")
    wait_until(lambda: archive_page.evaluate("true") and held, "that the first search asks for its shards")
    is_held = False
    field.fill("𡌛沟治理")
    assert counted(archive_page) == 1
    assert held
    for route in held:
        route.continue_()
    archive_page.evaluate(FOUND, "耕地")
    assert counted(archive_page) == 1
    assert given(archive_page)["q"] == ["𡌛沟治理"]


def test_composing_a_character_asks_for_nothing(clocked_page: Page) -> None:
    clocked_page.goto("/search/")
    field = clocked_page.locator("#search-input")
    field.evaluate(COMPOSE, "gengdi")
    clocked_page.clock.fast_forward(5_000)
    clocked_page.evaluate(FOUND, "gengdi")
    assert clocked_page.locator(DONE).count() == 0
    assert given(clocked_page) == {}
    field.evaluate(COMMIT, "𡌛沟治理")
    clocked_page.clock.fast_forward(5_000)
    assert counted(clocked_page) == 1
    assert given(clocked_page) == {"q": ["𡌛沟治理"]}


def test_arrows_walk_from_the_box_through_the_titles(archive_page: Page) -> None:
    look_for(archive_page, "独一无二之题")
    archive_page.keyboard.press("/")
    expect(archive_page.locator("#search-input")).to_be_focused()
    archive_page.keyboard.press("ArrowDown")
    archive_page.keyboard.press("ArrowDown")
    expect(archive_page.locator("#search-results a").nth(1)).to_be_focused()
    archive_page.keyboard.press("ArrowUp")
    archive_page.keyboard.press("Enter")
    expect(archive_page.get_by_role("heading", level=1)).to_have_text("独一无二之题")


def test_a_failed_fetch_can_be_tried_again(archive_page: Page, page_problems: list[str]) -> None:
    archive_page.route("**/search/shards/*.bin", lambda route: route.fulfill(status=503))
    archive_page.goto(f"/search/?q={quote('𡌛沟治理')}")
    expect(archive_page.locator("#search-message")).to_contain_text("没有取到搜索数据")
    archive_page.unroute("**/search/shards/*.bin")
    archive_page.get_by_role("button", name="重试").click()
    assert counted(archive_page) == 1
    page_problems.clear()


def test_a_page_left_open_notices_a_new_index(clocked_page: Page) -> None:
    asked: list[str] = []
    clocked_page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    assert look_for(clocked_page, "𡌛沟治理") == 1
    first = {path for path in asked if path.endswith(".bin")}

    def shards_asked_after(seconds: int, query: str) -> set[str]:
        asked.clear()
        clocked_page.clock.fast_forward(seconds * 1000)
        clocked_page.locator("#search-input").fill(query)
        clocked_page.keyboard.press("Enter")
        assert counted(clocked_page) == 1
        return {path for path in asked if path.endswith(".bin")}

    assert shards_asked_after(1, "“𡌛沟治理”") == set()
    assert "/search/index.json" not in asked
    assert shards_asked_after(61, "𡌛沟治理！") == set()
    assert "/search/index.json" in asked
    clocked_page.route("**/search/index.json", lambda route: route.fulfill(body=route.fetch().text() + "\n"))
    assert shards_asked_after(61, "《𡌛沟治理》") == first


def test_on_phones_filters_fold_away_and_nothing_is_cut(archive_phone_page: Page) -> None:
    look_for(archive_phone_page, "耕地")
    expect(archive_phone_page.locator(".filter").first).to_be_hidden()
    archive_phone_page.get_by_text("筛选", exact=True).click()
    label = box_of(archive_phone_page, "简讯")
    expect(label).to_be_visible()
    box = label.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert archive_phone_page.evaluate("document.documentElement.scrollWidth") <= 390
    label.click()
    expect(archive_phone_page.locator("summary")).to_have_text("筛选（已选 1 项）")


COMPOSE = """(field, text) => {
    field.focus();
    field.dispatchEvent(new CompositionEvent("compositionstart", {bubbles: true}));
    field.value = text;
    field.dispatchEvent(new InputEvent("input", {bubbles: true, isComposing: true}));
}"""
COMMIT = """(field, text) => {
    field.value = text;
    field.dispatchEvent(new InputEvent("input", {bubbles: true, isComposing: true}));
    field.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true, data: text}));
}"""
FOUND = """async (text) => {
    const {search} = await import("/assets/javascripts/search/engine.js");
    await search(text);
}"""
"""A search for the same that had begun before would have its answer by now."""
