"""The archive as loaded: everything that was read from one root folder."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from generator.fingerprints import Record
from generator.model.addresses import AddressList, is_of_issue
from generator.model.allowances import AllowanceList
from generator.model.appearances import Appearance, appearances
from generator.model.articles import Article, Issue
from generator.model.frozen import Committed, FrozenNotice, Register
from generator.model.import_layout import ImportLayout
from generator.model.inputs import RULES_FILE
from generator.model.link_targets import Link
from generator.model.months import year_of
from generator.model.notices import Notice
from generator.model.office import Balance, CommissionList, Ledger, MonthRecord
from generator.model.registers import AdoptionTable, Entered, SubmissionRegister
from generator.model.rules import RuleBook
from generator.model.site import SiteSettings
from generator.model.units import UnitRegistry


@dataclass(frozen=True)
class PlainPage(Record):
    """An ordinary page (``content/pages/…``) that is published as it stands."""

    path: str
    title: str
    body: str
    aliases: tuple[str, ...] = ()
    """Old addresses, which lead here."""


Movable = Issue | Article | Notice | PlainPage
"""A record whose file may move and leave ``aliases``."""


@dataclass(frozen=True, slots=True)
class OldAddress:
    """An address that leads to ``record`` now: item ``place`` of the ``aliases`` in the file ``path`` says so."""

    address: str
    record: Movable
    path: str
    place: int

    @property
    def written(self) -> bool:
        """Whether the record's own file says so, and not that of its issue."""
        return self.path == self.record.path


class Dated(Protocol):
    """A record that belongs to a month."""

    @property
    def facts(self) -> str:
        """The fingerprint of all it says beside its text."""

    @property
    def path(self) -> str:
        """The file it was read from."""

    @property
    def month(self) -> str:
        """The month it belongs to."""


_DATED = (
    *("issues", "articles", "withdrawn", "ledgers", "balances", "records", "notices", "frozen", "commissions"),
    *("adoption_tables", "submissions"),
)
"""The records of an archive that belong to a month."""


