"""What the office lists of a month piece by piece: adoptions and instructions, and what units sent in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.fingerprints import Record
from generator.model.articles import Adoption, Instruction


@dataclass(frozen=True, slots=True)
class NamedPiece:
    """A piece as a row of a table names it: by its number or place, or by its title."""

    place: str = ""
    """``2024-07-03`` (the third of the seventh issue) or ``content/2024/07/03.md``; ``2024-07`` or nothing where it is
    named by title."""
    title: str = ""
    unit: str = ""
    """A unit it is credited to, where the row says one."""


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    """An adoption of a piece, or an instruction on it."""

    line: int
    piece: NamedPiece
    adoption: Adoption | None = None
    instruction: Instruction | None = None

    @property
    def entry(self) -> Adoption | Instruction | None:
        """Which of both it is; ``None`` where it could not be read, which is a problem."""
        return self.adoption or self.instruction


@dataclass(frozen=True)
class AdoptionTable(Record):
    """Adoptions and instructions of a month (``content/adoptions/2024-05.csv``)."""

    path: str
    month: str
    rows: tuple[AdoptionRow, ...]


@dataclass(frozen=True, slots=True)
class Entered:
    """The row of a table in which an adoption or instruction of a piece stands, and not in the piece's own file."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Submission:
    """A piece that units sent in, and what became of it."""

    line: int
    date: date
    units: tuple[str, ...]
    title: str
    outcomes: tuple[str, ...] = ()
    """Of 采用, 未采用, 报市, 报省厅, 合并, 待定."""
    piece: NamedPiece = NamedPiece()
    """The piece it became, or was merged into, as the row names it."""
    path: str = ""
    """The file of that piece, where it is known."""

    @property
    def outcome(self) -> str:
        """What became of it, in words."""
        return "、".join(self.outcomes) or "待定"


@dataclass(frozen=True)
class SubmissionRegister(Record):
    """What was sent in during a month (``content/submissions/2024-05.csv``)."""

    path: str
    month: str
    rows: tuple[Submission, ...]
    complete: bool = True
    """Whether every row could be read."""

    @property
    def tells_forwarded(self) -> bool:
        """Whether it says which pieces were passed on: where no row does, the ledger may."""
        return any(one in row.outcomes for row in self.rows for one in ("报市", "报省厅"))

    @cached_property
    def by_unit(self) -> dict[str, list[Submission]]:
        """Canonical unit name → its rows."""
        index: dict[str, list[Submission]] = {}
        for row in self.rows:
            for unit in row.units:
                index.setdefault(unit, []).append(row)
        return index
