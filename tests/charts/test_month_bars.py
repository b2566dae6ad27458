from fractions import Fraction
from xml.etree import ElementTree

from generator.charts import MonthPoints, unit_months


def drawn(*months: MonthPoints) -> ElementTree.Element:
    return ElementTree.fromstring(unit_months("甲局", 2023, months))


def test_every_bar_has_its_number_and_every_month_its_name() -> None:
    root = drawn(MonthPoints("2023-06", Fraction(29)), MonthPoints("2023-07", Fraction(35, 2), provisional=True))
    values = [one.text for one in root.iter("text") if one.attrib["class"] == "value"]
    bars = [one.attrib["class"] for one in root.iter("rect")]
    assert values == ["29", "17.5"]
    assert bars == ["bar", "bar provisional"]
    assert sum(one.attrib["class"] == "tick" for one in root.iter("text")) == 12
    assert [one.text for one in root[:2]] == ["甲局2023年各月分数", "6月29分；7月17.5分（暂定）"]


def test_bars_are_as_high_as_their_points() -> None:
    root = drawn(*(MonthPoints(f"2023-0{number}", Fraction(points)) for number, points in ((1, 4), (2, 8), (3, -4))))
    heights = [float(one.attrib["height"]) for one in root.iter("rect")]
    tops = [float(one.attrib["y"]) for one in root.iter("rect")]
    assert abs(heights[1] - 2 * heights[0]) < 0.2
    assert heights[0] == heights[2]
    assert abs(tops[2] - (tops[0] + heights[0])) < 0.2  # a deduction hangs below the line


def test_a_month_of_zero_points_has_a_number_and_no_bar() -> None:
    root = drawn(MonthPoints("2023-06", Fraction(0)))
    assert list(root.iter("rect")) == []
    assert [one.text for one in root.iter("text") if one.attrib["class"] == "value"] == ["0"]


def test_a_year_without_figures_says_so() -> None:
    assert drawn()[1].text == "没有数据"
