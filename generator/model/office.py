"""What the office keeps of a month: ledger, balances, adjustments and events, pieces asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from generator.fingerprints import Record


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Ledger(Record):
    """The office's counts of one month (``content/ledger/2023-06.csv``)."""

    path: str
    month: str
    rows: tuple[LedgerRow, ...]

    @cached_property
    def by_unit(self) -> dict[str, LedgerRow]:
        """Canonical unit name → row."""
        return {row.unit: row for row in self.rows}


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """Points a unit brings into a month from the months of the same year before the archive begins."""

    unit: str
    line: int
    points: Fraction


@dataclass(frozen=True)
class Balance(Record):
    """Balances brought forward into one month (``content/balances/2023-06.csv``)."""

    path: str
    month: str
    rows: tuple[BalanceRow, ...]


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
    points: Fraction | None = None
    """The amount that was chosen, where the rules leave a span."""


@dataclass(frozen=True)
class MonthRecord(Record):
    """Adjustments and events of a month (``content/adjustments/2023-06.yml``)."""

    path: str
    month: str
    adjustments: tuple[Adjustment, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Commission:
    """A piece that was asked for. ``line`` is where its entry begins in the file."""

    line: int
    title: str
    commissioner: str
    due: date
    units: tuple[str, ...]
    """Canonical names of the units that were asked."""
    piece: str = ""
    """The file of the piece that was written; empty while there is none."""


@dataclass(frozen=True)
class CommissionList(Record):
    """What was asked for in a month (``content/commissions/2023-06.yml``)."""

    path: str
    month: str
    commissions: tuple[Commission, ...] = ()
