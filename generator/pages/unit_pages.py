"""The units: their list, a page for each, and one for each of its years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.charts import MonthPoints
from generator.model.archive import Archive
from generator.model.listings import Entry, Listing
from generator.model.months import year_of
from generator.model.registers import Submission, SubmissionRegister
from generator.model.units import Unit, UnitRegistry
from generator.pages.commissioned_pages import Asked, asked_for
from generator.pages.history import unit_history
from generator.pages.month_head import MonthHead, head_of_month
from generator.pages.notice_text import equations_of
from generator.pages.page import Page
from generator.pages.page_links import explanation_path, unit_path
from generator.pages.parts import Parts
from generator.pages.people_pages import by_sound
from generator.pages.planning import Planner, generated
from generator.pages.view import View, view
from generator.plans import Plan
from generator.scoring import LineIndex, MonthTable, ScoredYear, ScoreLine, ScoreRow

TYPES = ("信息", "简讯", "约稿")
MOST_LISTED = 30
"""Lists of a unit's page that would grow for ever show the first thirty."""

Rows = tuple[tuple[MonthHead, ScoreRow], ...]
"""The months in which a unit was ranked, newest first, each with its row."""


def plans(parts: Parts, planner: Planner) -> Iterator[Plan[Page]]:
    """A unit's page shows its latest year; each of its years has a page."""
    archive, units = parts.archive, parts.archive.units.units
    newest = max(parts.scores.tables, default="")
    yield planner.page("units/index.md", generated("单位"), unit_list, archive, newest)
    years = years_of_units(parts)
    figures = [parts.figures(year) for year in parts.scored_years[::-1]]
    differing = [month for year in parts.scored_years for month in parts.differing(year)]
    batch = planner.batch(
        "units", all_units, archive.units, years, asked_for(archive), differing, list(parts.listings), *figures
    )
    for unit in units:
        yield batch(unit_path(unit.id), generated(unit.name))
    for year in sorted({year for own in years.values() for year in own}):
        batch = planner.batch(
            f"units-{year}",
            unit_years,
            parts.site.unit_ids,
            year,
            years,
            parts.figures(year),
            parts.listing(year),
            parts.differing(year),
            parts.clause_titles,
            parts.submissions(year),
        )
        for unit in units:
            if year in years[unit.name]:
                yield batch(explanation_path(unit.id, year), generated(f"{unit.name}{year}年得分明细"))


def years_of_units(parts: Parts) -> dict[str, list[int]]:
    """Unit → the years in which it was ranked or had a piece, newest first."""
    years: dict[str, set[int]] = {unit.name: set() for unit in parts.archive.units.units}
    for piece in (*parts.archive.articles, *parts.archive.withdrawn):  # its year keeps its address
        for name in piece.units:
            years[name].add(year_of(piece.month))
    for month, table in parts.scores.tables.items():
        for group in table.groups:
            for row in group.rows:
                years[row.unit].add(year_of(month))
    return {name: sorted(own, reverse=True) for name, own in years.items()}


@dataclass(frozen=True, slots=True)
class UnitCount:
    """A unit, and how many pieces bear its name."""

    id: str
    name: str
    pieces: int


def unit_list(archive: Archive, month: str) -> View:
    """The units that are ranked in this month, and those that never are."""

    def count(unit: Unit) -> UnitCount:
        return UnitCount(unit.id, unit.name, len(archive.articles_by_unit.get(unit.name, ())))

    units = archive.units
    return view(
        "units/index.md",
        "单位",
        "units",
        "单位",
        groups=[(one.id, one.title, [count(unit) for unit in units.members(one.id, month)]) for one in units.groups],
        others=[count(unit) for unit in units.units if not unit.group],
    )


def all_units(
    registry: UnitRegistry,
    years: Mapping[str, list[int]],
    asked: Sequence[Asked],
    differing: Sequence[str],
    listings: Sequence[Listing],
    *figures: ScoredYear,
) -> list[View]:
    """The pages of all units; ``listings`` and ``figures`` are those of all years, oldest first."""
    pieces: dict[str, list[Entry]] = defaultdict(list)
    entries = (piece for listing in listings for piece in listing.entries)
    for piece in sorted(entries, key=lambda one: (one.month, one.issue is None, one.path)):
        for name in piece.units:
            pieces[name].append(piece)
    points: dict[str, list[MonthPoints]] = defaultdict(list)
    for table in (table for year in figures for table in year.tables):
        href = f"{table.month[:4]}/#m{table.month}"
        for row in (row for group in table.groups for row in group.rows):
            points[row.unit].append(MonthPoints(table.month, row.month_points, table.provisional, href))
    newest = {table.month[:4]: year for year in figures for table in year.tables[:1]}
    views = []
    for unit in registry.units:
        own = years[unit.name]
        year = newest.get(str(own[0]), ScoredYear((), ())) if own else ScoredYear((), ())
        open_or_new = [one for one in asked if unit.name in one.commission.units and _is_shown(one, own)]
        views.append(_unit(registry, unit, own, year, pieces[unit.name], points[unit.name], open_or_new, differing))
    return views


