"""The standings: their index, a page for each year, one for each of its groups, and the comparison of units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.model.months import month_before, year_of
from generator.model.points import ZERO, points_text
from generator.model.units import Group, UnitRegistry
from generator.pages.group_charts import Place
from generator.pages.month_head import MonthHead, head_of_month
from generator.pages.page import Page
from generator.pages.parts import Parts
from generator.pages.planning import Planner, generated
from generator.pages.view import View, view
from generator.plans import Plan
from generator.scoring import GroupTable, MonthTable, ScoredYear, ScoreLine, ScoreRow


def plans(parts: Parts, planner: Planner) -> Iterator[Plan[Page]]:
    """The index, the comparison, each year, and each of its groups."""
    tables, units = parts.scores.tables, parts.archive.units
    last = {year_of(month): table for month, table in tables.items()}
    groups = {year: [one.group for one in table.groups if one.rows] for year, table in last.items()}
    yield planner.page("standings/index.md", generated("排名"), standings, last)
    yield planner.page("standings/compare.md", generated("单位对比"), compare, tables, units)
    for year in parts.scored_years:
        years = {one.id: [other for other in parts.scored_years if one in groups[other]] for one in groups[year]}
        balance = next((one.month for one in parts.archive.balances if year_of(one.month) == year), "")
        figures, differing = parts.figures(year), parts.differing(year)
        batch = planner.batch(f"standings-{year}", standings_of_year, year, years, figures, differing, balance)
        yield batch(standing_path(year), generated(f"{year}年排名"))
        for group in groups[year]:
            yield batch(group_path(year, group.id), generated(f"{year}年{group.title}排名"))


def standing_path(year: int) -> str:
    """The path of a year's standings."""
    return f"standings/{year}.md"


def group_path(year: int, group: str) -> str:
    """The path of a group's standings of a year."""
    return f"standings/{year}/{group}.md"


def standings_of_year(
    year: int,
    years: Mapping[str, list[int]],
    figures: ScoredYear,
    differing: tuple[str, ...],
    balance: str,
) -> list[View]:
    """The standings of a year and of its groups; ``years``: group → all years in which it stands."""
    views = [_standing(year, figures.tables, differing)]
    for one in figures.tables[-1].groups:
        if one.rows:
            views.append(_group_standing(year, years[one.group.id], one, figures, differing, balance))
    return views


def standings(last: Mapping[int, MonthTable]) -> View:
    """The best of each group, year by year; ``last``: year → its last table."""
    years = {year: _leading(last[year]) for year in sorted(last, reverse=True)}
    return view("standings/index.md", "排名", "standings", "排名", years=years)


def _leading(table: MonthTable, most: int = 3) -> MonthTable:
    groups = (
        GroupTable(one.group, tuple(row for row in one.rows if row.rank is None or row.rank <= most))
        for one in table.groups
    )
    return MonthTable(table.month, tuple(groups), table.gaps)


def compare(tables: Mapping[str, MonthTable], units: UnitRegistry) -> View:
    """The page on which up to four units are compared; it fills itself in the browser."""
    years: dict[int, list[MonthHead]] = {}
    for year in sorted({year_of(month) for month in tables}, reverse=True):
        years[year] = [head_of_month(table) for month, table in tables.items() if year_of(month) == year]
    ranked = [
        (group.title, [(unit.id, unit.name) for unit in units.units if unit.group and unit.group[-1].id == group.id])
        for group in units.groups
    ]
    return view("standings/compare.md", "单位对比", "compare", "排名", years=years, ranked=ranked)


def _standing(year: int, tables: Sequence[MonthTable], differing: tuple[str, ...]) -> View:
    """Where each group stands as of the last month of a year."""
    before = compared(tables)
    return view(
        standing_path(year),
        f"{year}年排名",
        "standing",
        "排名",
        year=year,
        last=head_of_month(tables[-1], differing),
        before=head_of_month(before) if before else None,
        groups=[(group, moved(tables, group.group)) for group in tables[-1].groups if group.rows],
    )


def _group_standing(
    year: int,
    years: list[int],
    group: GroupTable,
    figures: ScoredYear,
    differing: tuple[str, ...],
    balance: str,
) -> View:
    """A group's year: its standing with all months, its totals and its ranks as charts.

    ``years`` are all in which it stands; ``balance`` is the month into which points were brought forward, or empty.
    """
    before = compared(figures.tables)
    carried, handed_on = _carried(figures.lines, year, figures.tables[-1].month)
    return view(
        group_path(year, group.group.id),
        f"{year}年{group.group.title}排名",
        "standing-group",
        "排名",
        year=year,
        years=years,
        months=[head_of_month(table, differing) for table in figures.tables],
        group=group,
        others=[one.group for one in figures.tables[-1].groups if one.rows],
        before=head_of_month(before) if before else None,
        movements=moved(figures.tables, group.group),
        balance=balance,
        points={row.unit: _points(figures.tables, row.unit) for row in group.rows},
        history=_history(figures.tables, group.group),
        carried=carried,
        handed_on=handed_on,
    )


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


def _points(tables: Sequence[MonthTable], unit: str) -> dict[str, Fraction]:
    return {table.month: row.month_points for table in tables if (row := table.row(unit))}


def _history(tables: Sequence[MonthTable], group: Group) -> dict[str, dict[str, Place]]:
    history: dict[str, dict[str, Place]] = {}
    for table in tables:
        for row in rows_of(table, group):
            history.setdefault(row.unit, {})[table.month] = Place(row.total_points, row.rank)
    return history


def _carried(lines: Sequence[ScoreLine], year: int, month: str) -> tuple[dict[str, Fraction], list[str]]:
    """Points of the year that no month of a unit shows: brought forward, or taken over from an ended unit."""
    lines = [one for one in lines if one.column == "carried" and f"{year}" <= one.month <= month]
    points: dict[str, Fraction] = {}
    for line in lines:
        points[line.unit] = points.get(line.unit, ZERO) + line.points
    handed_on = [f"{one.unit}{one.reason} {points_text(one.points)}分" for one in lines if one.category == "承接"]
    return points, handed_on
