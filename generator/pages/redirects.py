"""What stands at the old addresses of files that have moved: the way to the new one, without theme or script."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.keys import Plan
from generator.model.addresses import file_at
from generator.model.archive import PlainPage
from generator.model.articles import Article, Issue
from generator.model.notices import Notice
from generator.pages.desk import Desk
from generator.pages.links import site_path
from generator.pages.page import url_of


def plans(desk: Desk) -> Iterator[Plan[str]]:
    """One file for each alias."""
    for record in desk.archive.movable:
        for alias in record.aliases:
            yield Plan(file_at(alias), None, partial(redirect, desk, alias, record))


def redirect(desk: Desk, alias: str, record: Issue | Article | Notice | PlainPage) -> str:
    """The file at an old address."""
    address = url_of(site_path(record.path))
    target = "../" * alias.count("/") + address
    return desk.file("redirect.html.j2", address=address, target=target, record_title=_title(record))


def _title(record: Issue | Article | Notice | PlainPage) -> str:
    if isinstance(record, Issue):
        return record.label
    return record.display_title if isinstance(record, Article) else record.title
