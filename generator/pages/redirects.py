"""What stands at the old addresses of files that have moved: the way to the new one, without theme or script."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.keys import Plan
from generator.model.addresses import file_at
from generator.model.archive import Movable
from generator.model.articles import Article, Issue
from generator.pages.desk import Desk
from generator.pages.links import site_path
from generator.pages.page import url_of


def plans(desk: Desk) -> Iterator[Plan[str]]:
    """One file for each old address."""
    for old in desk.archive.old_addresses:
        yield Plan(file_at(old.address), None, partial(redirect, desk, old.address, old.record))


def redirect(desk: Desk, alias: str, record: Movable) -> str:
    """The file at an old address."""
    address = url_of(site_path(record.path))
    target = "../" * alias.count("/") + address
    return desk.file("redirect.html.j2", address=address, target=target, record_title=_title(record))


def _title(record: Movable) -> str:
    if isinstance(record, Issue):
        return record.label
    return record.display_title if isinstance(record, Article) else record.title
