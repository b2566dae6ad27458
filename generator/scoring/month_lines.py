"""What a month adds to the pieces and takes from them: base scores, deductions, adjustments, caps, zeroed years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from generator.model.archive import Archive
from generator.model.categories import Category, Column
from generator.model.inputs import RULES_FILE
from generator.model.months import year_of
from generator.model.office import LedgerRow, MonthRecord
from generator.model.points import ZERO, points_text
from generator.model.rules import Cap, CapOf, Condition, Deduction, RuleSet
from generator.scoring.line import ScoreLine
from generator.scoring.yearbook import YearBook, Zeroed

_CAPPED: dict[CapOf, Column] = {
    "基础分": "base",
    "采用": "adopted",
    "约稿": "commissioned",
    "批示": "other",
    "合计": "other",
}
"""What a cap is on → the column its line counts in."""


def units_of(archive: Archive, month: str, pieces: Iterable[ScoreLine]) -> list[str]:
    """The units that a month has lines for: those that are ranked, and whoever earned or lost something."""
    if month not in archive.months:
        return []
    record = archive.records_by_month.get(month)
    named = {*(one.unit for one in record.adjustments), *(one.unit for one in record.events)} if record else set()
    ranked = [unit.name for unit in archive.units.ranked(month)]
    return list(dict.fromkeys([*ranked, *(line.unit for line in pieces), *sorted(named)]))


def month_lines(
    archive: Archive, book: YearBook, month: str, units: Sequence[str], pieces: Iterable[ScoreLine]
) -> list[ScoreLine]:
    """All lines of a month beside those of its pieces, for these units."""
    own: dict[str, list[ScoreLine]] = defaultdict(list)
    for line in pieces:
        own[line.unit].append(line)
    return [line for unit in units for line in _UnitMonth(archive, book, month, unit, own[unit]).lines()]


def lines_of_unit(
    archive: Archive, book: YearBook, month: str, unit: str, pieces: Sequence[ScoreLine]
) -> list[ScoreLine]:
    """The lines of one unit's month beside those of its pieces."""
    return _UnitMonth(archive, book, month, unit, pieces).lines()


