"""The units: their list, a page for each, and one for each of its years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from generator.charts import MonthPoints, heat_map, unit_months
from generator.keys import Plan
from generator.model.articles import Article
from generator.model.months import year_of
from generator.model.units import Unit
from generator.pages.commissioned import Asked, asked_for
from generator.pages.desk import Desk
from generator.pages.history import unit_history
from generator.pages.links import explanation_path, unit_path
from generator.pages.page import Page
from generator.pages.people import by_sound
from generator.scoring import MonthTable, ScoreRow

TYPES = ("信息", "简讯", "约稿")
MOST_LISTED = 30
"""Lists of a unit's page that would grow for ever show the first thirty."""


def plans(desk: Desk) -> Iterator[Plan[Page]]:
    """A unit's page shows its latest year; each of its years has a page."""
    yield Plan("units/index.md", desk.keys.everything, partial(units, desk))
    asked = asked_for(desk.archive)
    for one in desk.archive.units.units:
        years = years_of(desk, one)
        own = [entry for entry in asked if one.name in entry.commission.units and _is_shown(entry, years)]
        yield Plan(unit_path(one), _key_of_unit(desk, one, years, own), partial(unit, desk, one, years, own))
        for year in years:
            key = desk.keys.of(desk.unit_years.key(one.name, year), str(years))
            yield Plan(explanation_path(one, year), key, partial(unit_year, desk, one, year, years))


def units(desk: Desk) -> Page:
    """The list of units by group."""
    newest = desk.newest_tables[0].month if desk.newest_tables else ""
    return desk.page("units/index.md", "单位", "units", "单位", month=newest)


def years_of(desk: Desk, unit: Unit) -> list[int]:
    """The years in which a unit was ranked or had a piece, newest first."""
    years = {year_of(piece.month) for piece in desk.archive.articles_by_unit.get(unit.name, [])}
    years |= {year_of(month) for month in desk.tables if desk.tables[month].row(unit.name)}
    return sorted(years, reverse=True)


def _is_shown(entry: Asked, years: list[int]) -> bool:
    """What is open, and what was done in the newest year."""
    return entry.piece is None or year_of(entry.month) in years[:1]


def _key_of_unit(desk: Desk, unit: Unit, years: list[int], asked: list[Asked]) -> str:
    """Beside its newest year the page shows little of the others: points, numbers of pieces, authors."""
    listed = desk.keys.titles([*_commissioned(desk, unit), *(one.piece for one in asked if one.piece)])
    shown = (_points(desk, unit), _counts(desk, unit), _authors(desk, unit), [one.key for one in asked])
    newest = [desk.unit_years.key(unit.name, year) for year in years[:1]]
    return desk.keys.of(desk.keys.settings, *newest, listed, str(years), *map(str, shown))


def unit(desk: Desk, unit: Unit, years: list[int], asked: list[Asked]) -> Page:
    """A unit with its latest year, and the way to its other years."""
    points = _points(desk, unit)
    values: dict[str, Any] = _year_of_unit(desk, unit, years[0]) if years else {"rows": [], "pieces": []}
    return desk.page(
        unit_path(unit),
        unit.name,
        "unit",
        "单位",
        unit=unit,
        years=years,
        history=unit_history(desk.archive.units, unit),
        why_newest=desk.scores.index.explain(unit.name, values["rows"][0][0].month) if values["rows"] else None,
        chart=unit_months(unit.name, years[0], [one for one in points if year_of(one.month) == years[0]])
        if values["rows"]
        else "",
        heat=_heat(unit, points) if len({year_of(one.month) for one in points}) > 1 else "",
        counts=_counts(desk, unit),
        authors=_authors(desk, unit),
        commissioned=_commissioned(desk, unit),
        asked=asked,
        group_id=_group_of(*values["rows"][0]) if values["rows"] else "",
        **values,
    )


def _group_of(table: MonthTable, row: ScoreRow) -> str:
    """The id of the group in which a row of the table stands."""
    return next(group.group.id for group in table.groups if row in group.rows)


def _commissioned(desk: Desk, unit: Unit) -> list[Article]:
    """Its newest commissioned pieces."""
    pieces = desk.archive.articles_by_unit.get(unit.name, [])
    return [piece for piece in reversed(pieces) if piece.type == "约稿"][:MOST_LISTED]


def _points(desk: Desk, unit: Unit) -> list[MonthPoints]:
    """Its months, oldest first, each with the way from the unit's page to the lines behind it."""
    rows = ((table, table.row(unit.name)) for table in desk.tables.values())
    return [
        MonthPoints(table.month, row.month_points, table.provisional, f"{table.month[:4]}/#m{table.month}")
        for table, row in rows
        if row
    ]


def _heat(unit: Unit, points: list[MonthPoints]) -> Markup:
    return heat_map(unit.name, points, {year_of(one.month): f"{one.month[:4]}/" for one in points})


def _counts(desk: Desk, unit: Unit) -> list[tuple[int, dict[str, int]]]:
    """Year → number of pieces of each type, newest first."""
    counts: dict[int, dict[str, int]] = {}
    for piece in desk.archive.articles_by_unit.get(unit.name, [])[::-1]:
        of_year = counts.setdefault(year_of(piece.month), dict.fromkeys(TYPES, 0))
        of_year[piece.type] += 1
    return sorted(counts.items(), reverse=True)


def _authors(desk: Desk, unit: Unit) -> list[tuple[str, int]]:
    """The authors of its own pieces, most pieces first. Whose they are in a piece of several units is not known."""
    own = (piece for piece in desk.archive.articles_by_unit.get(unit.name, []) if len(piece.units) == 1)
    counts = Counter(name for piece in own for name in dict.fromkeys(piece.authors))
    return sorted(counts.items(), key=lambda item: (-item[1], by_sound(item[0])))[:MOST_LISTED]


def unit_year(desk: Desk, unit: Unit, year: int, years: list[int]) -> Page:
    """A unit's year: its months, its pieces, and where each point comes from, newest first."""
    values = _year_of_unit(desk, unit, year)
    months = [(table, desk.scores.index.explain(unit.name, table.month)) for table, _ in values["rows"]]
    return desk.page(
        explanation_path(unit, year),
        f"{unit.name}{year}年得分明细",
        "explanation",
        "单位",
        unit=unit,
        year=year,
        years=years,
        months=months,
        clause_titles=desk.clause_titles,
        **values,
    )


def _year_of_unit(desk: Desk, unit: Unit, year: int) -> dict[str, Any]:
    """``rows``: the year's tables in which the unit stands, with its row; ``pieces``: those credited to it."""
    tables = [table for table in desk.newest_tables if year_of(table.month) == year]
    pieces = desk.archive.articles_by_unit.get(unit.name, [])
    return {
        "rows": [(table, row) for table in tables if (row := table.row(unit.name)) is not None],
        "pieces": [piece for piece in pieces if year_of(piece.month) == year],
    }
