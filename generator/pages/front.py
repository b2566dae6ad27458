"""The pages that sum up: home, search, rules, audit; and the ordinary pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from generator.keys import Plan
from generator.model.archive import PlainPage
from generator.model.datasets import DATASETS
from generator.model.frozen import CORRECTABLE
from generator.model.months import year_of
from generator.pages.desk import Desk
from generator.pages.links import site_path
from generator.pages.page import Page


def plans(desk: Desk) -> Iterator[Plan[Page]]:
    """What sums up the whole archive, and the ordinary pages."""
    yield Plan("index.md", desk.keys.everything, partial(home, desk))
    yield Plan("search.md", desk.keys.settings, partial(search, desk))
    yield Plan("rules.md", desk.keys.settings, partial(rules, desk))
    yield Plan("audit.md", desk.keys.everything, partial(audit, desk))
    yield Plan("data.md", desk.keys.everything, partial(data, desk))
    for page in desk.archive.plain_pages:
        yield Plan(site_path(page.path), desk.keys.text(page), partial(plain_page, desk, page))


def home(desk: Desk) -> Page:
    """The latest issue, the latest notice, and where each group stands."""
    standing = next((table for table in desk.newest_tables if not table.provisional), None)
    standing = standing or next(iter(desk.newest_tables), None)
    notice = max(desk.archive.notices, key=lambda one: one.month, default=None)
    issue = next(iter(desk.newest_issues), None)
    return desk.page("index.md", desk.name, "home", "首页", standing=standing, notice=notice, issue=issue)


def search(desk: Desk) -> Page:
    """The page of the search, which fills itself in the browser."""
    return desk.page("search.md", "搜索", "search", "搜索")


def rules(desk: Desk) -> Page:
    """The rules in words, newest first."""
    sets = sorted(desk.archive.rules.rule_sets, key=lambda rules: rules.since, reverse=True)
    worded = [(rules, desk.clauses[rules.id]) for rules in sets]
    return desk.page("rules.md", "计分规则", "rules", "规则与审计", rule_sets=worded)


def audit(desk: Desk) -> Page:
    """Every figure that was issued or printed and differs from the computed one, and every correction."""
    audits = [desk.scores.audits[month] for month in sorted(desk.scores.audits, reverse=True)]
    return desk.page("audit.md", "审计", "audit", "规则与审计", audits=audits, columns=CORRECTABLE)


def data(desk: Desk) -> Page:
    """The data files and what is in them."""
    line_years = sorted({year_of(line.month) for line in desk.scores.lines}, reverse=True)
    parts = {"年": [str(year) for year in line_years], "月": sorted(desk.tables, reverse=True)}
    return desk.page("data.md", "数据", "data", "规则与审计", datasets=DATASETS, parts=parts)


def plain_page(desk: Desk, page: PlainPage) -> Page:
    """An ordinary page as it stands."""
    html: str = desk.html(page.path, page.body)
    if "<h1" not in html:
        html = f"{Markup('<h1>{}</h1>').format(page.title)}\n{html}"
    return Page(site_path(page.path), page.title, html, "plain", "")
