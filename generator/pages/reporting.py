"""What units sent and what was adopted, month by month, with those that sent nothing (零报送)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.months import number_of, year_of
from generator.model.points import rate_text
from generator.model.units import UnitRegistry
from generator.pages.page import Page
from generator.pages.parts import Parts
from generator.pages.planning import Planner, generated
from generator.pages.view import SiteContext, View
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
    """The overview of all years, and the units of each year."""
    years = parts.scored_years
    batch = planner.batch("reporting", overview, parts.site, *(parts.figures(year) for year in years))
    yield batch.page("reporting/index.md", generated("报送情况"))
    for year in years:
        figures = parts.figures(year)
        batch = planner.batch(f"reporting-{year}", units_of_year, parts.site, year, years, figures, parts.archive.units)
        yield batch.page(reporting_path(year), generated(f"{year}年报送情况"))


def reporting_path(year: int) -> str:
    """The path of the units of a year."""
    return f"reporting/{year}.md"


@dataclass(frozen=True, kw_only=True)
class ReportingView(View):
    """Every month of every year in one row."""

    template, tab = "reporting", "通报"
    years: dict[int, list[MonthSum]]
    """Newest first; the months in order."""


def overview(site: SiteContext, *years: ScoredYear) -> dict[str, View]:
    """The months of all years, newest year first."""
    sums = {year_of(one.tables[0].month): [_sum(table) for table in one.tables] for one in years}
    view = ReportingView(site=site, path="reporting/index.md", title="报送情况", years=sums)
    return {view.path: view}


@dataclass(frozen=True, kw_only=True)
class ReportingYearView(View):
    """Months × units of a year, group by group."""

    template, tab = "reporting-year", "通报"
    year: int
    years: tuple[int, ...]
    sums: dict[int, str]
    """Number of a month → the month, for those that have figures."""
    groups: list[tuple[str, str, list[Sent]]]
    """Id and title of a group, and its units in the published order."""


def units_of_year(
    site: SiteContext, year: int, years: tuple[int, ...], figures: ScoredYear, registry: UnitRegistry
) -> dict[str, View]:
    """Every unit that was ranked in any month of the year."""
    groups: dict[str, tuple[str, dict[str, Sent]]] = {}
    for table in figures.tables:
        for group in table.groups:
            _, units = groups.setdefault(group.group.id, (group.group.title, {}))
            for row in group.rows:
                own = units.setdefault(row.unit, Sent(row.unit, {}))
                own.rows[number_of(table.month)] = Counts(row.submitted, row.adopted)
    order = registry.order
    view = ReportingYearView(
        site=site,
        path=reporting_path(year),
        title=f"{year}年报送情况",
        year=year,
        years=years,
        sums={number_of(table.month): table.month for table in figures.tables},
        groups=[
            (id, title, sorted(units.values(), key=lambda one: order.get(one.unit, len(order))))
            for id, (title, units) in groups.items()
            if units
        ],
    )
    return {view.path: view}


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
