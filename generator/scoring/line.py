"""One line of the one table in which points arise; every figure anywhere is a sum over such lines."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Category = Literal["信息", "简讯", "约稿", "采用", "批示", "基础分", "扣分", "调整", "封顶", "归零", "结转", "承接"]
Column = Literal["adopted", "commissioned", "base", "other", "carried"]
"""The column of the month's table a line counts in; ``carried`` counts in totals only."""


@dataclass(frozen=True)
class ScoreLine:
    """This unit, in this month, earned these points, by this clause of the rules, for this piece or entry.

    ``rule`` is ``<rule set id>/<clause id>`` (empty for what no rule gives: balances, adjustments);
    ``source`` is the path of the file the line comes from.
    """

    unit: str
    month: str
    category: Category
    column: Column
    points: Fraction
    rule: str
    reason: str
    source: str
