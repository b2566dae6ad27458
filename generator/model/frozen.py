"""A notice as issued: its figures, the lines they came from, and the corrections made since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from generator.fingerprints import Record
from generator.model.points import points_text

COLUMNS: dict[str, str] = {
    "submitted": "上报篇数",
    "adopted_above": "市级以上采用篇数",
    "adopted": "市局简报采用篇数",
    "adopted_points": "采用记分",
    "commissioned": "约稿篇数",
    "commissioned_points": "约稿记分",
    "forwarded": "报省市",
    "base_points": "本月基础分",
    "month_points": "本月分数",
    "total_points": "累计分数",
    "rank": "总排名",
}
"""The figures of a unit's row, in the order of the printed table, with their headings."""

CORRECTABLE: Mapping[str, str] = COLUMNS | {
    "articles": "信息篇数",
    "briefs": "简讯则数",
    "to_city": "报市",
    "to_province": "报省厅",
    "other_points": "其他加减分",
}
"""Every figure that can be corrected: those of the table, and those that only the unit's own line prints."""

Cell = Fraction | None
"""A figure of the table; ``None`` for no rank."""


def cell_said(cell: Cell) -> str:
    """A figure in a comparison: a dash for no rank, 0 for nothing."""
    return "—" if cell is None else points_text(cell)


def short_digest(digest: str) -> str:
    """The beginning of a digest, as it is printed."""
    return " ".join(digest[place : place + 4] for place in range(0, 16, 4))


@dataclass(frozen=True, slots=True)
class FrozenLine:
    """A score line as it was when the notice was issued; ``points`` exact."""

    unit: str
    category: str
    points: Fraction
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A recorded change of one issued figure."""

    unit: str
    column: str
    old: Cell
    new: Cell
    reason: str
    date: str
    follows: bool = False
    """Whether it was made together with the one before it, from which it follows."""
    takes_back: bool = False
    """Whether it restores a figure, because the correction of it was a mistake."""

    @property
    def act(self) -> str:
        """What the register calls it: 更正 or 撤回."""
        return "撤回" if self.takes_back else "更正"


@dataclass(frozen=True, slots=True)
class Chain:
    """The freeze of a month and each of its corrections, as SHA-256 in hexadecimal digits.

    ``entries`` are of each act alone; each of ``digests`` is of the act and of the digest before it, so that it speaks
    for everything that was issued until then. A file of an older version has no ``digests``.
    """

    entries: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()

    def extends(self, other: Chain) -> bool:
        """Whether it begins with the same acts."""
        return self._begins_with(other.entries, self.entries) and self._begins_with(other.digests, self.digests)

    @staticmethod
    def _begins_with(first: tuple[str, ...], whole: tuple[str, ...]) -> bool:
        return whole[: len(first)] == first


@dataclass(frozen=True)
class FrozenNotice(Record):
    """The figures of a month as issued (``content/notices/2023-06.frozen.json``).

    Units are called by their canonical names of today; ``names`` has those that were issued under another one.
    """

    path: str
    month: str
    date: str
    """The day on which they were frozen."""
    groups: Mapping[str, tuple[str, ...]]
    """Group id → units in the printed order."""
    rows: Mapping[str, Mapping[str, Cell]]
    """Unit → column → figure as issued."""
    figures: Mapping[str, str]
    """Placeholder of the covering text → text as issued."""
    lines: tuple[FrozenLine, ...]
    corrections: tuple[Correction, ...] = field(default=())
    names: Mapping[str, str] = field(default_factory=dict)
    """Canonical name of today → name as issued, where they differ."""
    before: str = ""
    """The last digest of the register when this was frozen, with which the chain begins."""
    chain: Chain = field(default=Chain())

    def cell(self, unit: str, column: str) -> Cell:
        """The figure that holds now: as last corrected, else as issued."""
        for correction in reversed(self.corrections):
            if (correction.unit, correction.column) == (unit, column):
                return correction.new
        return self.rows[unit][column]

    @property
    def standing(self) -> list[tuple[Correction, ...]]:
        """The corrections that hold, oldest first: each with those that follow from it, without what was taken back."""
        acts: list[list[Correction]] = []
        for one in self.corrections:
            if one.follows and acts:
                acts[-1].append(one)
            else:
                acts.append([one])
        held: list[tuple[Correction, ...]] = []
        for act in acts:
            if act[0].takes_back:
                held = held[:-1]
            else:
                held.append(tuple(act))
        return held


@dataclass(frozen=True, slots=True)
class RegisteredAct:
    """A line of the register of what was issued. ``act``: 存档, 更正 or 撤回."""

    month: str
    date: str
    act: str
    digest: str


@dataclass(frozen=True)
class Register(Record):
    """Every freeze and correction in the order in which they were made (``content/issued.csv``)."""

    path: str
    acts: tuple[RegisteredAct, ...] = ()

    def digests(self, month: str) -> tuple[str, ...]:
        """What is registered of a month."""
        return tuple(one.digest for one in self.acts if one.month == month)

    def before(self, month: str) -> str:
        """The digest with which the chain of a month begins: the last of those before its own."""
        first = next((place for place, one in enumerate(self.acts) if one.month == month), len(self.acts))
        return self.acts[first - 1].digest if first else ""

    def completed(self, notices: Iterable[FrozenNotice]) -> Register:
        """The register with what it lacks of these notices."""
        acts = list(self.acts)
        for notice in notices:
            made = [("存档", notice.date), *((one.act, one.date) for one in notice.corrections)]
            for place in range(len(self.digests(notice.month)), len(notice.chain.digests)):
                act, date = made[place]
                acts.append(RegisteredAct(notice.month, date, act, notice.chain.digests[place]))
        return Register(self.path, tuple(acts))


@dataclass(frozen=True, slots=True)
class Committed:
    """What the history of Git has of a month: the acts that count, and the commit that last brought one."""

    chain: Chain
    commit: str
    date: str
