"""What a year has brought each unit so far: caps and lost years look back on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.model.categories import Category
from generator.model.months import year_of
from generator.model.rules import CapOf, RuleBook
from generator.scoring.line import ScoreLine

_PARTS: dict[Category, CapOf] = {
    "基础分": "基础分",
    "信息": "采用",
    "简讯": "采用",
    "采用": "采用",
    "约稿": "约稿",
    "批示": "批示",
}
"""Category of a line → the cap that looks at it, beside caps on 合计."""


@dataclass(frozen=True, slots=True)
class Zeroed:
    """What lost a unit the year: the clause, the event in words, and the file it is recorded in."""

    rule: str
    reason: str
    source: str


class YearBook:
    """Points of the year so far, by unit: in all, by what caps look at, and whether the year is lost."""

    def __init__(self, rules: RuleBook) -> None:
        self._totals: dict[tuple[str, int], Fraction] = defaultdict(Fraction)
        self._parts: dict[tuple[str, int, CapOf], Fraction] = defaultdict(Fraction)
        self._cut: dict[tuple[str, int, CapOf], Fraction] = defaultdict(Fraction)
        self._deducted: dict[tuple[str, int], Fraction] = defaultdict(Fraction)
        self._spared: dict[tuple[str, int], Fraction] = defaultdict(Fraction)
        self._handed: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
        self._yearly = {
            f"{one.id}/cap-{number}": cap.of
            for one in rules.rule_sets
            for number, cap in enumerate(one.caps, start=1)
            if cap.per == "年"
        }
        self._cap_of = {
            f"{one.id}/cap-{number}": cap.of for one in rules.rule_sets for number, cap in enumerate(one.caps, start=1)
        }
        self._loses_base = {
            f"{one.id}/quota-{number}"
            for one in rules.rule_sets
            for number, quota in enumerate(one.quotas, start=1)
            if quota.missed == "基础分"
        }
        self.zeroed: dict[tuple[str, int], Zeroed] = {}

    def enter(self, lines: Sequence[ScoreLine]) -> Sequence[ScoreLine]:
        """Add the lines of a month, and give them back."""
        for line in lines:
            year = year_of(line.month)
            self._totals[line.unit, year] += line.points
            if line.category == "承接":
                self._handed[line.unit, line.month] += line.points
            elif line.category == "扣分":
                kept = self._spared if line.rule.endswith("/floor") else self._deducted
                kept[line.unit, year] += line.points
            elif line.rule in self._yearly:
                self._cut[line.unit, year, self._yearly[line.rule]] += line.points
            part = self.part(line)
            if part is not None:
                self._parts[line.unit, year, part] += line.points
        return lines

    def part(self, line: ScoreLine) -> CapOf | None:
        """What a line earns or, as a cap, takes off; ``None`` where only caps on 合计 look at it."""
        if line.rule in self._loses_base:
            return "基础分"
        return self._cap_of[line.rule] if line.category == "封顶" else _PARTS.get(line.category)

    def total(self, unit: str, year: int) -> Fraction:
        """All points of a unit so far in a year."""
        return self._totals[unit, year]

    def cut(self, unit: str, year: int, of: CapOf) -> Fraction:
        """What caps on the year took off a unit so far (zero or less)."""
        return self._cut[unit, year, of]

    def deducted(self, unit: str, year: int) -> Fraction:
        """All deductions of a unit so far (zero or less), without regard to a floor."""
        return self._deducted[unit, year]

    def spared(self, unit: str, year: int) -> Fraction:
        """What the floor spared a unit of its deductions so far."""
        return self._spared[unit, year]

    def handed(self, unit: str, month: str) -> Fraction:
        """What ended units handed on to a unit in a month."""
        return self._handed[unit, month]

    def earned(self, unit: str, year: int, of: CapOf) -> Fraction:
        """What a unit has so far in a year of what a cap looks at, less what caps took already."""
        return self._totals[unit, year] if of == "合计" else self._parts[unit, year, of]
