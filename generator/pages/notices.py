"""The notices: their list, and one for each month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.frozen import CORRECTABLE, FrozenNotice
from generator.model.listings import Listing, NoticeEntry, notice_entry
from generator.model.months import month_label, year_of
from generator.model.notices import Notice
from generator.model.units import Section, UnitRegistry
from generator.pages.links import notice_path
from generator.pages.month_head import MonthHead, head_of_month
from generator.pages.notice_text import PublishedFigure, UnitList, covering_text, unit_list, unranked_items
from generator.pages.page import Page
from generator.pages.parts import Parts
from generator.pages.planning import Planner, generated
from generator.pages.rendering import html_of
from generator.pages.view import SiteContext, View
from generator.plans import Plan
from generator.scoring import (
    Audit,
    LineIndex,
    MonthTable,
    Reporting,
    ScoredYear,
    differing,
    issued_figures,
    issued_table,
    reporting,
)


def plans(parts: Parts, planner: Planner) -> Iterator[Plan[Page]]:
    """The list, and a notice for each month that has figures."""
    notices, tables = parts.archive.notices_by_month, parts.scores.tables
    yield planner.page("notices/index.md", generated("通报"), notice_list, parts.site, tables, notices)
    for year in parts.scored_years:
        batch = planner.batch(f"notices-{year}", notices_of_year, *year_inputs(parts, year))
        for month in tables:
            if year_of(month) == year:
                source = notices[month].path if month in notices else generated(f"{month_label(month)}采用情况")
                yield batch.page(notice_path(month), source)


@dataclass(frozen=True, kw_only=True)
class NoticesView(View):
    """The list of notices."""

    template, tab = "notices", "通报"
    years: dict[int, list[tuple[MonthHead, NoticeEntry | None]]]
    """Year → its months, both newest first."""


def notice_list(site: SiteContext, tables: Mapping[str, MonthTable], notices: Mapping[str, Notice]) -> NoticesView:
    """Every month that has figures."""
    years: dict[int, list[tuple[MonthHead, NoticeEntry | None]]] = {}
    for month in sorted(tables, reverse=True):
        notice = notice_entry(notices[month]) if month in notices else None
        years.setdefault(year_of(month), []).append((head_of_month(tables[month]), notice))
    return NoticesView(site=site, path="notices/index.md", title="通报", years=years)


@dataclass(frozen=True, kw_only=True)
class NoticeView(View):
    """A month's notice: issued, or provisional with what is missing.

    A frozen notice keeps its figures and the words of its covering text, whatever its units are called since.
    """

    template, tab = "notice", "通报"
    table: MonthTable
    """As issued."""
    notice: Notice | None
    covering: str
    """The covering text with its figures, as Markdown."""
    differences: list[PublishedFigure]
    lists: dict[str, list[UnitList]]
    """Group → its units."""
    others: dict[str, list[tuple[Any, str]]]
    """Unit that is not ranked → its items with their labels."""
    sections: tuple[Section, ...]
    audit: Audit | None
    reporting: list[Reporting]

    def derived(self) -> dict[str, Any]:
        """The covering text as HTML, and the names of the figures."""
        covering = html_of(self.notice.path, self.covering) if self.notice else ""
        return {"covering": covering, "columns": CORRECTABLE}


def year_inputs(parts: Parts, year: int) -> tuple[object, ...]:
    """What the notices of a year are made from; they look back on the same months of the year before."""
    archive = parts.archive
    return (
        parts.site,
        archive.units,
        parts.figures(year),
        parts.figures(year - 1),
        parts.listing(year),
        {one.month: one for one in archive.notices if year_of(one.month) == year},
        {one.month: one for one in archive.frozen if year_of(one.month) == year},
        {month: one for month, one in parts.scores.audits.items() if year_of(month) == year},
    )


def notices_of_year(
    site: SiteContext,
    units: UnitRegistry,
    year: ScoredYear,
    before: ScoredYear,
    pieces: Listing,
    notices: Mapping[str, Notice],
    frozen: Mapping[str, FrozenNotice],
    audits: Mapping[str, Audit],
) -> dict[str, NoticeView]:
    """The notices of a year by path."""
    index = LineIndex(year.lines)
    tables = {table.month: table for table in (*before.tables, *year.tables)}
    names_kind = {section.id: section.names_kind for section in units.sections}
    views = []
    for month, notice in ((table.month, notices.get(table.month)) for table in year.tables):
        issued = frozen.get(month)
        table = issued_table(tables[month], issued) if issued else tables[month]
        figures = issued_figures(units, table, issued)
        published = notice.published if notice else {}
        own = [piece for piece in pieces.entries if piece.month == month]
        lists = {
            group.group.id: [
                unit_list(row, own, index.explain(row.unit, month), names_kind[group.group.section])
                for row in group.rows
            ]
            for group in table.groups
        }
        view = NoticeView(
            site=site,
            path=notice_path(month),
            title=notice.title if notice else f"{month_label(month)}政务信息采用情况（暂定）",
            table=table,
            notice=notice,
            covering=covering_text(notice.body if notice else "", figures, published),
            differences=[PublishedFigure(*one, figures[one[0]]) for one in differing(published, figures).items()],
            lists=lists,
            others=unranked_items(own, table),
            sections=units.sections,
            audit=audits.get(month),
            reporting=reporting(units, tables, month),
        )
        views.append(view)
    return {view.path: view for view in views}
