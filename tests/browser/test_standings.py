"""Standings with a year of months, in the synthetic archive; and with one month, on the real site."""

import itertools
import re
from fractions import Fraction
from typing import Literal

import pytest
from browser.test_access import violations
from playwright.sync_api import Page, expect

from generator.model.points import points_number, points_text

GROUP = "/standings/2023/county/"


def column(page: Page, number: int) -> list[str]:
    cells = page.locator(f".standing-table tbody tr > :nth-child({number})").all_text_contents()
    return [text.strip() for text in cells]


def test_a_table_sorts_by_a_click_and_by_the_keyboard(archive_page: Page) -> None:
    archive_page.goto(GROUP)
    names, totals = column(archive_page, 3), column(archive_page, 16)
    head = archive_page.get_by_role("columnheader", name="单位").first
    button = head.get_by_role("button")
    button.click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert column(archive_page, 3) != names
    assert sorted(column(archive_page, 3)) == sorted(names)
    button.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    button.press("Space")
    expect(head).not_to_have_attribute("aria-sort", re.compile(".*"))
    assert column(archive_page, 3) == names
    archive_page.locator(".standing-table th", has_text="累计分数").get_by_role("button").click()
    found = [float(text) for text in column(archive_page, 16)]
    assert found == sorted(map(float, totals), reverse=True)


def test_the_heads_of_months_keep_their_links(archive_page: Page) -> None:
    archive_page.goto(GROUP)
    head = archive_page.locator(
        ".standing-table thead th", has=archive_page.get_by_role("link", name="3月", exact=True)
    )
    expect(head.get_by_role("button", name="按3月排序")).to_be_visible()
    expect(head.get_by_role("link")).to_have_attribute("href", re.compile("notices/2023-03/$"))


def test_one_unit_is_picked_out_by_the_keyboard_alone(archive_page: Page) -> None:
    archive_page.goto(GROUP)
    archive_page.locator("#pick-0").focus()
    for _ in range(6):
        archive_page.keyboard.press("ArrowDown")
    expect(archive_page.locator("#pick-6")).to_be_checked()
    label = archive_page.locator("#totals-title ~ .s6 .label")
    expect(label).to_have_css("visibility", "visible")
    expect(archive_page.locator("#totals-title ~ .s1")).to_have_css("opacity", "0.2")
    expect(archive_page.locator("#totals-title ~ .s7 .label")).to_have_css("visibility", "hidden")


def test_labels_do_not_cover_each_other(archive_page: Page) -> None:
    archive_page.goto("/standings/2023/department-a/")
    boxes = archive_page.locator(".chart-ranks .label").evaluate_all(
        "labels => labels.map(one => one.getBoundingClientRect()).map(box => [box.top, box.bottom])"
    )
    boxes.sort()
    assert len(boxes) > 10
    assert all(above[1] <= below[0] + 6 for above, below in itertools.pairwise(boxes))


def test_heads_of_sortable_tables_are_printed(archive_page: Page) -> None:
    archive_page.goto(GROUP)
    archive_page.emulate_media(media="print")
    expect(archive_page.locator(".standing-table th", has_text="累计分数").get_by_text("累计分数")).to_be_visible()
    expect(archive_page.locator("label[for=pick-1]")).to_be_hidden()


@pytest.mark.parametrize("path", ["/standings/2023/", GROUP, "/standings/compare/?u=yanggu&u=linqing&year=2023"])
def test_wide_tables_and_charts_scroll_inside_themselves(archive_phone_page: Page, path: str) -> None:
    archive_phone_page.goto(path)
    expect(archive_phone_page.locator("table").first).to_be_visible()
    assert archive_phone_page.evaluate("document.documentElement.scrollWidth") == 390


def test_one_month_is_shown_as_points_and_says_so(page: Page) -> None:
    page.goto(GROUP)
    expect(page.get_by_text("2023年只有6月一个月的数据：图上只有点，没有连线。")).to_be_visible()
    assert all(
        "L" not in path
        for path in page.locator(".chart .line").evaluate_all("all => all.map(one => one.getAttribute('d'))")
    )
    expect(page.get_by_role("img", name="2023年县（市、区）局累计分数走势")).to_be_visible()


def test_units_are_compared_and_the_address_tells_which(archive_page: Page) -> None:
    archive_page.goto("/standings/compare/?u=yanggu&u=no-such&year=2023")
    expect(archive_page.get_by_role("status").filter(has_text="再选一个单位")).to_be_visible()
    archive_page.get_by_label("单位二").select_option("财审科")
    expect(archive_page).to_have_url(re.compile(r"\?u=yanggu&u=[a-z]+&year=2023$"))
    expect(archive_page.locator("#compare-result table").first.locator("tbody th")).to_have_text(["阳谷局", "财审科"])
    expect(archive_page.get_by_role("img", name="2023年累计分数走势：阳谷局、财审科")).to_be_visible()
    archive_page.get_by_label("年份").select_option("2020")
    expect(archive_page.get_by_role("heading", name="2020年合计")).to_be_visible()
    archive_page.go_back()
    expect(archive_page.get_by_role("heading", name="2023年合计")).to_be_visible()


def test_what_is_compared_is_what_the_standings_say(archive_page: Page) -> None:
    archive_page.goto(GROUP)
    row = archive_page.locator(".standing-table tbody tr", has_text="阳谷局")
    rank, total = row.locator("td").first.inner_text(), row.locator("td").last.inner_text()
    archive_page.goto("/standings/compare/?u=yanggu&u=linqing&year=2023")
    cells = archive_page.locator("#compare-result table").first.locator("tbody tr").first.locator("td")
    expect(cells.nth(-2)).to_have_text(total)
    expect(cells.nth(-1)).to_have_text(rank)


def test_points_are_said_in_the_words_of_the_tables(page: Page) -> None:
    some = ["0", "148.5", "0.25", "1/3", "-20/3", "-5", "999999", "3/10", "119.123456789", "1000000/7", "1/2000000"]
    points = [Fraction(one) for one in some]
    points += [Fraction(number, 2520) + Fraction(number, 1000) for number in range(-999, 9999, 7)]
    points += [Fraction(100 * number + 1, bottom) for number in range(99) for bottom in (3, 6, 7, 13, 45, 91, 9999)]
    page.goto("/standings/compare/")
    said = page.evaluate(
        """async points => points.map((await import("/assets/javascripts/tables.js")).pointsText)""",
        [points_number(one) for one in points],
    )
    assert said == [points_text(one) for one in points]


def test_what_no_fraction_is_known_for_is_said_to_be_rounded(page: Page) -> None:
    page.goto("/standings/compare/")
    script = """async () => (await import("/assets/javascripts/tables.js")).pointsText(Math.PI)"""
    assert page.evaluate(script) == "约3.14"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [GROUP, "/standings/compare/?u=yanggu&u=linqing&u=chiping&u=caishen&year=2023"])
def test_charts_and_sortable_tables_break_nothing(
    archive_page: Page, path: str, scheme: Literal["light", "dark"]
) -> None:
    archive_page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    archive_page.goto(path)
    expect(archive_page.locator(".chart").first).to_be_visible()
    archive_page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert violations(archive_page) == []


def test_large_text_keeps_wide_tables_inside_the_page(archive_page: Page) -> None:
    archive_page.goto(GROUP)
    archive_page.get_by_role("button", name="关怀版").click()
    assert archive_page.evaluate("document.documentElement.scrollWidth") == 1280
