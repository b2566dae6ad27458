"""The standings: their index, a page for each year, one for each of its groups, and the comparison of units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from generator.charts import Line, group_ranks, group_totals
from generator.keys import Plan
from generator.model.months import month_before, number_of, year_of
from generator.model.points import ZERO, points_text
from generator.model.units import Group
from generator.pages.desk import Desk
from generator.pages.page import Page
from generator.scoring import GroupTable, MonthTable, ScoreRow

_STRONG = 5
"""Ranks up to this are drawn strongly; in a group of up to :data:`_FEW` units all are."""
_FEW = 8


def plans(desk: Desk) -> Iterator[Plan[Page]]:
    """The index, the comparison, each year, and each of its groups."""
    groups = _groups_by_year(desk)
    yield Plan("standings/index.md", desk.keys.everything, partial(standings, desk))
    yield Plan("standings/compare.md", desk.keys.everything, partial(compare, desk))
    for year in desk.scored_years:
        yield Plan(f"standings/{year}.md", desk.keys.scored(year), partial(standing, desk, year))
        for id in groups[year]:
            years = [one for one in desk.scored_years if id in groups[one]]
            key = desk.keys.of(desk.keys.scored(year), *map(str, years))
            yield Plan(group_path(year, id), key, partial(group_standing, desk, year, id, years))


def group_path(year: int, group: str) -> str:
    """The path of a group's standings of a year."""
    return f"standings/{year}/{group}.md"


def standings(desk: Desk) -> Page:
    """The best of each group, year by year."""
    return desk.page("standings/index.md", "排名", "standings", "排名")


def compare(desk: Desk) -> Page:
    """The page on which up to four units are compared; it fills itself in the browser."""
    tables = {year: desk.tables_of(year) for year in desk.scored_years}
    ranked = [
        (group, [unit for unit in desk.archive.units.units if unit.group and unit.group[-1].id == group.id])
        for group in desk.archive.units.groups
    ]
    return desk.page("standings/compare.md", "单位对比", "compare", "排名", tables=tables, ranked=ranked)


def standing(desk: Desk, year: int) -> Page:
    """Where each group stands as of the last month of a year."""
    tables = desk.tables_of(year)
    groups = [(group, moved(tables, group.group)) for group in tables[-1].groups if group.rows]
    values = {"year": year, "tables": tables, "before": compared(tables), "groups": groups}
    return desk.page(f"standings/{year}.md", f"{year}年排名", "standing", "排名", **values)


def group_standing(desk: Desk, year: int, id: str, years: list[int]) -> Page:
    """A group's year: its standing with all months, its totals and its ranks as charts."""
    tables = desk.tables_of(year)
    group = next(one for one in tables[-1].groups if one.group.id == id)
    path, title = group_path(year, id), f"{year}年{group.group.title}排名"
    return desk.page(
        path,
        title,
        "standing-group",
        "排名",
        year=year,
        years=years,
        tables=tables,
        group=group,
        others=[one.group for one in tables[-1].groups if one.rows],
        before=compared(tables),
        movements=moved(tables, group.group),
        balance=next((one for one in desk.archive.balances if year_of(one.month) == year), None),
        history=_history(tables, group.group),
        **_charts(tables, group, year),
        **_carried(desk, year, tables[-1].month),
    )


def _groups_by_year(desk: Desk) -> dict[int, list[str]]:
    """Year → the groups that stand in its last table."""
    last = {year_of(month): table for month, table in desk.tables.items()}
    return {year: [one.group.id for one in table.groups if one.rows] for year, table in last.items()}


# Movement ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Movement:
    """How a rank has changed: a sign to see, and words to hear; ``steps`` is positive for a better rank."""

    steps: int
    shown: str
    said: str


def compared(tables: Sequence[MonthTable]) -> MonthTable | None:
    """The table that the last one of a year is compared with: that of the month before in the same year."""
    before = month_before(tables[-1].month)
    return next((one for one in tables if one.month == before), None)


def moved(tables: Sequence[MonthTable], group: Group) -> dict[str, Movement]:
    """Unit → its movement against the month before; empty in January, and where that month has no figures."""
    before = compared(tables)
    if before is None:
        return {}
    ranks = {row.unit: row.rank for row in rows_of(before, group)}
    return {row.unit: _movement(ranks.get(row.unit), row.rank) for row in rows_of(tables[-1], group)}


def _movement(before: int | None, now: int | None) -> Movement:
    if now is None:
        return Movement(0, "", "不排名")
    if before is None:
        return Movement(0, "新", "上月没有名次")
    if before == now:
        return Movement(0, "—", "名次不变")
    steps = before - now
    return (
        Movement(steps, f"↑{steps}", f"上升{steps}名")
        if steps > 0
        else Movement(steps, f"↓{-steps}", f"下降{-steps}名")
    )


def rows_of(table: MonthTable, group: Group) -> Sequence[ScoreRow]:
    """The rows of a group in a month."""
    return next((one.rows for one in table.groups if one.group.id == group.id), ())


# Charts and the tables beside them --------------------------------------------------------------------------------


def _history(tables: Sequence[MonthTable], group: Group) -> dict[str, dict[str, ScoreRow]]:
    """Unit → month → its row in the group."""
    history: dict[str, dict[str, ScoreRow]] = {}
    for table in tables:
        for row in rows_of(table, group):
            history.setdefault(row.unit, {})[table.month] = row
    return history


def _charts(tables: Sequence[MonthTable], group: GroupTable, year: int) -> dict[str, Any]:
    """The two charts of a group, and the units drawn in them; units without a rank are not."""
    history = _history(tables, group.group)
    drawn = [row for row in group.rows if row.rank is not None]
    if not drawn:
        return {"drawn": [], "totals": "", "ranks": ""}
    months = {number_of(table.month): table.provisional for table in tables}
    totals, ranks = [], []
    for row in drawn:
        top = len(drawn) <= _FEW or (row.rank or 0) <= _STRONG
        own = {number_of(month): one for month, one in history[row.unit].items()}
        totals.append(Line(row.unit, {number: one.total_points for number, one in own.items()}, top))
        ranks.append(Line(row.unit, {number: one.rank for number, one in own.items() if one.rank is not None}, top))
    title = f"{year}年{group.group.title}"
    return {
        "drawn": [row.unit for row in drawn],
        "totals": group_totals(f"{title}累计分数走势", months, totals, "totals"),
        "ranks": group_ranks(f"{title}名次变化", months, ranks, "ranks"),
    }


def _carried(desk: Desk, year: int, month: str) -> dict[str, Any]:
    """Points of the year that no month of a unit shows: brought forward, or taken over from an ended unit."""
    lines = [one for one in desk.scores.lines if one.column == "carried" and f"{year}" <= one.month <= month]
    points: dict[str, Fraction] = {}
    for line in lines:
        points[line.unit] = points.get(line.unit, ZERO) + line.points
    handed_on = [f"{one.unit}{one.reason} {points_text(one.points)}分" for one in lines if one.category == "承接"]
    return {"carried": points, "handed_on": handed_on}
