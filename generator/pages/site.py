"""All pages of the site, kind by kind; reads as the site's table of contents."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from markupsafe import Markup, escape

from generator.model.archive import PlainPage
from generator.model.articles import Article, Issue
from generator.model.clauses import clauses
from generator.model.frozen import CORRECTABLE
from generator.model.months import month_label, year_of
from generator.model.points import ZERO, points_text
from generator.model.units import Unit
from generator.pages.history import unit_history
from generator.pages.links import explanation_path, notice_path, path_of, site_path, unit_path
from generator.pages.notice import notice_context
from generator.pages.page import Page, relative_url
from generator.pages.templating import environment
from generator.scoring import MonthTable, Scores, reporting

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


def render_pages(scores: Scores, site_name: str) -> Iterator[Page]:
    """Every page of the site."""
    site = _Site(scores, site_name)
    yield site.home()
    yield from site.issues()
    yield from site.articles()
    yield from site.notices()
    yield from site.standings()
    yield from site.units()
    yield from site.commissioned()
    yield site.search()
    yield site.rules()
    yield site.audit()
    yield from map(site.plain_page, scores.archive.plain_pages)


class _Site:
    """What every page may look at, and one method for each kind of page."""

    def __init__(self, scores: Scores, name: str) -> None:
        archive, tables = scores.archive, scores.tables
        self.scores, self.archive, self.tables, self.name = scores, archive, tables, name
        self.years = sorted({year_of(issue.issue) for issue in archive.issues}, reverse=True)
        self.scored_years = sorted({year_of(month) for month in tables}, reverse=True)
        self.newest_issues = sorted(archive.issues, key=lambda issue: issue.issue, reverse=True)
        self.newest_tables = [tables[month] for month in sorted(tables, reverse=True)]
        self._env = environment()
        titles = {group.id: group.title for group in archive.units.groups}
        self.clauses = {rules.id: list(clauses(rules, titles)) for rules in archive.rules.rule_sets}
        self.clause_titles = {f"{id}/{one.id}": one.title for id, own in self.clauses.items() for one in own}

    def home(self) -> Page:
        """The latest issue, the latest notice, and where each group stands."""
        standing = next((table for table in self.newest_tables if not table.provisional), None)
        standing = standing or next(iter(self.newest_tables), None)
        notice = max(self.archive.notices, key=lambda one: one.month, default=None)
        issue = next(iter(self.newest_issues), None)
        return self._page("index.md", self.name, "home", "首页", standing=standing, notice=notice, issue=issue)

    def issues(self) -> Iterator[Page]:
        """The index of all years, a page for each year, a page for each issue."""
        yield self._page("issues.md", "期刊", "issues", "期刊")
        for year in self.years:
            issues = sorted(self._issues_of(year), key=lambda issue: issue.issue)
            yield self._page(f"{year}/index.md", f"{year}年各期", "year", "期刊", year=year, issues=issues)
        ordered = self.newest_issues[::-1]
        for place, issue in enumerate(ordered):
            before, after = _neighbours(ordered, place)
            pieces = self.archive.articles_by_issue.get(issue.issue, [])
            yield self._page(
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

    def articles(self) -> Iterator[Page]:
        """A page for each piece, with the ones printed before and after it."""
        for pieces in self.archive.articles_by_issue.values():
            ordered = sorted(pieces, key=lambda piece: (piece.type != "信息", piece.path))
            for place, article in enumerate(ordered):
                yield self._article(article, "期刊", *_neighbours(ordered, place))
        for article in self.archive.articles:
            if article.issue is None:
                yield self._article(article, "约稿", None, None)

    def _article(self, article: Article, tab: str, before: Article | None, after: Article | None) -> Page:
        path = site_path(article.path)
        issue = self.archive.issues_by_number.get(article.issue or "")
        values = {"article": article, "issue": issue, "before": before, "after": after}
        return self._page(path, article.display_title, "article", tab, **values)

    def notices(self) -> Iterator[Page]:
        """The list of notices, and one for each month: issued, or provisional with what is missing."""
        yield self._page("notices/index.md", "通报", "notices", "通报")
        for month in self.tables:
            context = notice_context(self.scores, month)
            notice = context["notice"]
            title = notice.title if notice else f"{month_label(month)}政务信息采用情况（暂定）"
            yield self._page(
                notice_path(month),
                title,
                "notice",
                "通报",
                audit=self.scores.audits.get(month),
                columns=CORRECTABLE,
                reporting=reporting(self.archive, self.tables, month),
                **context,
            )

    def standings(self) -> Iterator[Page]:
        """The index, and the standings of each year as of its last month."""
        yield self._page("standings/index.md", "排名", "standings", "排名")
        for year in self.scored_years:
            tables = [table for month, table in self.tables.items() if year_of(month) == year]
            balance = next((one for one in self.archive.balances if year_of(one.month) == year), None)
            yield self._page(
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

    def units(self) -> Iterator[Page]:
        """The list of units by group, and a page for each."""
        newest = self.newest_tables[0].month if self.newest_tables else ""
        yield self._page("units/index.md", "单位", "units", "单位", month=newest)
        for unit in self.archive.units.units:
            pieces = self.archive.articles_by_unit.get(unit.name, [])
            rows = [(table, table.row(unit.name)) for table in self.newest_tables]
            rows = [(table, row) for table, row in rows if row is not None]
            years = sorted({year_of(table.month) for table, _ in rows}, reverse=True)
            yield self._page(
                unit_path(unit),
                unit.name,
                "unit",
                "单位",
                unit=unit,
                pieces=pieces,
                rows=rows,
                years=years,
                history=unit_history(self.archive.units, unit),
            )
            for year in years:
                yield self._explanations(unit, year, [table for table, _ in rows if year_of(table.month) == year])

    def _explanations(self, unit: Unit, year: int, tables: list[MonthTable]) -> Page:
        """Where each point of a unit in a year comes from, month by month, newest first."""
        months = [(table, self.scores.index.explain(unit.name, table.month)) for table in tables]
        return self._page(
            explanation_path(unit, year),
            f"{unit.name}{year}年得分明细",
            "explanation",
            "单位",
            unit=unit,
            year=year,
            months=months,
            clause_titles=self.clause_titles,
        )

    def commissioned(self) -> Iterator[Page]:
        """The register of commissioned pieces by month."""
        by_month: dict[str, list[Article]] = {}
        for article in self.archive.articles:
            if article.issue is None:
                by_month.setdefault(article.month, []).append(article)
        months = dict(sorted(by_month.items(), reverse=True))
        yield self._page("commissioned/index.md", "约稿", "commissioned", "约稿", months=months)

    def search(self) -> Page:
        """The page of the search, which fills itself in the browser."""
        return self._page("search.md", "搜索", "search", "搜索")

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
        return Page(site_path(page.path), page.title, page.body, {"kind": "plain", "tab": "", "hide": ["navigation"]})

    def _differs(self, month: str) -> bool:
        """Whether the month was issued with other figures than are computed now."""
        audit = self.scores.audits.get(month)
        return bool(audit and audit.differences)

    def _issues_of(self, year: int) -> list[Issue]:
        return [issue for issue in self.newest_issues if year_of(issue.issue) == year]

    def _page(self, path: str, title: str, template: str, tab: str, **context: Any) -> Page:
        def link(target: object) -> str:
            return relative_url(path, path_of(target))

        def unit_link(name: str, shown: str = "") -> Markup:
            """The unit's name, or ``shown`` in its place, as a link; plain for a unit that units.yml dropped."""
            unit = self.archive.units.by_canonical_name.get(name)
            if unit is None:
                return escape(shown or name)
            return Markup('<a href="{}">{}</a>').format(link(unit), shown or name)

        def why(unit: str, month: str) -> str:
            """The address of the lines behind a unit's figures of a month."""
            record = self.archive.units.by_canonical_name.get(unit)
            if record is None:
                return f"{link('audit.md')}#m{month}"
            return f"{link(explanation_path(record, year_of(month)))}#m{month}"

        def source_link(source: str, month: str) -> str:
            """The page that shows the file a line comes from."""
            if source.endswith(".md"):
                return link(site_path(source))
            return link("rules.md" if source == "rules.yml" else notice_path(month))

        text = self._env.get_template(f"{template}.md.j2").render(
            site=self,
            archive=self.archive,
            path=path,
            title=title,
            link=link,
            unit_link=unit_link,
            issues_of=self._issues_of,
            notice_path=notice_path,
            why=why,
            source_link=source_link,
            differs=self._differs,
            **context,
        )
        meta = {"kind": template, "tab": tab, "hide": ["navigation"]}
        return Page(path, title, text, meta)


def _neighbours(records: list[Any], place: int) -> tuple[Any, Any]:
    return (
        records[place - 1] if place else None,
        records[place + 1] if place + 1 < len(records) else None,
    )
