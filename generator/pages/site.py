"""All pages of the site, kind by kind; reads as the site's table of contents."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property, partial
from typing import Any

from markupsafe import Markup

from generator.keys import Keys, Plan
from generator.markup import to_html
from generator.model.archive import PlainPage
from generator.model.articles import Article, Issue
from generator.model.clauses import clauses
from generator.model.frozen import CORRECTABLE
from generator.model.months import month_label, year_of
from generator.model.points import ZERO, points_text
from generator.model.units import Unit
from generator.pages.history import unit_history
from generator.pages.links import Links, explanation_path, notice_path, site_path, unit_path
from generator.pages.notice import notice_context
from generator.pages.page import Page, to_root
from generator.pages.templating import environment
from generator.pages.texts import text_links
from generator.problems import Problem
from generator.scoring import Scores, reporting

NAVIGATION = (
    ("首页", "index.md"),
    ("期刊", "issues.md"),
    ("通报", "notices/index.md"),
    ("排名", "standings/index.md"),
    ("单位", "units/index.md"),
    ("约稿", "commissioned/index.md"),
    ("搜索", "search.md"),
    ("规则与审计", "rules.md"),
)
"""Titles and paths of the top navigation, in order."""


class Pages:
    """Every page of the site: planned at once, made one by one.

    ``problems`` are those that come to light while pages are made.
    """

    def __init__(self, scores: Scores, site_name: str) -> None:
        self.problems: list[Problem] = []
        self._site = _Site(scores, site_name, self.problems)
        self.plans = list(self._site.plans())
        self._site.paths = {plan.path for plan in self.plans}


class _Site:
    """What every page may look at, and one method for each kind of page."""

    def __init__(self, scores: Scores, name: str, problems: list[Problem]) -> None:
        archive, tables = scores.archive, scores.tables
        self.scores, self.archive, self.tables, self.name, self.problems = scores, archive, tables, name, problems
        self.paths: set[str] = set()
        self.keys = Keys(archive, name)
        self.years = sorted({year_of(issue.issue) for issue in archive.issues}, reverse=True)
        self.scored_years = sorted({year_of(month) for month in tables}, reverse=True)
        self.newest_issues = sorted(archive.issues, key=lambda issue: issue.issue, reverse=True)
        self.newest_tables = [tables[month] for month in sorted(tables, reverse=True)]
        self._env = environment()
        self._env.globals |= {
            "site": self,
            "archive": archive,
            "issues_of": self._issues_of,
            "notice_path": notice_path,
            "differs": self._differs,
        }
        self._links: dict[str, Links] = {}
        titles = {group.id: group.title for group in archive.units.groups}
        self.clauses = {rules.id: list(clauses(rules, titles)) for rules in archive.rules.rule_sets}
        self.clause_titles = {f"{id}/{one.id}": one.title for id, own in self.clauses.items() for one in own}

    def plans(self) -> Iterator[Plan[Page]]:
        """Every page, with what it depends on; what sums up the whole archive is made each time."""
        yield Plan("index.md", None, self.home)
        yield Plan("search.md", None, self.search)
        yield Plan("issues.md", None, self.issues)
        for year in self.years:
            yield Plan(f"{year}/index.md", self.keys.printed(year), partial(self.year, year))
        yield from self._issues_and_articles()
        yield from self._commissioned()
        yield Plan("notices/index.md", None, self.notices)
        for month in self.tables:
            key = self.keys.scored(year_of(month), year_of(month) - 1)
            yield Plan(notice_path(month), key, partial(self.notice, month))
        yield Plan("standings/index.md", None, self.standings)
        for year in self.scored_years:
            yield Plan(f"standings/{year}.md", self.keys.scored(year), partial(self.standing, year))
        yield Plan("units/index.md", None, self.units)
        for unit in self.archive.units.units:
            years = self.years_of(unit)
            yield Plan(unit_path(unit), self._key_of_unit(unit, years), partial(self.unit, unit, years))
            for year in years:
                key = self.keys.scored(year)
                yield Plan(explanation_path(unit, year), key, partial(self.unit_year, unit, year))
        yield Plan("rules.md", None, self.rules)
        yield Plan("audit.md", None, self.audit)
        for page in self.archive.plain_pages:
            yield Plan(site_path(page.path), self.keys.text(page), partial(self.plain_page, page))

    def _issues_and_articles(self) -> Iterator[Plan[Page]]:
        ordered = self.newest_issues[::-1]
        for place, issue in enumerate(ordered):
            before, after = _neighbours(ordered, place)
            pieces = self.archive.articles_by_issue.get(issue.issue, [])
            key = self.keys.issue(issue, pieces, before, after)
            yield Plan(site_path(issue.path), key, partial(self.issue, issue, pieces, before, after))
            printed = sorted(pieces, key=lambda piece: (piece.type != "信息", piece.path))
            for number, article in enumerate(printed):
                around = _neighbours(printed, number)
                key = self.keys.article(article, *around)
                yield Plan(site_path(article.path), key, partial(self.article, article, issue, *around))

    def _commissioned(self) -> Iterator[Plan[Page]]:
        years = sorted(self._commissioned_by_year, reverse=True)
        yield Plan("commissioned/index.md", None, partial(self.commissioned, max(years, default=None)))
        for year in years[1:]:
            yield Plan(f"commissioned/{year}.md", None, partial(self.commissioned, year))
        for year in years:
            for article in self._commissioned_by_year[year]:
                key = self.keys.article(article, None, None)
                yield Plan(site_path(article.path), key, partial(self.article, article, None, None, None))

    def home(self) -> Page:
        """The latest issue, the latest notice, and where each group stands."""
        standing = next((table for table in self.newest_tables if not table.provisional), None)
        standing = standing or next(iter(self.newest_tables), None)
        notice = max(self.archive.notices, key=lambda one: one.month, default=None)
        issue = next(iter(self.newest_issues), None)
        return self._page("index.md", self.name, "home", "首页", standing=standing, notice=notice, issue=issue)

    def search(self) -> Page:
        """The page of the search, which fills itself in the browser."""
        return self._page("search.md", "搜索", "search", "搜索")

    def issues(self) -> Page:
        """The index of all years."""
        return self._page("issues.md", "期刊", "issues", "期刊")

    def year(self, year: int) -> Page:
        """The issues of a year with their titles."""
        issues = sorted(self._issues_of(year), key=lambda issue: issue.issue)
        return self._page(f"{year}/index.md", f"{year}年各期", "year", "期刊", year=year, issues=issues)

    def issue(self, issue: Issue, pieces: list[Article], before: Issue | None, after: Issue | None) -> Page:
        """The contents of an issue."""
        return self._page(
            site_path(issue.path),
            issue.label,
            "issue",
            "期刊",
            issue=issue,
            articles=[piece for piece in pieces if piece.type == "信息"],
            briefs=[piece for piece in pieces if piece.type == "简讯"],
            before=before,
            after=after,
        )

    def article(self, article: Article, issue: Issue | None, before: Article | None, after: Article | None) -> Page:
        """A piece, with the ones printed before and after it."""
        path = site_path(article.path)
        values = {"article": article, "issue": issue, "before": before, "after": after}
        return self._page(path, article.display_title, "article", "期刊" if issue else "约稿", **values)

    def notices(self) -> Page:
        """The list of notices."""
        return self._page("notices/index.md", "通报", "notices", "通报")

    def notice(self, month: str) -> Page:
        """A month's notice: issued, or provisional with what is missing."""
        context = notice_context(self.scores, month)
        notice = context["notice"]
        title = notice.title if notice else f"{month_label(month)}政务信息采用情况（暂定）"
        context["covering"] = self._html(notice.path, context["covering"]) if notice else ""
        return self._page(
            notice_path(month),
            title,
            "notice",
            "通报",
            audit=self.scores.audits.get(month),
            columns=CORRECTABLE,
            reporting=reporting(self.archive, self.tables, month),
            **context,
        )

    def standings(self) -> Page:
        """The best of each group, year by year."""
        return self._page("standings/index.md", "排名", "standings", "排名")

    def standing(self, year: int) -> Page:
        """The standings of a year as of its last month."""
        tables = [table for month, table in self.tables.items() if year_of(month) == year]
        balance = next((one for one in self.archive.balances if year_of(one.month) == year), None)
        return self._page(
            f"standings/{year}.md",
            f"{year}年排名",
            "standing",
            "排名",
            year=year,
            tables=tables,
            balance=balance,
            **self._carried(year, tables[-1].month),
        )

    def _carried(self, year: int, month: str) -> dict[str, Any]:
        """Points of the year that no month of a unit shows: brought forward, or taken over from an ended unit."""
        lines = [one for one in self.scores.lines if one.column == "carried" and f"{year}" <= one.month <= month]
        points: dict[str, Fraction] = {}
        for line in lines:
            points[line.unit] = points.get(line.unit, ZERO) + line.points
        handed_on = [f"{one.unit}{one.reason} {points_text(one.points)}分" for one in lines if one.category == "承接"]
        return {"carried": points, "handed_on": handed_on}

    def units(self) -> Page:
        """The list of units by group."""
        newest = self.newest_tables[0].month if self.newest_tables else ""
        return self._page("units/index.md", "单位", "units", "单位", month=newest)

    def years_of(self, unit: Unit) -> list[int]:
        """The years in which a unit was ranked or had a piece, newest first."""
        years = {year_of(piece.month) for piece in self.archive.articles_by_unit.get(unit.name, [])}
        years |= {year_of(month) for month in self.tables if self.tables[month].row(unit.name)}
        return sorted(years, reverse=True)

    def _key_of_unit(self, unit: Unit, years: list[int]) -> str:
        pieces = len(self.archive.articles_by_unit.get(unit.name, []))
        return self.keys.of(self.keys.scored(*years[:1]), str(years), str(pieces))

    def unit(self, unit: Unit, years: list[int]) -> Page:
        """A unit with its latest year, and the way to its other years."""
        return self._page(
            unit_path(unit),
            unit.name,
            "unit",
            "单位",
            unit=unit,
            years=years,
            history=unit_history(self.archive.units, unit),
            piece_count=len(self.archive.articles_by_unit.get(unit.name, [])),
            **(self._year_of_unit(unit, years[0]) if years else {"rows": [], "pieces": []}),
        )

    def unit_year(self, unit: Unit, year: int) -> Page:
        """A unit's year: its months, its pieces, and where each point comes from, newest first."""
        values = self._year_of_unit(unit, year)
        months = [(table, self.scores.index.explain(unit.name, table.month)) for table, _ in values["rows"]]
        return self._page(
            explanation_path(unit, year),
            f"{unit.name}{year}年得分明细",
            "explanation",
            "单位",
            unit=unit,
            year=year,
            months=months,
            clause_titles=self.clause_titles,
            **values,
        )

    def _year_of_unit(self, unit: Unit, year: int) -> dict[str, Any]:
        """``rows``: the year's tables in which the unit stands, with its row; ``pieces``: those credited to it."""
        tables = [table for table in self.newest_tables if year_of(table.month) == year]
        pieces = self.archive.articles_by_unit.get(unit.name, [])
        return {
            "rows": [(table, row) for table in tables if (row := table.row(unit.name)) is not None],
            "pieces": [piece for piece in pieces if year_of(piece.month) == year],
        }

    @cached_property
    def _commissioned_by_year(self) -> dict[int, list[Article]]:
        by_year: dict[int, list[Article]] = {}
        for article in self.archive.articles:
            if article.issue is None:
                by_year.setdefault(year_of(article.month), []).append(article)
        return by_year

    def commissioned(self, year: int | None) -> Page:
        """The register of a year's commissioned pieces by month; the newest year's is the index."""
        years = sorted(self._commissioned_by_year, reverse=True)
        by_month: dict[str, list[Article]] = {}
        for article in self._commissioned_by_year[year] if year else []:
            by_month.setdefault(article.month, []).append(article)
        newest = not years or year == years[0]
        path = "commissioned/index.md" if newest else f"commissioned/{year}.md"
        title = "约稿" if newest else f"{year}年约稿"
        months = dict(sorted(by_month.items(), reverse=True))
        return self._page(path, title, "commissioned", "约稿", months=months, year=year, years=years)

    def rules(self) -> Page:
        """The rules in words, newest first."""
        sets = sorted(self.archive.rules.rule_sets, key=lambda rules: rules.since, reverse=True)
        worded = [(rules, self.clauses[rules.id]) for rules in sets]
        return self._page("rules.md", "计分规则", "rules", "规则与审计", rule_sets=worded)

    def audit(self) -> Page:
        """Every figure that was issued or printed and differs from the computed one, and every correction."""
        audits = [self.scores.audits[month] for month in sorted(self.scores.audits, reverse=True)]
        return self._page("audit.md", "审计", "audit", "规则与审计", audits=audits, columns=CORRECTABLE)

    def plain_page(self, page: PlainPage) -> Page:
        """An ordinary page as it stands."""
        html: str = self._html(page.path, page.body)
        if "<h1" not in html:
            html = f"{Markup('<h1>{}</h1>').format(page.title)}\n{html}"
        return Page(site_path(page.path), page.title, html, "plain", "")

    def _differs(self, month: str) -> bool:
        """Whether the month was issued with other figures than are computed now."""
        audit = self.scores.audits.get(month)
        return bool(audit and audit.differences)

    def _issues_of(self, year: int) -> list[Issue]:
        return [issue for issue in self.newest_issues if year_of(issue.issue) == year]

    def _text(self, record: Article | Issue) -> Markup:
        """The text of a piece, or the words that open an issue."""
        return self._html(record.path, record.body)

    def _html(self, path: str, text: str) -> Markup:
        """What an editor wrote, as HTML; a link to a page that the site does not have becomes a problem."""
        return Markup(to_html(text, text_links(path, self.paths, self.problems)))

    def _page(self, path: str, title: str, template: str, tab: str, **context: Any) -> Page:
        root = to_root(path)
        links = self._links.get(root)
        if links is None:
            links = self._links[root] = Links(self.archive, root)
        html = self._env.get_template(f"{template}.html.j2").render(
            path=path,
            title=title,
            link=links.link,
            unit_link=links.unit_link,
            why=links.why,
            source_link=links.source_link,
            text=self._text,
            **context,
        )
        return Page(path, title, html, template, tab)


def _neighbours(records: list[Any], place: int) -> tuple[Any, Any]:
    return (
        records[place - 1] if place else None,
        records[place + 1] if place + 1 < len(records) else None,
    )
