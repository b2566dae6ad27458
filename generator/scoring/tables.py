"""Sums over score lines: the month's table of each group, with totals of the year and ranks.

Points are summed as whole multiples of one common fraction, so the sums of pandas are exact.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import pandas as pd

from generator.model.archive import Archive, LedgerRow
from generator.model.units import Group, Unit
from generator.scoring.coverage import gaps_of
from generator.scoring.lines import ScoreLine


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One row of the published table. ``None`` for a count: the month has no ledger."""

    unit: str
    submitted: int | None
    to_city: int | None
    to_province: int | None
    adopted_above: int
    articles: int
    briefs: int
    adopted_points: Fraction
    commissioned: int
    commissioned_points: Fraction
    base_points: Fraction
    month_points: Fraction
    total_points: Fraction
    rank: int | None

    @property
    def adopted(self) -> int:
        """市局简报采用篇数: 信息 and 简讯 of the month's issues."""
        return self.articles + self.briefs

    @property
    def forwarded(self) -> int | None:
        """报省市: pieces passed on to the city or the province."""
        return None if self.to_city is None or self.to_province is None else self.to_city + self.to_province


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The rows of one group, best total first; equal totals share a rank and stand in the published order."""

    group: Group
    rows: tuple[ScoreRow, ...]


@dataclass(frozen=True, slots=True)
class MonthTable:
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
        return next((row for table in self.groups for row in table.rows if row.unit == unit), None)

    def section_rows(self, section: str) -> list[ScoreRow]:
        """The rows of all groups of a section, in order."""
        return [row for table in self.groups if table.group.section == section for row in table.rows]


def month_tables(archive: Archive, lines: Sequence[ScoreLine]) -> dict[str, MonthTable]:
    """One table for every month of the archive, oldest first; ``lines`` as of :func:`score_lines`."""
    sums = _Sums(archive.months, lines)
    return {month: _month_table(archive, sums, month) for month in archive.months}


_Key = tuple[str, str, str]
"""Unit, month, category."""


class _Sums:
    """Counts and points by unit, month and category, and running totals of the year."""

    def __init__(self, months: Sequence[str], lines: Sequence[ScoreLine]) -> None:
        self._scale = math.lcm(1, *{line.points.denominator for line in lines})
        frame = pd.DataFrame(
            {
                "unit": [line.unit for line in lines],
                "month": [line.month for line in lines],
                "category": [line.category for line in lines],
                "points": [int(line.points * self._scale) for line in lines],
            }
        )
        by_category = frame.groupby(["unit", "month", "category"])["points"].agg(["size", "sum"])
        self._counts = cast(dict[_Key, int], by_category["size"].to_dict())
        self._points = cast(dict[_Key, int], by_category["sum"].to_dict())
        wide = frame.pivot_table(index="unit", columns="month", values="points", aggfunc="sum", fill_value=0)
        wide = wide.reindex(columns=sorted({*wide.columns, *months}), fill_value=0)
        years = wide.T.groupby(lambda month: month[:4]).cumsum()
        self._totals = cast(dict[str, dict[str, int]], years.to_dict(orient="index"))

    def count(self, unit: str, month: str, category: str) -> int:
        return self._counts.get((unit, month, category), 0)

    def points(self, unit: str, month: str, *categories: str) -> Fraction:
        return Fraction(sum(self._points.get((unit, month, one), 0) for one in categories), self._scale)

    def total(self, unit: str, month: str) -> Fraction:
        return Fraction(self._totals.get(month, {}).get(unit, 0), self._scale)


def _month_table(archive: Archive, sums: _Sums, month: str) -> MonthTable:
    ledger = archive.ledgers_by_month.get(month)
    entries = ledger.by_unit if ledger else {}
    groups = []
    for group in archive.units.groups:
        units = archive.units.members(group.id, month)
        ranks = competition_ranks({unit.name: sums.total(unit.name, month) for unit in units})
        rows = [_row(unit, month, sums, entries.get(unit.name), ranks[unit.name]) for unit in units]
        groups.append(GroupTable(group, tuple(sorted(rows, key=lambda row: row.rank or 0))))
    return MonthTable(month, tuple(groups), gaps_of(archive, month))


def _row(unit: Unit, month: str, sums: _Sums, entry: LedgerRow | None, rank: int) -> ScoreRow:
    adopted = sums.points(unit.name, month, "信息", "简讯")
    commissioned = sums.points(unit.name, month, "约稿")
    base = sums.points(unit.name, month, "基础分")
    return ScoreRow(
        unit=unit.name,
        submitted=entry.submitted if entry else None,
        to_city=entry.to_city if entry else None,
        to_province=entry.to_province if entry else None,
        adopted_above=0,
        articles=sums.count(unit.name, month, "信息"),
        briefs=sums.count(unit.name, month, "简讯"),
        adopted_points=adopted,
        commissioned=sums.count(unit.name, month, "约稿"),
        commissioned_points=commissioned,
        base_points=base,
        month_points=adopted + commissioned + base,
        total_points=sums.total(unit.name, month),
        rank=rank,
    )


def competition_ranks(totals: Mapping[str, Fraction]) -> dict[str, int]:
    """Unit → rank by descending total; equal totals share a rank and the next is skipped (1, 2, 2, 4)."""
    descending = sorted(totals.values(), reverse=True)
    first_place: dict[Fraction, int] = {}
    for place, total in enumerate(descending, start=1):
        first_place.setdefault(total, place)
    return {unit: first_place[total] for unit, total in totals.items()}
