"""Every figure explained by the lines it is the sum of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from generator.model.months import month_label, number_of, year_of
from generator.model.points import points_text
from generator.model.registers import Submission
from generator.scoring.line import ScoreLine

_MEASURES = {"信息": "篇", "简讯": "则", "约稿": "篇", "采用": "次", "批示": "次"}


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a sum: its words, its points, and the lines it stands for."""

    text: str
    points: Fraction
    lines: tuple[ScoreLine, ...]


@dataclass(frozen=True)
class Explanation:
    """What a unit's points of a month, and of the year up to it, are made of.

    ``lines`` are the month's own and sum to ``month_points``; with ``before`` (earlier months and what was carried
    over) they sum to ``total_points``.
    """

    unit: str
    month: str
    lines: tuple[ScoreLine, ...]
    before: tuple[ScoreLine, ...]

    @cached_property
    def month_points(self) -> Fraction:
        """本月分数."""
        return sum((line.points for line in self.lines), Fraction(0))

    @cached_property
    def total_points(self) -> Fraction:
        """累计分数."""
        return self.month_points + sum((line.points for line in self.before), Fraction(0))

    @cached_property
    def terms(self) -> list[Term]:
        """The terms of the month's sum: pieces of one type and value together, all else line by line."""
        groups: dict[tuple[str, ...], list[ScoreLine]] = defaultdict(list)
        for place, line in enumerate(self.lines):
            alike = (line.category, str(line.points)) if line.category in _MEASURES else ("", str(place))
            groups[alike].append(line)
        return [_term(group) for group in groups.values()]

    @cached_property
    def total_terms(self) -> list[Term]:
        """The terms of the year's sum: what was carried over, then month by month."""
        groups: dict[str, list[ScoreLine]] = defaultdict(list)
        for line in (*self.before, *self.lines):
            label = line.reason if line.column == "carried" else f"{number_of(line.month)}月"
            groups[label].append(line)
        return [
            Term(f"{label} {points_text(points)}", points, tuple(lines))
            for label, lines in groups.items()
            if (points := sum((line.points for line in lines), Fraction(0))) or lines[0].month == self.month
        ]

    @cached_property
    def month_equation(self) -> str:
        """``本月分数 29 = 信息 3 篇 ×1 + 简讯 2 则 ×0.5 + 约稿 4 篇 ×5 + 基础分 5（报市4篇）``."""
        return f"本月分数 {points_text(self.month_points)} = {self.month_sum}"

    @cached_property
    def total_equation(self) -> str:
        """``累计分数 148.5 = 2023年1—5月结转 119.5 + 6月 29``."""
        return f"累计分数 {points_text(self.total_points)} = {self.total_sum}"

    @cached_property
    def month_sum(self) -> str:
        """The right side of :attr:`month_equation`."""
        return joined(self.terms)

    @cached_property
    def total_sum(self) -> str:
        """The right side of :attr:`total_equation`."""
        return joined(self.total_terms)


class LineIndex:
    """Score lines by unit and year, for explaining many figures quickly."""

    def __init__(self, lines: Iterable[ScoreLine]) -> None:
        self._lines: dict[tuple[str, int], list[ScoreLine]] = defaultdict(list)
        for line in lines:
            self._lines[line.unit, year_of(line.month)].append(line)

    def of_year(self, unit: str, year: int) -> list[ScoreLine]:
        """A unit's lines of a year."""
        return self._lines.get((unit, year), [])

    def explain(self, unit: str, month: str) -> Explanation:
        """The explanation of a unit's month; a month without lines is explained by none."""
        year = self.of_year(unit, year_of(month))
        own = tuple(line for line in year if line.month == month and line.column != "carried")
        before = tuple(
            line for line in year if line.month < month or (line.month == month and line.column == "carried")
        )
        return Explanation(unit, month, own, before)


def joined(terms: list[Term]) -> str:
    """Terms as a sum; a term that takes away is joined by a minus sign."""
    if not terms:
        return "0（没有计分项）"
    text = terms[0].text if terms[0].points >= 0 else f"−{terms[0].text}"
    for term in terms[1:]:
        text += f" {'−' if term.points < 0 else '+'} {term.text}"
    return text


def _term(lines: list[ScoreLine]) -> Term:
    first = lines[0]
    points = sum((line.points for line in lines), Fraction(0))
    if first.category in _MEASURES:
        measure = _MEASURES[first.category]
        text = f"{first.category} {len(lines)} {measure} ×{points_text(first.points)}"
    else:
        why = first.reason.removeprefix("基础分").strip("（）") if first.category == "基础分" else first.reason
        text = f"{first.category} {points_text(abs(points))}（{why}）"
    return Term(text, points, tuple(lines))


def describe(explanation: Explanation, sent: Sequence[Submission] = ()) -> str:
    """For a terminal: both equations, every line with its file and rule clause, and what the unit ``sent`` in."""
    parts = [
        f"{explanation.unit}　{month_label(explanation.month)}",
        explanation.month_equation,
        explanation.total_equation,
    ]
    for line in explanation.lines:
        clause = f"，规则 {line.rule}" if line.rule else ""
        parts.append(f"  {points_text(line.points):>6}  {line.category}  {line.reason}  [{line.source}{clause}]")
    if sent:
        parts.append(f"上报登记 {len(sent)} 篇")
    for row in sent:
        piece = f"  [{row.path}]" if row.path else ""
        parts.append(f"  {row.date}  {row.outcome}  《{row.title}》{piece}")
    return "\n".join(parts) + "\n"
