"""What units sent and what was adopted, month by month, with those that sent nothing (零报送)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.months import month_label, number_of, year_of
from generator.model.points import rate_text
from generator.model.registers import SubmissionRegister
from generator.model.units import UnitRegistry
from generator.pages.page import Page
from generator.pages.parts import Parts
from generator.pages.planning import Planner, generated
from generator.pages.view import View, view
from generator.plans import Plan
from generator.scoring import MonthTable, ScoredYear


@dataclass(frozen=True, slots=True)
class Counts:
    """A unit's month; ``submitted`` is ``None`` where the month has no ledger."""

    submitted: int | None
    adopted: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A unit's year: number of a month → its row; months in which it was not ranked, or that have no table, miss."""

    unit: str
    rows: dict[int, Counts]

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

    month: str
    units: int
    submitted: int | None
    adopted: int
    silent: tuple[str, ...]

    @property
    def rate(self) -> str:
        """Adopted pieces (as credited) per piece sent."""
        return rate_text(self.adopted, self.submitted)


def plans(parts: Parts, planner: Planner) -> Iterator[Plan[Page]]:
    """The overview of all years, the units of each year, and what was sent in during each month that has a register."""
    years = parts.scored_years
    registered = [one.month for year in years for one in parts.submissions(year)]
    batch = planner.batch("reporting", overview, registered, *(parts.figures(year) for year in years))
    yield batch("reporting/index.md", generated("报送情况"))
    for year in years:
        figures, registers = parts.figures(year), parts.submissions(year)
        months = [one.month for one in registers]
        batch = planner.batch(f"reporting-{year}", units_of_year, year, years, figures, parts.archive.units, months)
        yield batch(reporting_path(year), generated(f"{year}年报送情况"))
        for one in registers:
            path = reporting_path(one.month)
            yield planner.page(path, generated(f"{month_label(one.month)}上报登记"), sent_in_month, one)


def reporting_path(time: int | str) -> str:
    """The path of the units of a year, or of what was sent in during a month."""
    return f"reporting/{time}.md"


def sent_in_month(register: SubmissionRegister) -> View:
    """Every piece that was sent in during a month, and what became of it."""
    title = f"{month_label(register.month)}上报登记"
    return view(reporting_path(register.month), title, "submissions", "通报", month=register.month, rows=register.rows)


def overview(registered: Sequence[str], *years: ScoredYear) -> list[View]:
    """Every month of every year in one row, newest year first."""
    sums = {year_of(one.tables[0].month): [_sum(table) for table in one.tables] for one in years}
    return [view("reporting/index.md", "报送情况", "reporting", "通报", years=sums, registered=registered)]


def units_of_year(
    year: int, years: tuple[int, ...], figures: ScoredYear, registry: UnitRegistry, registered: Sequence[str]
) -> list[View]:
    """Months × units of a year, group by group; ``registered``: its months that have a register."""
    groups: dict[str, tuple[str, dict[str, Sent]]] = {}
    for table in figures.tables:
        for group in table.groups:
            _, units = groups.setdefault(group.group.id, (group.group.title, {}))
            for row in group.rows:
                own = units.setdefault(row.unit, Sent(row.unit, {}))
                own.rows[number_of(table.month)] = Counts(row.submitted, row.adopted)
    order, path = registry.order, reporting_path(year)
    one = view(
        path,
        f"{year}年报送情况",
        "reporting-year",
        "通报",
        year=year,
        years=years,
        registered=registered,
        sums={number_of(table.month): table.month for table in figures.tables},
        groups=[
            (id, title, sorted(units.values(), key=lambda one: order.get(one.unit, len(order))))
            for id, (title, units) in groups.items()
            if units
        ],
    )
    return [one]


def _sum(table: MonthTable) -> MonthSum:
    rows = [row for group in table.groups for row in group.rows]
    counts = [row.submitted for row in rows if row.submitted is not None]
    return MonthSum(
        table.month,
        units=len(rows),
        submitted=sum(counts) if rows and len(counts) == len(rows) else None,
        adopted=sum(row.adopted for row in rows),
        silent=tuple(row.unit for row in rows if row.submitted == 0),
    )
