"""The notice: covering text with its figures, and the summary line of each unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.fingerprints import Record
from generator.model import placeholders
from generator.model.listings import Entry
from generator.model.months import number_of
from generator.model.points import points_text
from generator.scoring import Explanation, MonthTable, ScoreLine, ScoreRow, differing


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure printed in the covering text that differs from the computed one."""

    name: str
    published: int
    computed: str


@dataclass(frozen=True)
class MonthLines(Record):
    """The score lines of a month."""

    lines: tuple[ScoreLine, ...]


@dataclass(frozen=True, slots=True)
class Equations:
    """A unit's points of a month and of the year, each as a sum in words."""

    month_points: Fraction
    month_sum: str
    total_points: Fraction
    total_sum: str


def equations_of(one: Explanation) -> Equations:
    """The sums of an explanation."""
    return Equations(one.month_points, one.month_sum, one.total_points, one.total_sum)


@dataclass(frozen=True, slots=True)
class UnitList:
    """A unit's part of the notice: its summary line and its numbered items with their labels."""

    unit: str
    summary: str
    items: tuple[tuple[Entry, str], ...]
    others: tuple[ScoreLine, ...]
    """What else scored: adoptions above the bureau, instructions, deductions, adjustments, caps."""


def covering_text(body: str, figures: Mapping[str, str], published: Mapping[str, int]) -> str:
    """Put the figures in the place of the placeholders; a recorded published figure stands as it was printed.

    A figure that differs from the computed one is marked and linked to the note below the text.
    """
    marked = {
        name: f'<span class="published">{count}<a class="published-mark" href="#published">＊</a></span>'
        for name, count in differing(published, figures).items()
    }
    shown = {**figures, **marked}
    return placeholders.PATTERN.sub(lambda match: shown[match.group(1)], body)


def summary_line(row: ScoreRow, month: str) -> str:
    """The bracket after a unit's name, as the notice prints it; parts without anything are left out."""
    own = [f"信息{row.articles}篇"] if row.articles else []
    own += [f"简讯{row.briefs}则"] if row.briefs else []
    own += [f"上级采用{row.adopted_above}次"] if row.adopted_above else []
    sent = "报送稿件篇数缺" if row.submitted is None else f"报送稿件{row.submitted}篇"
    first = f"{number_of(month)}月份{sent}"
    if own:
        first += f"，其中{'市局采用' if row.adopted else ''}{'、'.join(own)}，合计{points_text(row.adopted_points)}分"
    parts = [first]
    if row.commissioned:
        parts.append(f"上级约稿信息{row.commissioned}篇，合计{points_text(row.commissioned_points)}分")
    if row.other_points:
        parts.append(f"其他加减分{points_text(row.other_points)}分")
    last = [f"报市{row.to_city}篇"] if row.to_city else []
    last += [f"报省厅{row.to_province}篇"] if row.to_province else []
    last += [f"本月基础分{points_text(row.base_points)}分"] if row.base_points else []
    if last:
        parts.append("，".join(last))
    parts.append(f"累计{points_text(row.total_points)}分")
    return "；".join(parts)


_LISTED = ("信息", "简讯", "约稿", "基础分", "撤下", "结转", "承接")
"""Categories of lines that have an item of their own, stand in the summary, or count in totals only."""


def unit_list(
    row: ScoreRow, month: str, pieces: Sequence[Entry], lines: Sequence[ScoreLine], names_kind: bool
) -> UnitList:
    """A unit's part; ``pieces`` and ``lines`` are all of the month."""
    own = sorted(
        (piece for piece in pieces if row.unit in piece.units),
        key=lambda piece: ({"简讯": 1, "约稿": 2}.get(piece.type, 0), piece.path),
    )
    items = tuple((piece, piece.label(names_kind)) for piece in own)
    others = tuple(line for line in lines if line.unit == row.unit and line.category not in _LISTED)
    return UnitList(row.unit, summary_line(row, month), items, others)


def unranked_items(pieces: Sequence[Entry], table: MonthTable) -> dict[str, list[tuple[Entry, str]]]:
    """Items of credited units that are not ranked, by unit."""
    others: dict[str, list[tuple[Entry, str]]] = {}
    for piece in pieces:
        for unit in piece.units:
            if table.row(unit) is None:
                others.setdefault(unit, []).append((piece, piece.label(names_kind=True)))
    return others
