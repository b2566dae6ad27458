from fractions import Fraction
from xml.etree import ElementTree

from generator.charts import MonthPoints, heat_map
from generator.charts.heat import level


def test_a_row_for_each_year_and_a_column_for_each_month() -> None:
    months = [MonthPoints("2022-12", Fraction(1)), MonthPoints("2024-01", Fraction(10), True, "../a/#m2024-01")]
    made = ElementTree.fromstring(f"<div>{heat_map('甲局', months, {2024: '../a/'})}</div>")
    table, note = next(made.iter("table")), next(made.iter("p"))
    assert "暂定" in "".join(note.itertext())
    rows = list(table.iter("tr"))
    assert [len(row) for row in rows] == [13, 13, 13]
    assert ["".join(row[0].itertext()) for row in rows] == ["年份", "2024年", "2022年"]
    assert ["".join(cell.itertext()) for cell in (rows[1][1], rows[1][2], rows[2][12])] == ["10*", "", "1"]
    assert [cell.attrib.get("class") for cell in (rows[1][1], rows[1][2], rows[2][12])] == ["heat-5", None, "heat-1"]
    assert [link.attrib["href"] for link in table.iter("a")] == ["../a/", "../a/#m2024-01"]


def test_the_tint_is_the_part_of_the_best_month() -> None:
    assert [level(Fraction(points), Fraction(10)) for points in (-1, 0, 1, 2, 3, 10)] == [0, 0, 1, 1, 2, 5]
    assert level(Fraction(1, 3), Fraction(1, 3)) == 5
    assert level(Fraction(0), Fraction(0)) == 0