def _unit(
    registry: UnitRegistry,
    unit: Unit,
    years: list[int],
    newest: ScoredYear,
    pieces: list[Entry],
    points: list[MonthPoints],
    asked: list[Asked],
    differing: Sequence[str],
) -> View:
    """A unit with its newest year, and the way to its other years; ``points`` are those of all its months."""
    rows = rows_of_unit(unit.name, newest.tables, differing)
    ids = {one.id for one in unit.group}
    return view(
        unit_path(unit.id),
        unit.name,
        "unit",
        "单位",
        unit=unit,
        group_titles={group.id: group.title for group in registry.groups if group.id in ids},
        years=years,
        rows=rows,
        group_id=_group_of(unit.name, newest.tables, rows[0][0].month) if rows else "",
        why_newest=equations_of(LineIndex(newest.lines).explain(unit.name, rows[0][0].month)) if rows else None,
        pieces=[piece for piece in pieces if year_of(piece.month) in years[:1]],
        points=points,
        newest_points=[one for one in points if year_of(one.month) in years[:1]],
        year_links={year_of(one.month): f"{one.month[:4]}/" for one in points},
        counts=_counts(pieces),
        authors=_authors(pieces),
        commissioned=[piece for piece in reversed(pieces) if piece.type == "约稿"][:MOST_LISTED],
        asked=asked,
        history=unit_history(registry, unit),
    )


def rows_of_unit(unit: str, tables: Sequence[MonthTable], differing: Sequence[str]) -> Rows:
    """Its months of a year."""
    found = ((table, table.row(unit)) for table in reversed(tables))
    return tuple((head_of_month(table, differing), row) for table, row in found if row)


def _group_of(unit: str, tables: Sequence[MonthTable], month: str) -> str:
    """The id of the group in which a unit stands in a month."""
    groups = next(table.groups for table in tables if table.month == month)
    return next(one.group.id for one in groups if any(row.unit == unit for row in one.rows))


def _is_shown(entry: Asked, years: list[int]) -> bool:
    """What is open, and what was done in the newest year."""
    return entry.piece is None or year_of(entry.month) in years[:1]


def _counts(pieces: Sequence[Entry]) -> list[tuple[int, dict[str, int]]]:
    counts: dict[int, dict[str, int]] = {}
    own = [kind for kind in dict.fromkeys(piece.type for piece in pieces) if kind not in TYPES]
    kinds = (*TYPES[:1], *sorted(own), *TYPES[1:])
    for piece in reversed(pieces):
        of_year = counts.setdefault(year_of(piece.month), dict.fromkeys(kinds, 0))
        of_year[piece.type] += 1
    return sorted(counts.items(), reverse=True)


def _authors(pieces: Sequence[Entry]) -> list[tuple[str, int]]:
    """The authors of its own pieces, most pieces first. Whose they are in a piece of several units is not known."""
    own = (piece for piece in pieces if len(piece.units) == 1)
    counts = Counter(name for piece in own for name in dict.fromkeys(piece.authors))
    return sorted(counts.items(), key=lambda item: (-item[1], by_sound(item[0])))[:MOST_LISTED]


def unit_years(
    ids: Mapping[str, str],
    year: int,
    years: Mapping[str, list[int]],
    figures: ScoredYear,
    listing: Listing,
    differing: Sequence[str],
    clause_titles: Mapping[str, str],
    registers: Sequence[SubmissionRegister],
) -> list[View]:
    """The year of each unit that has anything in it; ``ids``: unit → its id, ``years``: unit → all such years."""
    lines, pieces = LineIndex(figures.lines), defaultdict[str, list[Entry]](list)
    for piece in sorted(listing.entries, key=lambda one: (one.month, one.issue is None, one.path)):
        for name in piece.units:
            pieces[name].append(piece)
    views = []
    for name, id in ids.items():
        if year in years[name]:
            rows = rows_of_unit(name, figures.tables, differing)
            own = lines.of_year(name, year)
            titles = {line.rule: clause_titles[line.rule] for line in own if line.rule}
            sent = {one.month: one.by_unit.get(name, []) for one in registers}
            views.append(_unit_year(name, id, year, years[name], rows, own, titles, pieces[name], sent))
    return views


def _unit_year(
    name: str,
    id: str,
    year: int,
    years: list[int],
    rows: Rows,
    lines: list[ScoreLine],
    clause_titles: dict[str, str],
    pieces: list[Entry],
    sent: dict[str, list[Submission]],
) -> View:
    """A unit's year: its months, its pieces, and where each point comes from, newest first."""
    return view(
        explanation_path(id, year),
        f"{name}{year}年得分明细",
        "explanation",
        "单位",
        name=name,
        id=id,
        year=year,
        years=years,
        rows=rows,
        lines=lines,
        clause_titles=clause_titles,
        pieces=pieces,
        sent=sent,
    )
