import dataclasses

import pytest
from archives import real_scores

from generator.model.units import Group
from generator.pages.standing_pages import compared, moved
from generator.scoring import GroupTable, MonthTable, ScoreRow

GROUP = Group("county", "县局", "county")
BLANK = real_scores().tables["2023-06"].groups[0].rows[0]


def table(month: str, **ranks: int | None) -> MonthTable:
    rows = tuple(row(unit, rank) for unit, rank in ranks.items())
    return MonthTable(month, (GroupTable(GROUP, rows),), ())


def row(unit: str, rank: int | None) -> ScoreRow:
    return dataclasses.replace(BLANK, unit=unit, rank=rank)


def test_ranks_are_compared_with_the_month_before() -> None:
    tables = [
        table("2023-01", 甲=9),
        table("2023-02", 甲=1, 乙=2, 丙=3, 丁=None),
        table("2023-03", 甲=2, 乙=1, 丙=3, 丁=4, 戊=None),
    ]
    found = moved(tables, GROUP)
    assert {unit: (one.shown, one.said) for unit, one in found.items()} == {
        "甲": ("↓1", "下降1名"),
        "乙": ("↑1", "上升1名"),
        "丙": ("—", "名次不变"),
        "丁": ("新", "上月没有名次"),
        "戊": ("", "不排名"),
    }


@pytest.mark.parametrize("months", [["2023-01"], ["2023-06"], ["2023-03", "2023-05"]])
def test_january_and_a_month_after_a_gap_are_compared_with_nothing(months: list[str]) -> None:
    tables = [table(month, 甲=1) for month in months]
    assert compared(tables) is None
    assert moved(tables, GROUP) == {}
