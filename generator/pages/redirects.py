"""What stands at the old addresses of files that have moved: the way to the new one, without theme or script."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.addresses import file_at, site_path, url_of
from generator.model.archive import Movable, OldAddress
from generator.model.articles import Article, Issue
from generator.pages.parts import Parts
from generator.pages.planning import Planner
from generator.pages.view import View, view
from generator.plans import Plan


def plans(parts: Parts, planner: Planner) -> Iterator[Plan[str]]:
    """One file for each old address."""
    for old in parts.archive.old_addresses:
        yield planner.file(file_at(old.address), old.path, redirect, old)


def redirect(old: OldAddress) -> View:
    """Leads on to the page of the record."""
    address = url_of(site_path(old.record.path))
    target = "../" * old.address.count("/") + address
    return view(old.address, _title(old.record), "redirect", "", address=address, target=target)


def _title(record: Movable) -> str:
    if isinstance(record, Issue):
        return record.label
    return record.display_title if isinstance(record, Article) else record.title
