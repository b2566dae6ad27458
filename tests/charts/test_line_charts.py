import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from generator.charts import Line, group_ranks, group_totals

MONTHS = {number: number == 4 for number in (1, 2, 4)}
LINES = [
    Line("甲局", {1: Fraction(5), 2: Fraction(10), 4: Fraction(31, 2)}),
    Line("乙<局>", {2: Fraction(3), 4: Fraction(9)}, top=False),
]
RANKS = [Line("甲局", {1: 1, 2: 1, 4: 1}), Line("乙<局>", {2: 2, 4: 1}, top=False)]


def series(svg: str) -> list[ElementTree.Element]:
    """The lines of a drawing, the strongest last."""
    return [one for one in ElementTree.fromstring(svg).iter("g") if "series" in one.attrib["class"]]


def path_of(line: ElementTree.Element, kind: str = "line") -> str:
    return next(one.attrib["d"] for one in line.iter("path") if one.attrib["class"] == kind)


def test_a_chart_is_one_picture_with_a_name_and_a_description() -> None:
    root = ElementTree.fromstring(group_totals("甲组走势", MONTHS, LINES, "totals"))
    assert root.attrib["role"] == "img"
    assert [(one.tag, one.attrib["id"], one.text) for one in root[:2]] == [
        ("title", "totals-title", "甲组走势"),
        ("desc", "totals-text", "截至4月：甲局 15.5分。全部数字见图下的表格。"),
    ]
    assert "style=" not in ElementTree.tostring(root, "unicode")


def test_a_line_joins_no_months_that_do_not_follow_each_other() -> None:
    second, first = series(group_totals("图", MONTHS, LINES, "x"))
    assert [re.sub(r"[\d. ]+", "", path_of(line)) for line in (first, second)] == ["MLM", "MM"]


def test_one_month_is_points_without_a_line() -> None:
    lines = [Line("甲局", {6: Fraction(5)}), Line("乙局", {6: Fraction(4)}, top=False)]
    svg = group_totals("图", {6: False}, lines, "x")
    assert all("L" not in path_of(line) for line in series(svg))
    assert all(path_of(line, "dots").startswith("M") for line in series(svg))
    assert "told" in svg  # all are labelled, for there is room


def test_provisional_months_are_marked_and_absent_ones_pale() -> None:
    root = ElementTree.fromstring(group_totals("图", MONTHS, LINES, "x"))
    texts = [(one.attrib["class"], one.text) for one in root.iter("text")]
    assert texts.count(("note", "暂定")) == 1
    assert ("tick", "4月") in texts
    assert ("tick empty", "3月") in texts
    assert sum(one.attrib["class"] == "band" for one in root.iter("rect")) == 1


def test_the_best_stand_at_the_top() -> None:
    for svg in (group_totals("图", MONTHS, LINES, "x"), group_ranks("图", MONTHS, RANKS, "x")):
        second, first = series(svg)
        down = [float(path_of(line)[1:].split("M")[0].split("L")[0].split(" ")[1]) for line in (first, second)]
        assert down[0] < down[1]


def test_labels_say_the_rank_and_do_not_cover_each_other() -> None:
    labels = [next(one for one in line.iter("text")) for line in series(group_ranks("图", MONTHS, RANKS, "x"))]
    assert [one.text for one in labels] == ["1 乙<局>", "1 甲局"]
    assert abs(float(labels[0].attrib["y"]) - float(labels[1].attrib["y"])) >= 15


@pytest.mark.parametrize("count", [1, 20, 43])
def test_any_number_of_units_can_be_drawn(count: int) -> None:
    lines = [Line(f"单位{one}", {1: Fraction(-one)}, one < 12) for one in range(count)]
    svg = group_totals("图", {1: False}, lines, "x")
    assert len(series(svg)) == count
    assert " c8" in svg or count < 8
    assert " c9" not in svg
