"""What units sent and what was adopted, month by month, with those that sent nothing (零报送)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.keys import Plan
from generator.model.months import number_of
from generator.model.points import rate_text
from generator.model.units import Group
from generator.pages.desk import Desk
from generator.pages.page import Page
from generator.scoring import MonthTable, ScoreRow


@dataclass(frozen=True, slots=True)
class Sent:
    """A unit's year: number of a month → its row; months in which it was not ranked, or that have no table, miss."""

    unit: str
    rows: dict[int, ScoreRow]

    @property
    def submitted(self) -> int | None:
        """Pieces sent in the months that have a ledger; ``None`` where no month has one."""
        counts = [row.submitted for row in self.rows.values() if row.submitted is not None]
        return sum(counts) if counts else None

    @property
    def adopted(self) -> int:
        """Pieces adopted, as credited."""
        return sum(row.adopted for row in self.rows.values())

    @property
    def silent(self) -> int:
        """Months with a ledger in which it sent nothing."""
        return sum(row.submitted == 0 for row in self.rows.values())


@dataclass(frozen=True, slots=True)
class MonthSum:
    """A month over all ranked units. ``submitted`` is ``None`` where the month has no ledger."""

    table: MonthTable
    units: int
    submitted: int | None
    adopted: int
    silent: tuple[str, ...]

    @property
    def rate(self) -> str:
        """Adopted pieces (as credited) per piece sent."""
        return rate_text(self.adopted, self.submitted)


def plans(desk: Desk) -> Iterator[Plan[Page]]:
    """The overview of all years, and the units of each year."""
    yield Plan("reporting/index.md", desk.keys.everything, partial(overview, desk))
    for year in desk.scored_years:
        key = desk.keys.of(desk.keys.scored(year), str(desk.scored_years))
        yield Plan(f"reporting/{year}.md", key, partial(units_of_year, desk, year))


def overview(desk: Desk) -> Page:
    """Every month of every year in one row."""
    years = {year: [_sum(table) for table in desk.tables_of(year)] for year in desk.scored_years}
    return desk.page("reporting/index.md", "报送情况", "reporting", "通报", years=years)


def units_of_year(desk: Desk, year: int) -> Page:
    """Months × units of a year, group by group."""
    tables = desk.tables_of(year)
    groups: dict[str, tuple[Group, dict[str, Sent]]] = {}
    for table in tables:
        for group in table.groups:
            _, units = groups.setdefault(group.group.id, (group.group, {}))
            for row in group.rows:
                units.setdefault(row.unit, Sent(row.unit, {})).rows[number_of(table.month)] = row
    order = desk.archive.units.order
    return desk.page(
        f"reporting/{year}.md",
        f"{year}年报送情况",
        "reporting-year",
        "通报",
        year=year,
        years=desk.scored_years,
        sums={number_of(table.month): _sum(table) for table in tables},
        groups=[
            (group, sorted(units.values(), key=lambda one: order.get(one.unit, len(order))))
            for group, units in groups.values()
            if units
        ],
    )


def _sum(table: MonthTable) -> MonthSum:
    rows = [row for group in table.groups for row in group.rows]
    counts = [row.submitted for row in rows if row.submitted is not None]
    return MonthSum(
        table,
        units=len(rows),
        submitted=sum(counts) if rows and len(counts) == len(rows) else None,
        adopted=sum(row.adopted for row in rows),
        silent=tuple(row.unit for row in rows if row.submitted == 0),
    )
