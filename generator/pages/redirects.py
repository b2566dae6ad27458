"""What stands at the old addresses of files that have moved: the way to the new one, without theme or script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.addresses import file_at
from generator.model.archive import Movable, OldAddress
from generator.model.articles import Article, Issue
from generator.pages.links import site_path
from generator.pages.page import url_of
from generator.pages.parts import Parts
from generator.pages.planning import Planner
from generator.pages.view import SiteContext, View
from generator.plans import Plan


def plans(parts: Parts, planner: Planner) -> Iterator[Plan[str]]:
    """One file for each old address."""
    for old in parts.archive.old_addresses:
        yield planner.file(file_at(old.address), old.path, redirect, parts.site, old)


@dataclass(frozen=True, kw_only=True)
class RedirectView(View):
    """The file at an old address."""

    template, tab = "redirect", ""
    address: str
    """The new one."""
    target: str
    """The new one, from the old one."""


def redirect(site: SiteContext, old: OldAddress) -> RedirectView:
    """Leads on to the page of the record."""
    address = url_of(site_path(old.record.path))
    target = "../" * old.address.count("/") + address
    return RedirectView(site=site, path=old.address, title=_title(old.record), address=address, target=target)


def _title(record: Movable) -> str:
    if isinstance(record, Issue):
        return record.label
    return record.display_title if isinstance(record, Article) else record.title
