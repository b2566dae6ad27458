"""The archive as loaded: issues, pieces, ledgers, balances and notices, each with the file it came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import Field

from generator.model.frozen import FrozenNotice
from generator.model.months import Day, issue_label, number_of
from generator.model.points import Points
from generator.model.rules import ArticleType, RuleBook
from generator.model.units import UnitRegistry
from generator.model.worth import Amount

_CLAUSE_END = re.compile(r"[，。；：！？\n]")
_SHORTEST_CLAUSE = 8
"""A clause shorter than this (近日 · 4月12日 · 一季度) says too little to stand for a title."""


@dataclass(frozen=True, slots=True)
class Issue:
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
    body: str = ""

    @property
    def label(self) -> str:
        """``2023年第9期``."""
        return issue_label(self.issue)


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
        return f"{self.date:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Instruction:
    """A leader's instruction (批示) on a piece: its level and date, never its text."""

    level: Annotated[str, Field(min_length=1)]
    date: Day
    publication: str = ""
    """The publication the leader read it in, where that is known."""

    @property
    def month(self) -> str:
        """The month it scores in."""
        return f"{self.date:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Article:
    """One piece: 信息, 简讯 or 约稿. ``units`` are canonical names, ``credits`` the names as printed."""

    path: str
    type: ArticleType
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
    body: str = ""

    @property
    def id(self) -> str:
        """The path below ``content/`` without its ending: ``2023/09/03``; also the permanent address."""
        return str(PurePosixPath(self.path).relative_to("content").with_suffix(""))

    @property
    def display_title(self) -> str:
        """The title, or for a 简讯 without one the first clause of its text (with the next ones while it is short)."""
        text = self.body.strip()
        ends = (match.start() for match in _CLAUSE_END.finditer(text))
        return self.title or text[: next((end for end in ends if end >= _SHORTEST_CLAUSE), len(text))]

    def label(self, names_kind: bool = False) -> str:
        """How a notice marks the piece: 第9期 · 第9期 简讯 · 省厅约稿 (``names_kind``: 第9期 信息)."""
        if self.issue is None:
            return f"{self.commissioner}约稿"
        number = f"第{number_of(self.issue)}期"
        return f"{number} {self.type}" if self.type == "简讯" or names_kind else number


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What the office counted for a unit in a month."""

    unit: str
    line: int
    submitted: int
    to_city: int
    to_province: int

    @property
    def forwarded(self) -> int:
        """Pieces passed on to the city government or the provincial department."""
        return self.to_city + self.to_province


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points given or taken by decision."""

    unit: str
    points: Fraction
    reason: str
    decided_by: str
    date: date


@dataclass(frozen=True, slots=True)
class Event:
    """Something the rules attach points to, such as 迟报 or 严重差错."""

    unit: str
    event: str
    date: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MonthRecord:
    """Adjustments and events of a month (``content/adjustments/2023-06.yml``)."""

    path: str
    month: str
    adjustments: tuple[Adjustment, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """Points a unit brings into a month from the months of the same year before the archive begins."""

    unit: str
    line: int
    points: Fraction


@dataclass(frozen=True)
class Ledger:
    """The office's counts of one month (``content/ledger/2023-06.csv``)."""

    path: str
    month: str
    rows: tuple[LedgerRow, ...]

    @cached_property
    def by_unit(self) -> dict[str, LedgerRow]:
        """Canonical unit name → row."""
        return {row.unit: row for row in self.rows}


@dataclass(frozen=True, slots=True)
class Balance:
    """Balances brought forward into one month (``content/balances/2023-06.csv``)."""

    path: str
    month: str
    rows: tuple[BalanceRow, ...]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A figure printed for a unit that contradicts the notice's own table; the table is followed."""

    unit: str
    column: Literal[
        "submitted",
        "adopted",
        "adopted_points",
        "commissioned",
        "commissioned_points",
        "forwarded",
        "base_points",
        "month_points",
        "total_points",
    ]
    printed: Points
    where: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The covering text of a month's notice and what is printed around it."""

    path: str
    month: str
    title: str
    date: date | None = None
    signatory: str = ""
    addressees: str = ""
    attachment: str = ""
    notes: tuple[str, ...] = ()
    recipients: str = ""
    editors: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    published: Mapping[str, int] = field(default_factory=dict)
    """Figures printed in the covering text that the archive does not reproduce, by placeholder."""
    discrepancies: tuple[Discrepancy, ...] = ()
    """Figures printed elsewhere in the notice that contradict its tables."""
    unconfirmed: tuple[str, ...] = ()
    body: str = ""


@dataclass(frozen=True, slots=True)
class PlainPage:
    """An ordinary page (``content/pages/…``) that is published as it stands."""

    path: str
    title: str
    body: str


@dataclass(frozen=True)
class Archive:
    """Everything that was read from one root folder, in order of path."""

    root: Path
    units: UnitRegistry
    rules: RuleBook
    issues: tuple[Issue, ...] = ()
    articles: tuple[Article, ...] = ()
    ledgers: tuple[Ledger, ...] = ()
    balances: tuple[Balance, ...] = ()
    records: tuple[MonthRecord, ...] = ()
    notices: tuple[Notice, ...] = ()
    frozen: tuple[FrozenNotice, ...] = ()
    plain_pages: tuple[PlainPage, ...] = ()
    rules_file: str = "rules.yml"
    """Where ``rules`` was read from, relative to ``root`` (a draft may lie elsewhere)."""

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Every month that has anything to score or to announce, oldest first."""
        months = {issue.month for issue in self.issues} | {article.month for article in self.articles}
        months |= {ledger.month for ledger in self.ledgers} | {notice.month for notice in self.notices}
        months |= {record.month for record in self.records}
        for article in self.articles:
            months |= {adoption.month for adoption in article.adoptions}
            months |= {instruction.month for instruction in article.instructions}
        return tuple(sorted(months))

    @cached_property
    def issues_by_number(self) -> dict[str, Issue]:
        """Issue number → issue."""
        return {issue.issue: issue for issue in self.issues}

    @cached_property
    def ledgers_by_month(self) -> dict[str, Ledger]:
        """Month → ledger."""
        return {ledger.month: ledger for ledger in self.ledgers}

    @cached_property
    def records_by_month(self) -> dict[str, MonthRecord]:
        """Month → adjustments and events."""
        return {record.month: record for record in self.records}

    @cached_property
    def notices_by_month(self) -> dict[str, Notice]:
        """Month → notice."""
        return {notice.month: notice for notice in self.notices}

    @cached_property
    def frozen_by_month(self) -> dict[str, FrozenNotice]:
        """Month → figures as issued."""
        return {notice.month: notice for notice in self.frozen}

    @cached_property
    def articles_by_issue(self) -> dict[str, list[Article]]:
        """Issue number → its pieces in the printed order."""
        index: dict[str, list[Article]] = {}
        for article in self.articles:
            if article.issue is not None:
                index.setdefault(article.issue, []).append(article)
        return index

    @cached_property
    def articles_by_month(self) -> dict[str, list[Article]]:
        """Month → the pieces that score in it: those of its issues, then the commissioned ones."""
        index: dict[str, list[Article]] = {}
        for article in self.articles:
            index.setdefault(article.month, []).append(article)
        return index

    @cached_property
    def articles_by_unit(self) -> dict[str, list[Article]]:
        """Canonical unit name → the pieces credited to it, oldest first."""
        index: dict[str, list[Article]] = {}
        for article in sorted(self.articles, key=lambda piece: (piece.month, piece.issue is None, piece.path)):
            for unit in article.units:
                index.setdefault(unit, []).append(article)
        return index
