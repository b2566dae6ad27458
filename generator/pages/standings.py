"""The standings: their index, and one page for each year."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Any

from generator.keys import Plan
from generator.model.months import year_of
from generator.model.points import ZERO, points_text
from generator.pages.desk import Desk
from generator.pages.page import Page


def plans(desk: Desk) -> Iterator[Plan[Page]]:
    """The index, and each year."""
    yield Plan("standings/index.md", None, partial(standings, desk))
    for year in desk.scored_years:
        yield Plan(f"standings/{year}.md", desk.keys.scored(year), partial(standing, desk, year))


def standings(desk: Desk) -> Page:
    """The best of each group, year by year."""
    return desk.page("standings/index.md", "排名", "standings", "排名")


def standing(desk: Desk, year: int) -> Page:
    """The standings of a year as of its last month."""
    tables = desk.tables_of(year)
    balance = next((one for one in desk.archive.balances if year_of(one.month) == year), None)
    return desk.page(
        f"standings/{year}.md",
        f"{year}年排名",
        "standing",
        "排名",
        year=year,
        tables=tables,
        balance=balance,
        **_carried(desk, year, tables[-1].month),
    )


def _carried(desk: Desk, year: int, month: str) -> dict[str, Any]:
    """Points of the year that no month of a unit shows: brought forward, or taken over from an ended unit."""
    lines = [one for one in desk.scores.lines if one.column == "carried" and f"{year}" <= one.month <= month]
    points: dict[str, Fraction] = {}
    for line in lines:
        points[line.unit] = points.get(line.unit, ZERO) + line.points
    handed_on = [f"{one.unit}{one.reason} {points_text(one.points)}分" for one in lines if one.category == "承接"]
    return {"carried": points, "handed_on": handed_on}
