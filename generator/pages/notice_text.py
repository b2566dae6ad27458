"""The notice: covering text with its figures, and the summary line of each unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.model import placeholders
from generator.model.articles import Article
from generator.model.months import number_of
from generator.model.points import points_text
from generator.scoring import Explanation, MonthTable, ScoreLine, ScoreRow, Scores, differing, issued_figures


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure printed in the covering text that differs from the computed one."""

    name: str
    published: int
    computed: str


@dataclass(frozen=True, slots=True)
class UnitList:
    """A unit's part of the notice: its summary line and its numbered items with their labels."""

    unit: str
    summary: str
    items: tuple[tuple[Article, str], ...]
    others: tuple[ScoreLine, ...]
    """What else scored: adoptions above the bureau, instructions, deductions, adjustments, caps."""
    explanation: Explanation


def notice_context(scores: Scores, month: str) -> dict[str, Any]:
    """What the notice template shows: ``table``, ``notice``, ``covering``, ``differences``, ``lists``, ``others``.

    A frozen notice keeps its figures and the words of its covering text, whatever its units are called since.
    """
    archive, table = scores.archive, scores.issued(month)
    notice, figures = archive.notices_by_month.get(month), issued_figures(archive, table)
    published = notice.published if notice else {}
    pieces = archive.articles_by_month.get(month, [])
    names_kind = {section.id: section.names_kind for section in archive.units.sections}
    return {
        "table": table,
        "notice": notice,
        "covering": covering_text(notice.body if notice else "", figures, published),
        "differences": [
            PublishedFigure(name, count, figures[name]) for name, count in differing(published, figures).items()
        ],
        "lists": {
            one.group.id: [
                _unit_list(row, pieces, scores.index.explain(row.unit, month), names_kind[one.group.section])
                for row in one.rows
            ]
            for one in table.groups
        },
        "others": _others(pieces, table),
    }


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


def _unit_list(row: ScoreRow, pieces: list[Article], explanation: Explanation, names_kind: bool) -> UnitList:
    own = sorted(
        (piece for piece in pieces if row.unit in piece.units),
        key=lambda piece: (("信息", "简讯", "约稿").index(piece.type), piece.path),
    )
    items = tuple((piece, piece.label(names_kind)) for piece in own)
    others = tuple(line for line in explanation.lines if line.category not in ("信息", "简讯", "约稿", "基础分"))
    return UnitList(row.unit, summary_line(row, explanation.month), items, others, explanation)


def _others(pieces: list[Article], table: MonthTable) -> dict[str, list[tuple[Article, str]]]:
    """Items of credited units that are not ranked, by unit."""
    others: dict[str, list[tuple[Article, str]]] = {}
    for piece in pieces:
        for unit in piece.units:
            if table.row(unit) is None:
                others.setdefault(unit, []).append((piece, piece.label(names_kind=True)))
    return others
