"""The notices: their list, and one for each month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from generator.model import placeholders
from generator.model.frozen import FrozenNotice
from generator.model.listings import Entry, Listing, NoticeEntry, notice_entry
from generator.model.months import month_label, year_of
from generator.model.notices import Notice
from generator.model.units import UnitRegistry
from generator.pages.month_head import MonthHead, head_of_month
from generator.pages.notice_text import MonthLines, PublishedFigure, covering_text, unit_list, unranked_items
from generator.pages.page import Page
from generator.pages.page_links import notice_path
from generator.pages.parts import Parts
from generator.pages.planning import Planner, generated
from generator.pages.view import View, view
from generator.plans import Plan
from generator.scoring import (
    Audit,
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
    yield planner.page("notices/index.md", generated("通报"), notice_list, tables, notices)
    for year in parts.scored_years:
        batch = planner.batch(f"notices-{year}", notices_of_year, *year_inputs(parts, year))
        for month in tables:
            if year_of(month) == year:
                source = notices[month].path if month in notices else generated(f"{month_label(month)}采用情况")
                yield batch(notice_path(month), source)


def notice_list(tables: Mapping[str, MonthTable], notices: Mapping[str, Notice]) -> View:
    """Every month that has figures, by year, both newest first."""
    years: dict[int, list[tuple[MonthHead, NoticeEntry | None]]] = {}
    for month in sorted(tables, reverse=True):
        notice = notice_entry(notices[month]) if month in notices else None
        years.setdefault(year_of(month), []).append((head_of_month(tables[month]), notice))
    return view("notices/index.md", "通报", "notices", "通报", years=years)


def year_inputs(parts: Parts, year: int) -> tuple[object, ...]:
    """What the notices of a year are made from; they look back on the same months of the year before."""
    archive = parts.archive
    return (
        archive.units,
        parts.figures(year),
        parts.figures(year - 1),
        parts.counted_in(year),
        {one.month: one for one in archive.notices if year_of(one.month) == year},
        {one.month: one for one in archive.frozen if year_of(one.month) == year},
        {month: one for month, one in parts.scores.audits.items() if year_of(month) == year},
        tuple(one.month for one in parts.submissions(year)),
    )


def notices_of_year(
    units: UnitRegistry,
    year: ScoredYear,
    before: ScoredYear,
    pieces: Listing,
    notices: Mapping[str, Notice],
    frozen: Mapping[str, FrozenNotice],
    audits: Mapping[str, Audit],
    registered: Sequence[str],
) -> list[View]:
    """The notices of a year by path; ``registered``: the months with a register of submissions."""
    by_month = {month: MonthLines(tuple(own)) for month, own in groupby(year.lines, key=lambda line: line.month)}
    tables = {table.month: table for table in (*before.tables, *year.tables)}
    views = []
    for table in year.tables:
        month, sent = table.month, reporting(units, tables, table.month)
        own = [piece for piece in pieces.entries if piece.month == month]
        issued = (notices.get(month), frozen.get(month), audits.get(month))
        lines = [by_month[one] for one in sorted(by_month) if one <= month]
        views.append(_notice(units, table, *issued, own, lines, sent, month in registered))
    return views


def _notice(
    units: UnitRegistry,
    table: MonthTable,
    notice: Notice | None,
    frozen: FrozenNotice | None,
    audit: Audit | None,
    pieces: Sequence[Entry],
    lines: list[MonthLines],
    sent: list[Reporting],
    registered: bool,
) -> View:
    """A month's notice: issued, or provisional with what is missing.

    A frozen notice keeps its figures and the words of its covering text, whatever its units are called since.
    ``lines`` are those of the year up to the month.
    """
    month = table.month
    table = issued_table(table, frozen) if frozen else table
    figures = issued_figures(units, table, frozen)
    published = notice.published if notice else {}
    own = [line for one in lines[-1:] for line in one.lines if line.month == month]
    names_kind = {section.id: section.names_kind for section in units.sections}
    return view(
        notice_path(month),
        notice.title if notice else f"{month_label(month)}政务信息采用情况（暂定）",
        "notice",
        "通报",
        table=table,
        notice=notice,
        covering=covering_text(notice.body if notice else "", figures, published),
        differences=[PublishedFigure(*one, figures[one[0]]) for one in differing(published, figures).items()],
        lists={
            one.group.id: [unit_list(row, month, pieces, own, names_kind[one.group.section]) for row in one.rows]
            for one in table.groups
        },
        others=unranked_items(pieces, table),
        lines=lines,
        sections=units.sections,
        audit=audit,
        reporting=sent,
        registered=registered,
        retold=_retold(frozen, figures, notice) if frozen and notice else (),
    )


def _retold(frozen: FrozenNotice, figures: Mapping[str, str], notice: Notice) -> tuple[tuple[str, str, str], ...]:
    """The figures of the covering text that corrections have changed: placeholder, as issued, as it is now."""
    used = dict.fromkeys(placeholders.PATTERN.findall(notice.body))
    names = [name for name in used if name in figures and name not in notice.published]
    changed = [name for name in names if figures[name] != frozen.figures[name]]
    return tuple((name, frozen.figures[name], figures[name]) for name in changed)
