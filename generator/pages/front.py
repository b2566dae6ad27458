"""The pages that sum up: home, search, rules, audit, data; and the ordinary pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.model.archive import Archive, PlainPage
from generator.model.articles import Article
from generator.model.clauses import Clause, clauses
from generator.model.datasets import DATASETS, Dataset
from generator.model.frozen import CORRECTABLE
from generator.model.listings import Entry, IssueEntry, NoticeEntry, entry_of, issue_entry, notice_entry
from generator.model.months import year_of
from generator.model.rules import RuleBook, RuleSet
from generator.model.units import UnitRegistry
from generator.pages.links import site_path
from generator.pages.page import Page
from generator.pages.parts import Parts
from generator.pages.planning import Planner, generated
from generator.pages.rendering import html_of
from generator.pages.view import SiteContext, View
from generator.plans import Plan
from generator.scoring import Audit, MonthTable

_ON_HOME = 8
"""So many titles of the newest issue are on the home page."""


def plans(parts: Parts, planner: Planner) -> Iterator[Plan[Page]]:
    """What sums up the whole archive, and the ordinary pages."""
    archive, scores, site = parts.archive, parts.scores, parts.site
    yield planner.page("index.md", generated("首页"), home, site, archive, scores.tables)
    yield planner.page("search.md", generated("搜索"), search, site)
    yield planner.page("rules.md", generated("计分规则"), rules, site, archive.rules, archive.units)
    yield planner.page("audit.md", generated("审计"), audit, site, scores.audits)
    yield planner.page("data.md", generated("数据"), data, site, archive, scores.tables, scores.lines)
    for page in archive.plain_pages:
        yield planner.page(site_path(page.path), page.path, plain_page, site, page)


@dataclass(frozen=True, kw_only=True)
class HomeView(View):
    """The latest issue, the latest notice, and where each group stands."""

    template, tab = "home", "首页"
    issue: IssueEntry | None
    pieces: tuple[Entry, ...]
    """The first ones of the issue."""
    count: int
    """Of all its pieces."""
    notice: NoticeEntry | None
    unannounced: tuple[str, ...]
    """Months after the notice, newest first."""
    standing: MonthTable | None
    years: tuple[int, ...]
    """Of issues, newest first."""
    scored_years: tuple[int, ...]


def home(site: SiteContext, archive: Archive, tables: dict[str, MonthTable]) -> HomeView:
    """The latest of everything."""
    newest = [tables[month] for month in sorted(tables, reverse=True)]
    notice = max(archive.notices, key=lambda one: one.month, default=None)
    issue = max(archive.issues, key=lambda one: one.issue, default=None)
    pieces: Sequence[Article] = archive.articles_by_issue.get(issue.issue, []) if issue else ()
    after = notice.month if notice else ""
    return HomeView(
        site=site,
        path="index.md",
        title=site.name,
        issue=issue_entry(issue) if issue else None,
        pieces=tuple(entry_of(one) for one in pieces[:_ON_HOME]),
        count=len(pieces),
        notice=notice_entry(notice) if notice else None,
        unannounced=tuple(one.month for one in newest if one.provisional and one.month > after),
        standing=next((one for one in newest if not one.provisional), next(iter(newest), None)),
        years=tuple(sorted({year_of(one.issue) for one in archive.issues}, reverse=True)),
        scored_years=tuple({year_of(month): True for month in tables}),
    )


@dataclass(frozen=True, kw_only=True)
class SearchView(View):
    """The page of the search, which fills itself in the browser."""

    template, tab = "search", "搜索"


def search(site: SiteContext) -> SearchView:
    """It shows nothing of the archive."""
    return SearchView(site=site, path="search.md", title="搜索")


@dataclass(frozen=True, kw_only=True)
class RulesView(View):
    """The rules in words, newest first."""

    template, tab = "rules", "规则与审计"
    rule_sets: tuple[tuple[RuleSet, tuple[Clause, ...]], ...]


def rules(site: SiteContext, book: RuleBook, units: UnitRegistry) -> RulesView:
    """Every rule set with its clauses."""
    titles = {group.id: group.title for group in units.groups}
    sets = sorted(book.rule_sets, key=lambda one: one.since, reverse=True)
    worded = tuple((one, tuple(clauses(one, titles))) for one in sets)
    return RulesView(site=site, path="rules.md", title="计分规则", rule_sets=worded)


@dataclass(frozen=True, kw_only=True)
class AuditView(View):
    """Every figure that was issued or printed and differs from the computed one, and every correction."""

    template, tab = "audit", "规则与审计"
    audits: tuple[Audit, ...]

    def derived(self) -> dict[str, Any]:
        """The names of the figures."""
        return {"columns": CORRECTABLE}


def audit(site: SiteContext, audits: dict[str, Audit]) -> AuditView:
    """All months, newest first."""
    found = tuple(audits[month] for month in sorted(audits, reverse=True))
    return AuditView(site=site, path="audit.md", title="审计", audits=found)


@dataclass(frozen=True, kw_only=True)
class DataView(View):
    """The data files and what is in them."""

    template, tab = "data", "规则与审计"
    datasets: tuple[Dataset, ...]
    parts: dict[str, tuple[str, ...]]
    """年, 月 → the years and months that have files."""
    units: tuple[tuple[str, str], ...]
    """Id and name."""
    lists_addresses: bool


def data(site: SiteContext, archive: Archive, tables: dict[str, MonthTable], lines: Sequence[Any]) -> DataView:
    """All data files of the archive."""
    years = sorted({line.month[:4] for line in lines}, reverse=True)
    return DataView(
        site=site,
        path="data.md",
        title="数据",
        datasets=DATASETS,
        parts={"年": tuple(years), "月": tuple(sorted(tables, reverse=True))},
        units=tuple((one.id, one.name) for one in archive.units.units),
        lists_addresses=archive.addresses is not None,
    )


@dataclass(frozen=True, kw_only=True)
class PlainView(View):
    """An ordinary page as it stands."""

    template, tab = "plain", ""
    page: PlainPage

    def derived(self) -> dict[str, Any]:
        """The text, which has a heading of its own or gets the title."""
        html = html_of(self.page.path, self.page.body)
        return {"html": html, "heading": "" if "<h1" in html else Markup("<h1>{}</h1>\n").format(self.title)}


def plain_page(site: SiteContext, page: PlainPage) -> PlainView:
    """The page of a file."""
    return PlainView(site=site, path=site_path(page.path), title=page.title, page=page)