@dataclass(frozen=True)
class Archive:
    """Everything that was read from one root folder, in order of path."""

    root: Path
    units: UnitRegistry
    rules: RuleBook
    issues: tuple[Issue, ...] = ()
    articles: tuple[Article, ...] = ()
    withdrawn: tuple[Article, ...] = ()
    """Pieces that are no longer published; they keep their addresses and numbers, and may keep their points."""
    ledgers: tuple[Ledger, ...] = ()
    balances: tuple[Balance, ...] = ()
    records: tuple[MonthRecord, ...] = ()
    notices: tuple[Notice, ...] = ()
    frozen: tuple[FrozenNotice, ...] = ()
    commissions: tuple[CommissionList, ...] = ()
    adoption_tables: tuple[AdoptionTable, ...] = ()
    """What they say is in ``articles`` too, as if it stood in their files."""
    submissions: tuple[SubmissionRegister, ...] = ()
    """Months that have one have ledgers that are counted from it."""
    entered: Mapping[tuple[str, str | int, str | int], Entered] = field(default_factory=dict)
    """Path of a piece, ``adoptions`` or ``instructions``, and place in that list → the row of a table it comes from."""
    plain_pages: tuple[PlainPage, ...] = ()
    site: SiteSettings = field(default_factory=lambda: SiteSettings(""))
    addresses: AddressList | None = None
    """The published addresses, where they are listed."""
    register: Register | None = None
    """What was issued, where anything was."""
    import_layout: ImportLayout | None = None
    """What has been said once about old files, where anything was."""
    allowances: AllowanceList | None = None
    """What is allowed although a check finds it, where anything is."""
    committed: Mapping[str, Committed] = field(default_factory=dict)
    """Month → what Git has of the figures as issued."""
    paths: frozenset[str] = frozenset()
    """Every file below ``content/``."""
    links: Mapping[str, Sequence[Link]] = field(default_factory=dict)
    """Path → the links in the text of the file, where it has any."""
    attachments: tuple[str, ...] = ()
    """Paths of the files that are published as they are, because a text links them."""
    rules_file: str = RULES_FILE
    """Where ``rules`` was read from, relative to ``root`` (a draft may lie elsewhere)."""
    digests: dict[str, str] = field(default_factory=dict)
    """Path → digest of every file that was read."""

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Every month that has anything to score or to announce, oldest first."""
        months = {issue.month for issue in self.issues} | {ledger.month for ledger in self.ledgers}
        months |= {notice.month for notice in self.notices} | {record.month for record in self.records}
        for article in (*self.articles, *self.withdrawn):
            months |= self.months_of(article)
        return tuple(sorted(months))

    def months_of(self, article: Article) -> set[str]:
        """Every month in which a piece scores: its own, those of its adoptions, and of instructions that can earn."""
        above = {one.month for one in article.adoptions}
        read = {one.month for one in article.instructions if self.rules.rewards_instructions(one.month)}
        return {article.month} | above | read

    @cached_property
    def appearances_by_unit(self) -> dict[tuple[str, str], list[Appearance]]:
        """Unit and month → the appearances of its pieces that count in it."""
        index: dict[tuple[str, str], list[Appearance]] = defaultdict(list)
        for article in self.scored_pieces:
            for seen in appearances(article):
                if self.counts_in(article, seen.month):
                    for unit in article.units:
                        index[unit, seen.month].append(seen)
        return index

    @cached_property
    def by_year(self) -> dict[int, Archive]:
        """Year → what counts in it, oldest first; points do not pass from one year to the next.

        A piece that was adopted in a later year counts in both.
        """
        parts: dict[int, dict[str, list[Dated]]] = defaultdict(lambda: defaultdict(list))
        for name in _DATED:
            for record in getattr(self, name):
                months = self.months_of(record) if isinstance(record, Article) else {record.month}
                for year in {year_of(month) for month in months}:
                    parts[year][name].append(record)
        return {year: self._part(parts[year]) for year in sorted(parts)}

    def _part(self, records: Mapping[str, list[Dated]]) -> Archive:
        values: dict[str, Any] = {name: tuple(records.get(name, ())) for name in _DATED}
        return dataclasses.replace(self, **values)

    def counts_in(self, article: Article, month: str) -> bool:
        """Whether what a piece earns in a month counts: always, unless it was withdrawn."""
        withdrawn = article.withdrawn
        if withdrawn is None or withdrawn.score is not None:
            return withdrawn is None or withdrawn.score == "keep"
        frozen = self.frozen_by_month.get(month)
        issued = {line.source for line in frozen.lines if line.category != "撤下"} if frozen else set()
        return not issued.isdisjoint(self.sources_of(article))

    def sources_of(self, article: Article) -> set[str]:
        """The file of a piece, and where it has been before, as score lines name it."""
        old = {one.address for one in self.old_addresses if one.record is article}
        return {article.path} | {f"content/{address.removesuffix('/')}.md" for address in old}

    @cached_property
    def scored_pieces(self) -> tuple[Article, ...]:
        """The pieces that count in any month, in order of path."""
        kept = [one for one in self.withdrawn if any(self.counts_in(one, month) for month in self.months_of(one))]
        return tuple(sorted([*self.articles, *kept], key=lambda one: one.path)) if kept else self.articles

    def published_on(self, article: Article) -> date | None:
        """The day on which a piece was published: its own, else that of its issue; ``None`` when neither is known."""
        issue = self.issues_by_number.get(article.issue or "")
        return article.date or (issue.date if issue else None)

    def row_of(self, path: str, loc: Sequence[str | int]) -> Entered | None:
        """The row of a table that the adoption or instruction at this place of a piece comes from, if it does."""
        return self.entered.get((path, loc[0], loc[1])) if len(loc) > 1 else None

    @property
    def movable(self) -> list[Movable]:
        """Every record whose file may have moved and left ``aliases``."""
        return [*self.issues, *self.articles, *self.withdrawn, *self.notices, *self.plain_pages]

    @cached_property
    def old_addresses(self) -> list[OldAddress]:
        """Every address that leads on, those of one record oldest first: all aliases, and what follows from them.

        An alias of an issue that has the form of an issue's address covers its pieces, too: whatever address of a
        piece lies below that of its issue has lain below the old one. It gives way to pages and to written aliases.
        """
        taken = {alias for record in self.movable for alias in record.aliases}
        taken |= {f"{piece.id}/" for piece in (*self.articles, *self.withdrawn)}
        found = []
        for old in self._old_addresses():
            if old.written or old.address not in taken:
                taken.add(old.address)
                found.append(old)
        return found

    def _old_addresses(self) -> Iterator[OldAddress]:
        for record in self.movable:
            for place, alias in enumerate(record.aliases):
                yield from self._before_its_issue_moved(record, alias)
                yield OldAddress(alias, record, record.path, place)
            if isinstance(record, Article):
                yield from self._before_its_issue_moved(record, f"{record.id}/")

    def _before_its_issue_moved(self, record: Movable, address: str) -> Iterator[OldAddress]:
        issue = self.issues_by_number.get(record.issue or "") if isinstance(record, Article) else None
        if issue is None or not address.startswith(issue.address):
            return
        for place, alias in enumerate(issue.aliases):
            if is_of_issue(alias):
                yield OldAddress(alias + address.removeprefix(issue.address), record, issue.path, place)

    @cached_property
    def first_addresses(self) -> dict[str, str]:
        """Path → the first old address of a record that has any."""
        return {old.record.path: old.address for old in reversed(self.old_addresses)}

    @property
    def has_addresses(self) -> bool:
        """Whether any old or published address is to be looked after."""
        return self.addresses is not None or any(record.aliases for record in self.movable)

    @property
    def dated(self) -> list[Dated]:
        """Every record that belongs to a month."""
        return [record for name in _DATED for record in getattr(self, name)]

    @cached_property
    def names_by_folder(self) -> dict[str, list[str]]:
        """Folder below ``content/`` → the names of the files in it, sorted."""
        index: dict[str, list[str]] = {}
        for path in sorted(self.paths):
            folder, _, name = path.rpartition("/")
            index.setdefault(folder, []).append(name)
        return index

    @cached_property
    def issue_months(self) -> frozenset[str]:
        """The months in which an issue scores."""
        return frozenset(issue.month for issue in self.issues)

    @cached_property
    def issues_by_number(self) -> dict[str, Issue]:
        """Issue number → issue."""
        return {issue.issue: issue for issue in self.issues}

    @cached_property
    def ledgers_by_month(self) -> dict[str, Ledger]:
        """Month → ledger."""
        return {ledger.month: ledger for ledger in self.ledgers}

    @cached_property
    def submissions_by_month(self) -> dict[str, SubmissionRegister]:
        """Month → what was sent in, piece by piece."""
        return {register.month: register for register in self.submissions}

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
    def articles_by_unit(self) -> dict[str, list[Article]]:
        """Canonical unit name → the pieces credited to it, oldest first."""
        index: dict[str, list[Article]] = {}
        for article in sorted(self.articles, key=lambda piece: (piece.month, piece.issue is None, piece.path)):
            for unit in article.units:
                index.setdefault(unit, []).append(article)
        return index
