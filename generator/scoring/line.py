"""One line of the one table in which points arise; every figure anywhere is a sum over such lines."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from generator.model.categories import Category, Column


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
    counted: bool = True
    """Whether the notice counts the piece, and not only its points: it does not count supplements of one's own."""
