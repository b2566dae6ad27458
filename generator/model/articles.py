"""Issues of the bulletin and the pieces in them, each with the file it came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Protocol

from pydantic import Field

from generator.fingerprints import Record, fingerprint
from generator.model.addresses import site_path
from generator.model.months import Day, issue_label, month_of, number_of
from generator.model.reviews import Review
from generator.model.worth import Amount

_CLAUSE_END = re.compile(r"[，。；：！？\n]")
_SHORTEST_CLAUSE = 8
"""A clause shorter than this (近日 · 4月12日 · 一季度) says too little to stand for a title."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A piece, or a whole issue, is no longer published (撤下): since when, why, and what becomes of its points.

    Points are kept (``keep``) or lost (``drop``); where nothing is said, they are kept in the months that were issued
    with them, and lost in all others.
    """

    date: Day
    reason: Annotated[str, Field(min_length=1)]
    score: Literal["keep", "drop"] | None = None


WITHDRAWN = "已撤下"
"""What stands in the place of the title of a piece that was withdrawn."""


@dataclass(frozen=True)
class Issue(Record):
    """One number of the bulletin; all its pieces score in ``month``."""

    path: str
    issue: str
    month: str
    date: date | None = None
    whole_number: int | None = None
    editors: tuple[str, ...] = ()
    recipients: str = ""
    email: str = ""
    phone: str = ""
    unconfirmed: tuple[str, ...] = ()
    note: str = ""
    aliases: tuple[str, ...] = ()
    """Old addresses, which lead here."""
    withdrawn: Withdrawal | None = None
    """Where it was withdrawn, nothing is known of it but what lists, scores and addresses need."""
    review: Review | None = None
    """Who has approved it."""
    body: str = ""

    @property
    def label(self) -> str:
        """``2023年第9期``."""
        return issue_label(self.issue)

    @property
    def address(self) -> str:
        """``2023/09/``; those of its pieces lie below it."""
        return site_path(self.path).removesuffix("index.md")


@dataclass(frozen=True, slots=True)
class Adoption:
    """A piece was used by a publication above the bureau; it scores in the month of ``date``."""

    publication: Annotated[str, Field(min_length=1)]
    level: Annotated[str, Field(min_length=1)]
    date: Day
    kind: str = ""
    """The kind under which the publication used it; empty: the piece's own type."""
    points: Amount | None = None
    """What the publication itself awarded, for rules that go by that (上级记分)."""

    @property
    def month(self) -> str:
        """The month it scores in."""
        return month_of(self.date)


@dataclass(frozen=True, slots=True)
class Instruction:
    """A leader's instruction (批示) on a piece: its level and date, never its text."""

    level: Annotated[str, Field(min_length=1)]
    date: Day
    publication: str = ""
    """The publication the leader read it in, where that is known."""

    @property
    def month(self) -> str:
        """The month it scores in, where the rules of that month have bonuses for instructions."""
        return month_of(self.date)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction (更正) of a piece after it was published."""

    date: Day
    reason: Annotated[str, Field(min_length=1)]


@dataclass(frozen=True)
class Article(Record):
    """One piece of an issue, or a 约稿. ``units`` are canonical names, ``credits`` the names as printed."""

    path: str
    type: str
    """信息, 简讯, 约稿, or a kind that the rules name."""
    month: str
    units: tuple[str, ...]
    credits: tuple[str, ...]
    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    issue: str | None = None
    publication: str = ""
    """The publication of our own it was printed in, where that is not the bulletin itself (专报, 增刊, …)."""
    commissioner: str = ""
    date: date | None = None
    missing: tuple[str, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    shares: Mapping[str, Fraction] = field(default_factory=dict)
    """Canonical unit → its part of the piece's points, for rules that share 按比例; the parts sum to 1."""
    corrections: tuple[Amendment, ...] = ()
    """In the order in which they stand in the file."""
    aliases: tuple[str, ...] = ()
    """Old addresses, which lead here."""
    withdrawn: Withdrawal | None = None
    """Where it was withdrawn, nothing is known of it but what lists, scores and addresses need."""
    body: str = ""

    @property
    def id(self) -> str:
        """The path below ``content/`` without its ending: ``2023/09/03``; also the permanent address."""
        return site_path(self.path).removesuffix(".md")

    @property
    def file_number(self) -> int | None:
        """The number its file is named with, which stays: 3 of ``2023/09/03``; ``None`` where it is named otherwise."""
        name = self.id.rpartition("/")[2]
        return int(name) if name.isascii() and name.isdecimal() else None

    @property
    def download_path(self) -> str:
        """The path on the site of the file itself, for downloading. With ``.md`` it would be taken for a page."""
        return f"source/{self.id}.txt"

    @property
    def newest_corrections(self) -> list[Amendment]:
        """Its corrections, newest first."""
        return sorted(self.corrections, key=lambda one: one.date, reverse=True)

    @property
    def display_title(self) -> str:
        """The title, or for a 简讯 without one the first clause of its text (with the next ones while it is short)."""
        if self.withdrawn:
            return WITHDRAWN
        text = self.body.strip()
        ends = (match.start() for match in _CLAUSE_END.finditer(text))
        return self.title or text[: next((end for end in ends if end >= _SHORTEST_CLAUSE), len(text))]

    @cached_property
    def facts(self) -> str:
        """The fingerprint of all that lists and figures show of the piece: everything but its text."""
        return fingerprint(super().facts, self.display_title)

    def label(self, names_kind: bool = False) -> str:
        """How a notice marks the piece: 第9期 · 第9期 简讯 · 省厅约稿 (``names_kind``: 第9期 信息)."""
        return label_of(self, names_kind)


class Labelled(Protocol):
    """What a label is made of."""

    @property
    def type(self) -> str:
        """信息, 简讯 or 约稿."""

    @property
    def issue(self) -> str | None:
        """The issue it was printed in."""

    @property
    def commissioner(self) -> str:
        """Who asked for it."""


def label_of(piece: Labelled, names_kind: bool) -> str:
    """As :meth:`Article.label`."""
    if piece.issue is None:
        return f"{piece.commissioner}约稿"
    number = f"第{number_of(piece.issue)}期"
    return f"{number} {piece.type}" if piece.type != "信息" or names_kind else number
