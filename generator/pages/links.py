"""Which page shows a record."""

from __future__ import annotations

from generator.model.articles import Article, Issue
from generator.model.units import Unit
from generator.scoring import MonthTable


def notice_path(month: str) -> str:
    """The path of a month's notice."""
    return f"notices/{month}.md"


def unit_path(unit: Unit) -> str:
    """The path of a unit's page."""
    return f"units/{unit.id}.md"


def explanation_path(unit: Unit, year: int) -> str:
    """The path of the page that explains a unit's points of a year."""
    return f"units/{unit.id}/{year}.md"


def site_path(content_path: str) -> str:
    """The path on the site of a file below ``content/``."""
    return content_path.removeprefix("content/")


def path_of(target: object) -> str:
    """The path of a record's page; text is a path already."""
    if isinstance(target, str):
        return target
    if isinstance(target, Unit):
        return unit_path(target)
    if isinstance(target, Issue | Article):
        return site_path(target.path)
    if isinstance(target, MonthTable):
        return notice_path(target.month)
    raise TypeError(f"no page for {target!r}")
