"""What readers who cannot see well, or use no mouse, depend on: every kind of page, in both schemes."""

import re
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest
from browser.page_kinds import pages_by_kind
from playwright.sync_api import Page, expect

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
AXE_RUN = """(runOnly) => axe.run(document, {runOnly, resultTypes: ["violations"]})"""
LEVEL_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
ARTICLE = "/2024/07/03/"


def violations(page: Page, rules: object = LEVEL_AA) -> list[str]:
    """What axe-core finds, a line for each place. It is put in from outside, as the pages' policy allows no script."""
    page.evaluate(AXE)
    found = page.evaluate(AXE_RUN, rules)["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(("scheme", "rules"), [("light", LEVEL_AA), ("dark", CONTRAST)])
def test_no_kind_of_page_breaks_level_aa(page: Page, built_site: Path, scheme: str, rules: object) -> None:
    """In the dark only colours are others."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    kinds = pages_by_kind(built_site)
    assert {"article", "home", "issue", "notice", "search", "standing", "unit"} <= kinds.keys()
    found = {}
    for kind, path in kinds.items():
        page.goto(path, wait_until="networkidle")
        if places := violations(page, rules):
            found[f"{kind} {path}"] = places
    assert found == {}


def test_results_and_suggestions_break_nothing(page: Page) -> None:
    page.goto("/search/?q=地热")
    page.locator("#search-count[data-count]").wait_for()
    assert violations(page) == []
    page.goto("/")
    page.get_by_role("combobox", name="搜索").fill("地热")
    page.get_by_role("option").first.wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("path", ["/", "/notices/2023-06/", "/standings/2023/"])
def test_phones_with_large_text_break_nothing(phone_page: Page, path: str) -> None:
    phone_page.goto("/")
    phone_page.get_by_role("button", name="关怀版").click()
    phone_page.goto(path, wait_until="networkidle")
    assert violations(phone_page) == []


@pytest.mark.parametrize("width", [320, 390, 768])
@pytest.mark.parametrize("text", ["normal", "large"])
def test_no_kind_of_page_scrolls_sideways(phone_page: Page, built_site: Path, width: int, text: str) -> None:
    phone_page.set_viewport_size({"width": width, "height": 800})
    phone_page.goto("/")
    if text == "large":
        phone_page.get_by_role("button", name="关怀版").click()
    wider = {}
    for path in pages_by_kind(built_site).values():
        phone_page.goto(path)
        if (reached := phone_page.evaluate("document.documentElement.scrollWidth")) > width:
            wider[path] = reached
    assert wider == {}


def test_landmarks_headings_and_tables_of_every_kind(page: Page, built_site: Path) -> None:
    wrong: dict[str, object] = {}
    for path in pages_by_kind(built_site).values():
        page.goto(path)
        seen = page.evaluate(STRUCTURE)
        jumps = [pair for pair in pairwise(seen["levels"]) if pair[1] > pair[0] + 1]
        expected = {
            "lang": "zh-CN",
            "mains": 1,
            "unnamedNavs": 0,
            "firsts": 1,
            "uncaptioned": [],
            "scopeless": 0,
        }
        differing = {key: seen[key] for key, value in expected.items() if seen[key] != value}
        if differing or jumps or seen["levels"][:1] != [1]:
            wrong[path] = (differing, jumps, seen["levels"][:3])
    assert wrong == {}


def test_the_first_key_leads_past_the_header(page: Page) -> None:
    page.goto(ARTICLE)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('content').contains(document.activeElement)")


@pytest.mark.parametrize("path", ["/", "/2024/07/", ARTICLE, "/standings/2023/", "/units/yanggu/"])
def test_every_stop_of_the_tab_key_is_seen(page: Page, path: str) -> None:
    """Each has an outline, or another sign by which it differs from itself without the focus."""
    page.goto(path)
    unseen, first = [], None
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(FOCUS)
        if seen is None or seen["name"] == first:
            break
        first = first or seen["name"]
        if not seen["visible"]:
            unseen.append(seen["name"])
    assert unseen == []


def test_the_focus_is_seen_on_every_kind_of_page(page: Page, built_site: Path) -> None:
    """Each thing of a sort (tag and class) once, focused as the keys would, in a page whose folds are open."""
    unseen = {}
    for path in pages_by_kind(built_site).values():
        page.goto(path)
        page.keyboard.press("Tab")
        if names := page.evaluate(FOCUS_OF_EACH_SORT):
            unseen[path] = names
    assert unseen == {}


def test_large_text_stays_and_goes(page: Page) -> None:
    page.goto("/")
    normal = page.evaluate(TEXT_SIZE)
    switch = page.get_by_role("button", name="关怀版")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.focus()
    page.keyboard.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(TEXT_SIZE) >= 1.25 * normal
    page.goto(ARTICLE)
    assert page.evaluate(TEXT_SIZE) >= 1.25 * normal
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    page.reload()
    assert page.evaluate(TEXT_SIZE) == normal


def test_what_was_chosen_is_there_at_the_first_paint(page: Page) -> None:
    """The scripts that come later are held back; the page has its size and its colours all the same."""
    page.emulate_media(color_scheme="light")
    page.goto("/")
    page.get_by_role("button", name="关怀版").click()
    page.get_by_role("button", name="切换到深色").click()
    page.route("**/frame.js", lambda route: route.abort("aborted"))
    page.goto(ARTICLE, wait_until="commit")
    page.locator(".article-body").wait_for()
    expect(page.locator("html")).to_have_class(re.compile("large-text"))
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_nothing_moves_for_those_who_asked_for_it(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    moving = page.evaluate("""() => Array.from(document.querySelectorAll("*")).filter((one) => {
        const style = getComputedStyle(one);
        const moves = style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
        return moves || style.animationName !== "none";
    }).map((one) => one.className)""")
    assert moving == []


def test_the_contents_show_the_section_being_read(page: Page) -> None:
    page.goto("/notices/2023-06/")
    contents = page.get_by_role("navigation", name="目录")
    last = contents.get_by_role("link").last
    last.click()
    expect(last).to_have_attribute("aria-current", "true")
    expect(contents.locator("[aria-current]")).to_have_count(1)
    up = page.get_by_role("link", name="回到页首")
    expect(up).to_be_visible()
    up.click()
    expect(up).to_be_hidden()


TEXT_SIZE = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
FOCUS = """() => {
    const one = document.activeElement;
    if (one === document.body) return null;
    const style = getComputedStyle(one);
    const box = one.closest(".box");
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    const rect = one.getBoundingClientRect();
    const on = rect.width > 1 && rect.height > 1 && rect.bottom > 0 && rect.top < innerHeight;
    return {
        name: one.outerHTML.slice(0, 120),
        visible: on && (outlined || (box !== null && getComputedStyle(box).boxShadow !== "none")),
    };
}"""
FOCUS_OF_EACH_SORT = """() => {
    const seen = new Set();
    const unseen = [];
    for (const fold of document.querySelectorAll("details")) fold.open = true;
    for (const one of document.querySelectorAll("a[href], button, summary, [tabindex='0']")) {
        const sort = one.tagName + one.className + one.parentElement.className;
        if (seen.has(sort) || !one.getClientRects().length) continue;
        seen.add(sort);
        one.focus();
        const style = getComputedStyle(one);
        const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
        if (document.activeElement !== one || !one.matches(":focus-visible") || !isOutlined) unseen.push(sort);
    }
    return unseen;
}"""
STRUCTURE = """() => {
    const all = (selector) => Array.from(document.querySelectorAll(selector));
    const shown = (one) => one.getClientRects().length > 0;
    return {
        lang: document.documentElement.lang,
        mains: all("main, [role=main]").length,
        unnamedNavs: all("nav").filter((one) => !one.getAttribute("aria-label") && !one.hasAttribute("aria-labelledby"))
            .length,
        firsts: all("h1").length,
        levels: all("h1, h2, h3, h4, h5, h6").filter(shown).map((one) => Number(one.tagName[1])),
        uncaptioned: all("table").filter((one) => !one.caption).map((one) => one.className),
        scopeless: all("table th:not([scope])").length,
    };
}"""
