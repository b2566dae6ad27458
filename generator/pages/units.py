"""The units: their list, a page for each, and one for each of its years."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.keys import Plan
from generator.model.months import year_of
from generator.model.units import Unit
from generator.pages.desk import Desk
from generator.pages.history import unit_history
from generator.pages.links import explanation_path, unit_path
from generator.pages.page import Page


def plans(desk: Desk) -> Iterator[Plan[Page]]:
    """A unit's page shows its latest year; each of its years has a page."""
    yield Plan("units/index.md", None, partial(units, desk))
    for one in desk.archive.units.units:
        years = years_of(desk, one)
        yield Plan(unit_path(one), _key_of_unit(desk, one, years), partial(unit, desk, one, years))
        for year in years:
            yield Plan(explanation_path(one, year), desk.keys.scored(year), partial(unit_year, desk, one, year))


def units(desk: Desk) -> Page:
    """The list of units by group."""
    newest = desk.newest_tables[0].month if desk.newest_tables else ""
    return desk.page("units/index.md", "单位", "units", "单位", month=newest)


def years_of(desk: Desk, unit: Unit) -> list[int]:
    """The years in which a unit was ranked or had a piece, newest first."""
    years = {year_of(piece.month) for piece in desk.archive.articles_by_unit.get(unit.name, [])}
    years |= {year_of(month) for month in desk.tables if desk.tables[month].row(unit.name)}
    return sorted(years, reverse=True)


def _key_of_unit(desk: Desk, unit: Unit, years: list[int]) -> str:
    pieces = len(desk.archive.articles_by_unit.get(unit.name, []))
    return desk.keys.of(desk.keys.scored(*years[:1]), str(years), str(pieces))


def unit(desk: Desk, unit: Unit, years: list[int]) -> Page:
    """A unit with its latest year, and the way to its other years."""
    return desk.page(
        unit_path(unit),
        unit.name,
        "unit",
        "单位",
        unit=unit,
        years=years,
        history=unit_history(desk.archive.units, unit),
        piece_count=len(desk.archive.articles_by_unit.get(unit.name, [])),
        **(_year_of_unit(desk, unit, years[0]) if years else {"rows": [], "pieces": []}),
    )


def unit_year(desk: Desk, unit: Unit, year: int) -> Page:
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
