"""Pieces as lists show them: without their texts, so that an edit of a text leaves lists as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.fingerprints import fingerprint
from generator.model.addresses import site_path
from generator.model.articles import Article, Issue, label_of
from generator.model.months import issue_label
from generator.model.notices import Notice


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece in a list."""

    fingerprint: str
    """Of all that is known of the piece beside its text."""
    path: str
    type: str
    month: str
    units: tuple[str, ...]
    authors: tuple[str, ...]
    title: str
    display_title: str
    issue: str | None
    commissioner: str

    @property
    def id(self) -> str:
        """As :attr:`Article.id`."""
        return site_path(self.path).removesuffix(".md")

    def label(self, names_kind: bool = False) -> str:
        """As :meth:`Article.label`."""
        return label_of(self, names_kind)


def entry_of(one: Article) -> Entry:
    """What lists show of a piece."""
    return Entry(
        one.facts,
        one.path,
        one.type,
        one.month,
        one.units,
        one.authors,
        one.title,
        one.display_title,
        one.issue,
        one.commissioner,
    )


class Listing:
    """The entries of some pieces, in their order; they are made when they are asked for."""

    def __init__(self, pieces: Iterable[Article]) -> None:
        self._pieces = tuple(pieces)

    @cached_property
    def fingerprint(self) -> str:
        """Of all entries."""
        return fingerprint([one.facts for one in self._pieces])

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """One for each piece."""
        return tuple(map(entry_of, self._pieces))


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """An issue in a list, without the words that open it."""

    path: str
    issue: str
    month: str
    date: date | None
    unconfirmed: tuple[str, ...]

    @property
    def label(self) -> str:
        """``2023年第9期``."""
        return issue_label(self.issue)


def issue_entry(issue: Issue) -> IssueEntry:
    """What lists show of an issue."""
    return IssueEntry(issue.path, issue.issue, issue.month, issue.date, issue.unconfirmed)


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """A notice in a list, without its text."""

    month: str
    title: str
    date: date | None


def notice_entry(notice: Notice) -> NoticeEntry:
    """What lists show of a notice."""
    return NoticeEntry(notice.month, notice.title, notice.date)
