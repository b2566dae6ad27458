"""What every page is made with: the archive and its scores, keys, links and templates."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from markupsafe import Markup

from generator.cache import Cache
from generator.keys import Keys
from generator.markup import to_html
from generator.model.articles import Article, Issue
from generator.model.clauses import Clause, clauses
from generator.model.months import year_of
from generator.pages.head import head_of
from generator.pages.links import Links, line_anchor, notice_path, people_path
from generator.pages.page import Page, to_root
from generator.pages.related import Related
from generator.pages.templating import environment
from generator.pages.texts import inside, text_links
from generator.pages.unit_years import UnitYears
from generator.problems import Problem
from generator.scoring import MonthTable, Scores


class Desk:
    """Everything a page may look at. ``problems`` are those that come to light while pages are made."""

    def __init__(self, scores: Scores, site_name: str, compiled: Cache | None = None, *, people: bool = True) -> None:
        self.scores, self.archive, self.tables, self.name = scores, scores.archive, scores.tables, site_name
        self.people = people
        """Whether authors have pages."""
        self.keys = Keys(scores.archive, site_name if people else f"{site_name} without people")
        self.related = Related(scores.archive, self.keys, compiled)
        self.unit_years = UnitYears(scores, self.keys, compiled)
        self.problems: list[Problem] = []
        self.paths: set[str] = set()
        """Paths of all pages, once they are planned."""
        self._links: dict[str, Links] = {}
        self._env = environment(compiled)
        self._env.globals |= {
            "site": self,
            "archive": self.archive,
            "line_anchor": line_anchor,
            "notice_path": notice_path,
            "differs": scores.differs,
            "text": self.text,
            "people_path": people_path,
        }

    @cached_property
    def years(self) -> list[int]:
        """The years of issues, newest first."""
        return sorted({year_of(issue.issue) for issue in self.archive.issues}, reverse=True)

    @cached_property
    def scored_years(self) -> list[int]:
        """The years that have month tables, newest first."""
        return sorted({year_of(month) for month in self.tables}, reverse=True)

    @cached_property
    def newest_issues(self) -> list[Issue]:
        """All issues, newest first."""
        return sorted(self.archive.issues, key=lambda issue: issue.issue, reverse=True)

    @cached_property
    def newest_tables(self) -> list[MonthTable]:
        """All month tables, newest first."""
        return [self.tables[month] for month in sorted(self.tables, reverse=True)]

    @cached_property
    def clauses(self) -> dict[str, list[Clause]]:
        """Rule set → its clauses in words."""
        titles = {group.id: group.title for group in self.archive.units.groups}
        return {rules.id: list(clauses(rules, titles)) for rules in self.archive.rules.rule_sets}

    @cached_property
    def clause_titles(self) -> dict[str, str]:
        """Rule of a score line → title of the clause."""
        return {f"{id}/{one.id}": one.title for id, own in self.clauses.items() for one in own}

    def issues_of(self, year: int) -> list[Issue]:
        """The issues of a year, newest first."""
        return [issue for issue in self.newest_issues if year_of(issue.issue) == year]

    def tables_of(self, year: int) -> list[MonthTable]:
        """The month tables of a year, oldest first."""
        return [table for month, table in self.tables.items() if year_of(month) == year]

    def text(self, record: Article | Issue) -> Markup:
        """The text of a piece, or the words that open an issue."""
        return self.html(record.path, record.body)

    def html(self, path: str, text: str) -> Markup:
        """What an editor wrote, as HTML; a link to a page that the site does not have becomes a problem."""
        return Markup(to_html(text, text_links(path, self.paths, self.problems)))

    def text_at(self, record: Article, path: str, depth: int) -> Markup:
        """The text of a piece on another page than its own, below a heading of level ``depth``."""
        links = text_links(record.path, self.paths, [], path)
        return Markup(inside(to_html(record.body, links), f"p{record.id.rpartition('/')[2]}", depth))

    def file(self, template: str, **context: Any) -> str:
        """Render a template as a file of its own, without the theme."""
        return self._env.get_template(template).render(**context)

    def page(self, path: str, title: str, template: str, tab: str, **context: Any) -> Page:
        """Render a template as the page at ``path``; ``tab`` is the entry of the navigation it belongs to."""
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
            **context,
        )
        return Page(path, title, html, template, tab, head_of(self.archive, template, root, context))
