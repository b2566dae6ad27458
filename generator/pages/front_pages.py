"""The pages that sum up: home, search, rules, audit, data; and the ordinary pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model.addresses import site_path
from generator.model.archive import Archive, PlainPage
from generator.model.articles import Article
from generator.model.clauses import clauses
from generator.model.datasets import DATASETS
from generator.model.listings import entry_of, issue_entry, notice_entry
from generator.model.months import year_of
from generator.model.rules import RuleBook
from generator.model.units import UnitRegistry
from generator.pages.page import Page
from generator.pages.parts import Parts
from generator.pages.planning import Planner, generated
from generator.pages.view import View, view
from generator.plans import Plan
from generator.scoring import Audit, MonthTable, ScoreLine

_ON_HOME = 8
"""So many titles of the newest issue are on the home page."""


def plans(parts: Parts, planner: Planner) -> Iterator[Plan[Page]]:
    """What sums up the whole archive, and the ordinary pages."""
    archive, scores = parts.archive, parts.scores
    yield planner.page("index.md", generated("首页"), home, parts.site.name, archive, scores.tables)
    yield planner.page("search.md", generated("搜索"), search)
    yield planner.page("rules.md", generated("计分规则"), rules, archive.rules, archive.units)
    yield planner.page("audit.md", generated("审计"), audit, scores.audits)
    yield planner.page("data.md", generated("数据"), data, archive, scores.tables, scores.lines)
    for page in archive.plain_pages:
        yield planner.page(site_path(page.path), page.path, plain_page, page)


def home(name: str, archive: Archive, tables: dict[str, MonthTable]) -> View:
    """The latest issue, the latest notice, and where each group stands."""
    newest = [tables[month] for month in sorted(tables, reverse=True)]
    notice = max(archive.notices, key=lambda one: one.month, default=None)
    issue = max((one for one in archive.issues if not one.withdrawn), key=lambda one: one.issue, default=None)
    pieces: Sequence[Article] = archive.articles_by_issue.get(issue.issue, []) if issue else ()
    return view(
        "index.md",
        name,
        "home",
        "首页",
        issue=issue_entry(issue) if issue else None,
        pieces=[entry_of(one) for one in pieces[:_ON_HOME]],
        count=len(pieces),
        notice=notice_entry(notice) if notice else None,
        unannounced=[one.month for one in newest if one.provisional and one.month > (notice.month if notice else "")],
        standing=next((one for one in newest if not one.provisional), next(iter(newest), None)),
        years=sorted({year_of(one.issue) for one in archive.issues}, reverse=True),
        scored_years=sorted({year_of(month) for month in tables}),
    )


def search() -> View:
    """The page of the search, which fills itself in the browser."""
    return view("search.md", "搜索", "search", "搜索")


def rules(book: RuleBook, units: UnitRegistry) -> View:
    """The rules in words, newest first."""
    titles = {group.id: group.title for group in units.groups}
    sets = sorted(book.rule_sets, key=lambda one: one.since, reverse=True)
    worded = [(one, list(clauses(one, titles))) for one in sets]
    return view("rules.md", "计分规则", "rules", "规则与审计", rule_sets=worded)


def audit(audits: dict[str, Audit]) -> View:
    """Every figure that was issued or printed and differs from the computed one, and every correction."""
    found = [audits[month] for month in sorted(audits, reverse=True)]
    return view("audit.md", "审计", "audit", "规则与审计", audits=found)


def data(archive: Archive, tables: dict[str, MonthTable], lines: Sequence[ScoreLine]) -> View:
    """The data files and what is in them."""
    years = sorted({line.month[:4] for line in lines}, reverse=True)
    return view(
        "data.md",
        "数据",
        "data",
        "规则与审计",
        datasets=DATASETS,
        parts={"年": years, "月": sorted(tables, reverse=True)},
        units=[(one.id, one.name) for one in archive.units.units],
        lists_addresses=archive.addresses is not None,
    )


def plain_page(page: PlainPage) -> View:
    """An ordinary page as it stands."""
    return view(site_path(page.path), page.title, "plain", "", page=page)
