"""All pages of the site, section by section; reads as the site's table of contents."""

from __future__ import annotations

from generator.cache import Cache
from generator.model.addresses import url_of
from generator.model.archive import Archive
from generator.pages import (
    commissioned_pages,
    front_pages,
    issue_pages,
    notice_pages,
    people_pages,
    redirects,
    reporting_pages,
    standing_pages,
    unit_pages,
)
from generator.pages.parts import Parts
from generator.pages.planning import Planner
from generator.pages.view import SiteContext
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

_SECTIONS = (
    front_pages,
    issue_pages,
    commissioned_pages,
    notice_pages,
    standing_pages,
    unit_pages,
    people_pages,
    reporting_pages,
)
"""Modules whose ``plans`` give pages. :mod:`.redirects` is not among them: it gives files without the theme, at
addresses that no page has any more."""


class Pages:
    """Every page of the site: planned at once, made one by one. ``cache`` keeps templates and keys."""

    def __init__(self, scores: Scores, cache: Cache | None = None) -> None:
        site = site_context(scores.archive)
        planner = Planner(site, cache)
        parts = Parts(scores, site, planner.cache)
        self.plans = [plan for section in _SECTIONS for plan in section.plans(parts, planner)]
        self.redirects = list(redirects.plans(parts, planner))

    @property
    def addresses(self) -> list[str]:
        """The address of every page."""
        return [url_of(plan.path) for plan in self.plans]


def site_context(archive: Archive) -> SiteContext:
    """What every page may show."""
    site, ids = archive.site, {unit.name: unit.id for unit in archive.units.units}
    return SiteContext(site.name, site.url, site.publisher, site.people, ids)
