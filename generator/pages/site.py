"""All pages of the site, section by section; reads as the site's table of contents."""

from __future__ import annotations

from generator.cache import Cache
from generator.pages import commissioned, front, issues, notices, people, redirects, reporting, standings, units
from generator.pages.desk import Desk
from generator.pages.page import url_of
from generator.problems import Problem
from generator.scoring import Scores

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


_SECTIONS = (front, issues, commissioned, notices, standings, units, people, reporting)


class Pages:
    """Every page of the site: planned at once, made one by one. Compiled templates are kept in ``compiled``."""

    def __init__(self, scores: Scores, site_name: str, compiled: Cache | None = None, *, people: bool = True) -> None:
        self._desk = Desk(scores, site_name, compiled, people=people)
        self.plans = [plan for section in _SECTIONS for plan in section.plans(self._desk)]
        self._desk.paths = {plan.path for plan in self.plans}
        self.redirects = list(redirects.plans(self._desk))

    @property
    def addresses(self) -> list[str]:
        """The address of every page."""
        return [url_of(plan.path) for plan in self.plans]

    @property
    def key(self) -> str:
        """For what names every page."""
        return self._desk.keys.everything

    @property
    def problems(self) -> list[Problem]:
        """What has come to light while pages were made."""
        return self._desk.problems