class _UnitMonth:
    """One unit in one month."""

    def __init__(self, archive: Archive, book: YearBook, month: str, unit: str, pieces: Sequence[ScoreLine]) -> None:
        self.rules: RuleSet = archive.rules.of(month)
        self.book, self.month, self.unit, self.pieces = book, month, unit, pieces
        self.year = year_of(month)
        self.group = archive.units.by_canonical_name[unit].group_in(month)
        ledger = archive.ledgers_by_month.get(month)
        self.ledger_path = ledger.path if ledger else ""
        self.entry: LedgerRow | None = ledger.by_unit.get(unit) if ledger else None
        self.record: MonthRecord | None = archive.records_by_month.get(month)
        self.kinds = Counter(line.category for line in pieces if line.counted)

    def lines(self) -> list[ScoreLine]:
        """In order: base with its caps, deductions with their floor, adjustments, all other caps, a zeroed year."""
        lines = list(self._base())
        lines += self._caps(lines, "基础分")
        lines += self._deductions(_sum(lines))
        lines += self._adjustments()
        lines += self._caps(lines, "采用", "约稿", "批示")
        lines += self._caps(lines, "合计")
        lines += self._zero(lines)
        return lines

    def _line(
        self, category: Category, column: Column, points: Fraction, clause: str, reason: str, source: str
    ) -> ScoreLine:
        rule = f"{self.rules.id}/{clause}" if clause else ""
        return ScoreLine(self.unit, self.month, category, column, points, rule, reason, source)

    def _base(self) -> Iterator[ScoreLine]:
        for number, base in enumerate(self.rules.base, start=1):
            reached = self._reached(base.when) if base.holds_for(self.unit, self.group) else ""
            if reached:
                reason = f"基础分（{reached}）"
                yield self._line("基础分", "base", base.points, f"base-{number}", reason, self.ledger_path)

    def _reached(self, when: Condition) -> str:
        """The counts that meet the condition, in words; nothing when it is not met or not known to be."""
        counts = {
            "上报": (when.submitted, self.entry.submitted if self.entry else None),
            "报省市": (when.forwarded, self.entry.forwarded if self.entry else None),
            "采用": (when.adopted, self._adopted),
            "约稿": (when.commissioned, self.kinds["约稿"]),
        }
        asked = {name: (least, count) for name, (least, count) in counts.items() if least is not None}
        if not asked:
            return "列入当月台账" if self.entry else ""
        if not all(count is not None and count >= least for least, count in asked.values()):
            return ""
        words = {name: f"{name}{count}篇" for name, (_, count) in asked.items()}
        return "、".join(self._forwarded if name == "报省市" else text for name, text in words.items())

    @property
    def _adopted(self) -> int:
        return self.kinds["信息"] + self.kinds["简讯"]

    @property
    def _forwarded(self) -> str:
        row = self.entry
        parts = [("报市", row.to_city), ("报省厅", row.to_province)] if row else []
        return "、".join(f"{name}{count}篇" for name, count in parts if count)

    def _deductions(self, base: Fraction) -> Iterator[ScoreLine]:
        column: Column = "other" if self.rules.deduction_floor == "无" else "base"
        taken = ZERO
        for number, deduction in enumerate(self.rules.deductions, start=1):
            if deduction.holds_for(self.unit, self.group):
                for times, reason, source in self._grounds(deduction):
                    points = -deduction.points * times
                    taken += points
                    yield self._line("扣分", column, points, f"deduction-{number}", reason, source)
        spared, limit = self._floor(base, taken)
        if spared:
            yield self._line("扣分", column, spared, "floor", limit, RULES_FILE)

    def _floor(self, base: Fraction, taken: Fraction) -> tuple[Fraction, str]:
        """What the floor gives back of the month's deductions, and why.

        Over a year a base that comes later is used up by the deductions before it, so the order of months is the same.
        """
        if self.rules.deduction_floor == "基础分":
            return max(-(base + taken), ZERO), f"扣分以基础分{points_text(base)}分为限，不再多扣"
        if self.rules.deduction_floor == "全年基础分":
            of_year = self.book.earned(self.unit, self.year, "基础分") + base
            due = max(-(of_year + self.book.deducted(self.unit, self.year) + taken), ZERO)
            spared = due - self.book.spared(self.unit, self.year)
            spared = min(max(spared, -max(base, ZERO)), -taken)
            why = f"扣分以全年基础分{points_text(of_year)}分为限"
            return spared, f"{why}，{'不再多扣' if spared > 0 else '补扣以前免扣的分'}"
        return ZERO, ""

    def _grounds(self, deduction: Deduction) -> Iterator[tuple[int, str, str]]:
        """How many times a deduction applies, why, and the file that shows it."""
        if deduction.event:
            for event in self.record.events if self.record else ():
                if event.unit == self.unit and event.event == deduction.event and self.record:
                    reason = f"{event.event}（{event.date.month}月{event.date.day}日）{event.reason}"
                    yield 1, reason, self.record.path
        elif self.entry is not None and deduction.quota is not None:
            short = deduction.quota - self.entry.submitted
            if short > 0:
                yield short, f"任务{deduction.quota}篇，上报{self.entry.submitted}篇，少{short}篇", self.ledger_path
        elif self.entry is not None and deduction.adoption_rate_below is not None and self.entry.submitted:
            rate = Fraction(self._adopted, self.entry.submitted)
            if rate < deduction.adoption_rate_below:
                reason = (
                    f"上报{self.entry.submitted}篇，采用{self._adopted}篇，"
                    f"采用率不到{points_text(deduction.adoption_rate_below * 100)}%"
                )
                yield 1, reason, self.ledger_path

    def _adjustments(self) -> Iterator[ScoreLine]:
        for one in self.record.adjustments if self.record else ():
            if one.unit == self.unit and self.record:
                reason = f"{one.reason}（{one.decided_by}，{one.date.month}月{one.date.day}日）"
                yield self._line("调整", "other", one.points, "", reason, self.record.path)

    def _caps(self, added: Iterable[ScoreLine], *parts: CapOf) -> list[ScoreLine]:
        """A cap is a negative line that takes off what is above it: caps on the month first, then on the year."""
        month = [*self.pieces, *added]
        cut: list[ScoreLine] = []
        numbered = [
            (f"cap-{number}", cap)
            for number, cap in enumerate(self.rules.caps, start=1)
            if cap.of in parts and cap.holds_for(self.unit, self.group)
        ]
        for clause, cap in numbered:
            if cap.per == "月":
                above = min(own := self._own((*month, *cut), cap.of), own - cap.points)
                if above > 0:
                    cut.append(self._cap_line(clause, cap, -above))
        for part in parts:
            yearly = [(clause, cap) for clause, cap in numbered if cap.per == "年" and cap.of == part]
            if yearly:
                clause, cap = min(yearly, key=lambda one: one[1].points)
                points = self._yearly(cap, self._own((*month, *cut), part))
                if points:
                    cut.append(self._cap_line(clause, cap, points))
        return cut

    def _own(self, lines: Iterable[ScoreLine], of: CapOf) -> Fraction:
        return _sum(line for line in lines if of in ("合计", self.book.part(line)))

    def _yearly(self, cap: Cap, own: Fraction) -> Fraction:
        """What a cap on the year takes off this month, or gives back because the month took something away.

        All it has taken is what the year would have above it; so the order of months never matters. A cap that begins
        in the course of a year takes nothing back from earlier months, nor from a balance.
        """
        brought = own + (self.book.handed(self.unit, self.month) if cap.of == "合计" else ZERO)
        so_far = self.book.cut(self.unit, self.year, cap.of)
        year = self.book.earned(self.unit, self.year, cap.of) - so_far + own
        points = -max(year - cap.points, ZERO) - so_far
        return max(points, -max(brought, ZERO)) if points < 0 else min(points, -min(brought, ZERO))

    def _cap_line(self, clause: str, cap: Cap, points: Fraction) -> ScoreLine:
        period = "全年" if cap.per == "年" else "每月"
        what = "超出的不计" if points < 0 else "以前超出未计的分补足"
        reason = f"{cap.of}{period}最多{points_text(cap.points)}分，{what}"
        return self._line("封顶", _CAPPED[cap.of], points, clause, reason, RULES_FILE)

    def _zero(self, added: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """From the month of a 归零 event on, a line makes the total of the year zero, whatever order."""
        key = (self.unit, self.year)
        for event in self.record.events if self.record else ():
            if event.unit == self.unit and event.event in self.rules.year_zero and self.record:
                reason = f"{event.event}（{event.date.month}月{event.date.day}日），全年分数归零"
                self.book.zeroed.setdefault(key, Zeroed(f"{self.rules.id}/year-zero", reason, self.record.path))
        why = self.book.zeroed.get(key)
        total = self.book.total(*key) + _sum((*self.pieces, *added)) if why else ZERO
        if why and total:
            yield ScoreLine(self.unit, self.month, "归零", "other", -total, why.rule, why.reason, why.source)


def _sum(lines: Iterable[ScoreLine]) -> Fraction:
    return sum((line.points for line in lines), ZERO)
