"""The two charts of a group's year: totals and ranks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.charts import Line, group_ranks, group_totals
from generator.model.months import number_of
from generator.pages.month_head import MonthHead
from generator.scoring import GroupTable

_STRONG = 5
"""Ranks up to this are drawn strongly; in a group of up to :data:`_FEW` units all are."""
_FEW = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stood in its group as of a month."""

    total_points: Fraction
    rank: int | None


def group_charts(
    year: int, group: GroupTable, heads: Sequence[MonthHead], history: Mapping[str, Mapping[str, Place]]
) -> tuple[Markup, Markup]:
    """The charts of the units that have a rank; ``history``: unit → month → where it stood."""
    drawn = [row for row in group.rows if row.rank is not None]
    months = {number_of(one.month): one.provisional for one in heads}
    totals, ranks = [], []
    for row in drawn:
        top = len(drawn) <= _FEW or (row.rank or 0) <= _STRONG
        own = {number_of(month): one for month, one in history[row.unit].items()}
        totals.append(Line(row.unit, {number: one.total_points for number, one in own.items()}, top))
        ranks.append(Line(row.unit, {number: one.rank for number, one in own.items() if one.rank is not None}, top))
    title = f"{year}年{group.group.title}"
    return (
        group_totals(f"{title}累计分数走势", months, totals, "totals"),
        group_ranks(f"{title}名次变化", months, ranks, "ranks"),
    )
