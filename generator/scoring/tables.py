"""Sums over score lines: the month's table of each group, with totals of the year and ranks.

Points stay fractions in the data frame (dtype object), so no sum is ever rounded or overflows.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeVar, cast

from generator.fingerprints import Record
from generator.model.archive import Archive
from generator.model.categories import Column
from generator.model.office import LedgerRow
from generator.model.points import ZERO
from generator.model.rules import Ranking
from generator.model.units import Group, Unit
from generator.scoring.coverage import gaps_of
from generator.scoring.line import ScoreLine


@dataclass(frozen=True)
class ScoreRow:
    """One row of the published table. ``None`` for a count: the month has no ledger."""

    unit: str
    submitted: int | None
    to_city: int | None
    to_province: int | None
    adopted_above: int
    articles: int
    briefs: int
    adopted: int
    """市局简报采用篇数: 信息 and 简讯 of the month's issues."""
    adopted_points: Fraction
    commissioned: int
    commissioned_points: Fraction
    forwarded: int | None
    """报省市: pieces passed on to the city or the province."""
    base_points: Fraction
    other_points: Fraction
    """批示, deductions, adjustments and caps that belong to no printed column."""
    month_points: Fraction
    total_points: Fraction
    rank: int | None


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The rows of one group, best total first; equal totals share a rank and stand in the published order."""

    group: Group
    rows: tuple[ScoreRow, ...]


@dataclass(frozen=True)
class MonthTable(Record):
    """A month's tables in the notice's order. ``gaps`` says what is missing; without gaps the month is complete."""

    month: str
    groups: tuple[GroupTable, ...]
    gaps: tuple[str, ...]

    @property
    def provisional(self) -> bool:
        """Whether the figures may still change because something is missing."""
        return bool(self.gaps)

    def row(self, unit: str) -> ScoreRow | None:
        """The row of a unit, or ``None`` when it is not ranked in this month."""
        return self._by_unit.get(unit)

    @cached_property
    def _by_unit(self) -> dict[str, ScoreRow]:
        return {row.unit: row for table in self.groups for row in table.rows}

    def section_rows(self, section: str) -> list[ScoreRow]:
        """The rows of all groups of a section, in order."""
        return [row for table in self.groups if table.group.section == section for row in table.rows]


def month_tables(
    archive: Archive, lines: Sequence[ScoreLine], months: Sequence[str] | None = None
) -> dict[str, MonthTable]:
    """One table for every month of the archive, or for ``months``; ``lines`` as of :func:`score_lines`."""
    months = archive.months if months is None else months
    sums = _Sums(months, lines)
    return {month: _month_table(archive, sums, month) for month in months}


Merit = TypeVar("Merit", Fraction, tuple[Fraction, ...])

_Key = tuple[str, str, str]
"""Unit, month, category or column."""


class _Sums:
    """Counts and points by unit, month and category or column, and running totals of the year."""

    def __init__(self, months: Sequence[str], lines: Sequence[ScoreLine]) -> None:
        import pandas as pd  # takes a quarter of a second, and perhaps no year needs it

        frame = pd.DataFrame(
            {
                "unit": [line.unit for line in lines],
                "month": [line.month for line in lines],
                "category": [line.category if line.counted else "" for line in lines],
                "column": [line.column for line in lines],
                "points": pd.Series([line.points for line in lines], dtype=object),
            }
        )
        counts, sums = frame.groupby(["unit", "month", "category"]), frame.groupby(["unit", "month", "column"])
        self._counts = cast(dict[_Key, int], counts.size().to_dict())
        self._points = cast(dict[_Key, Fraction], sums["points"].sum().to_dict())
        self._totals = _running_totals(months, self._points)

    def count(self, unit: str, month: str, category: str) -> int:
        return self._counts.get((unit, month, category), 0)

    def points(self, unit: str, month: str, column: Column) -> Fraction:
        return self._points.get((unit, month, column), ZERO)

    def total(self, unit: str, month: str) -> Fraction:
        return self._totals[month].get(unit, ZERO)


def _running_totals(months: Iterable[str], points: Mapping[_Key, Fraction]) -> dict[str, dict[str, Fraction]]:
    """Month → unit → its points from January on."""
    earned: dict[str, list[tuple[str, Fraction]]] = {month: [] for month in months}
    for (unit, month, _), part in points.items():
        earned.setdefault(month, []).append((unit, part))
    totals: dict[str, dict[str, Fraction]] = {}
    year, running = "", dict[str, Fraction]()
    for month in sorted(earned):
        if month[:4] != year:
            year, running = month[:4], {}
        for unit, part in earned[month]:
            running[unit] = running.get(unit, ZERO) + part
        totals[month] = dict(running)
    return totals


def _month_table(archive: Archive, sums: _Sums, month: str) -> MonthTable:
    ledger = archive.ledgers_by_month.get(month)
    entries = ledger.by_unit if ledger else {}
    ranking = archive.rules.of(month).ranking
    groups = []
    for group in archive.units.groups:
        units = archive.units.members(group.id, month)
        rows = ranked(
            [_row(unit, month, sums, entries.get(unit.name)) for unit in units],
            ranking,
            year_counts(archive, sums, month),
        )
        groups.append(GroupTable(group, tuple(rows)))
    return MonthTable(month, tuple(groups), gaps_of(archive, month))


def _row(unit: Unit, month: str, sums: _Sums, entry: LedgerRow | None) -> ScoreRow:
    def points(column: Column) -> Fraction:
        return sums.points(unit.name, month, column)

    adopted, commissioned, base, other = (points(one) for one in ("adopted", "commissioned", "base", "other"))
    return ScoreRow(
        unit=unit.name,
        submitted=entry.submitted if entry else None,
        to_city=entry.to_city if entry else None,
        to_province=entry.to_province if entry else None,
        adopted_above=sums.count(unit.name, month, "采用"),
        articles=sums.count(unit.name, month, "信息"),
        briefs=sums.count(unit.name, month, "简讯"),
        adopted=sums.count(unit.name, month, "信息") + sums.count(unit.name, month, "简讯"),
        adopted_points=adopted,
        commissioned=sums.count(unit.name, month, "约稿"),
        commissioned_points=commissioned,
        forwarded=entry.forwarded if entry else None,
        base_points=base,
        other_points=other,
        month_points=adopted + commissioned + base + other,
        total_points=sums.total(unit.name, month),
        rank=None,
    )


YearCounts = Callable[[str, str], int]
"""Unit and name of a count → how much it is from January to the month."""


def year_counts(archive: Archive, sums: _Sums, month: str) -> YearCounts:
    """The counts of the year up to a month, counted when they are asked for."""
    months = [one for one in archive.months if month[:4] == one[:4] and one <= month]

    def count(unit: str, name: str) -> int:
        if name in _COUNTED:
            return sum(sums.count(unit, one, category) for one in months for category in _COUNTED[name])
        ledgers = (archive.ledgers_by_month.get(one) for one in months)
        return sum(getattr(one.by_unit[unit], name) for one in ledgers if one and unit in one.by_unit)

    return count


_COUNTED: Mapping[str, tuple[str, ...]] = {
    "adopted": ("信息", "简讯"),
    "adopted_above": ("采用",),
    "commissioned": ("约稿",),
}
"""Count of pieces → the categories of their lines; the others stand in ledgers."""


def ranked(rows: Sequence[ScoreRow], ranking: Ranking, year: YearCounts) -> list[ScoreRow]:
    """The rows of a group, best first, with competition ranks; rows without a rank come last.

    Tie-breakers, where the rules declare any, decide between equal totals; what is then still equal shares a rank
    and stands in the given order.
    """

    def figure(row: ScoreRow, name: str) -> Fraction:
        of_year = name.startswith("year_")
        return Fraction((year(row.unit, name.removeprefix("year_")) if of_year else getattr(row, name)) or 0)

    def merit(row: ScoreRow) -> tuple[Fraction, ...]:
        return (row.total_points, *(figure(row, one) for one in ranking.tie_breakers))

    counted = [row for row in rows if row.total_points or not ranking.unranked_without_points]
    ranks = (dense_ranks if ranking.dense else competition_ranks)({row.unit: merit(row) for row in counted})
    with_rank = [dataclasses.replace(row, rank=ranks[row.unit]) for row in counted]
    return sorted(with_rank, key=lambda row: row.rank or 0) + [row for row in rows if row.unit not in ranks]


def dense_ranks(merits: Mapping[str, Merit]) -> dict[str, int]:
    """As :func:`competition_ranks`, but after a shared rank none is skipped (1, 2, 2, 3)."""
    places = {merit: place for place, merit in enumerate(sorted(set(merits.values()), reverse=True), start=1)}
    return {unit: places[merit] for unit, merit in merits.items()}


def competition_ranks(merits: Mapping[str, Merit]) -> dict[str, int]:
    """Unit → rank by descending merit; equal merits share a rank and the next is skipped (1, 2, 2, 4)."""
    first_place: dict[Merit, int] = {}
    for place, merit in enumerate(sorted(merits.values(), reverse=True), start=1):
        first_place.setdefault(merit, place)
    return {unit: first_place[merit] for unit, merit in merits.items()}
