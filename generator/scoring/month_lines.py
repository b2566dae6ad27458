"""What a month adds to the pieces and takes from them: base scores, deductions, adjustments, caps, zeroed years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from generator.model.archive import Archive
from generator.model.categories import Category, Column
from generator.model.counting import CountOf, Period, begins, ends
from generator.model.inputs import RULES_FILE
from generator.model.months import year_of
from generator.model.office import Event, LedgerRow, MonthRecord
from generator.model.points import ZERO, points_text
from generator.model.rules import Bonus, Cap, CapOf, Condition, Deduction, Quota, RuleSet
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


_PERIODS: dict[Period, str] = {"月": "当月", "年": "全年"}
_IN_LEDGERS = ("上报", "报省市")
_COUNTED: dict[CountOf, tuple[Category, ...]] = {"采用": ("信息", "简讯"), "约稿": ("约稿",), "上级采用": ("采用",)}
"""What a quota counts of pieces → the categories of their appearances and lines."""


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
        self.archive = archive
        self.year = year_of(month)
        self.group = archive.units.by_canonical_name[unit].group_in(month)
        ledger = archive.ledgers_by_month.get(month)
        self.ledger_path = ledger.path if ledger else ""
        self.entry: LedgerRow | None = ledger.by_unit.get(unit) if ledger else None
        self.record: MonthRecord | None = archive.records_by_month.get(month)
        self.earlier = [one for one in archive.records if f"{self.year}-01" <= one.month < month]
        self.kinds = Counter(line.category for line in pieces if line.counted)

    def lines(self) -> list[ScoreLine]:
        """In order: base with its caps, deductions with their floor, adjustments, all other caps, a zeroed year."""
        lines = list(self._base())
        lines += self._caps(lines, "基础分")
        lines += self._lost_base(lines)
        lines += self._deductions(_sum(lines))
        lines += self._bonuses()
        lines += self._quotas()
        lines += self._adjustments()
        lines += self._caps(lines, "采用", "约稿", "批示")
        lines += self._caps(lines, "合计")
        lines += self._lost_all(lines)
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
                for amount, reason, source in self._grounds(deduction):
                    points = -amount
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

    def _bonuses(self) -> Iterator[ScoreLine]:
        for number, bonus in enumerate(self.rules.bonuses, start=1):
            if bonus.event and bonus.holds_for(self.unit, self.group):
                for amount, reason, source in self._events(bonus):
                    yield self._line("加分", "other", amount, f"bonus-{number}", reason, source)
            elif bonus.adoption_rate_from is not None and bonus.holds_for(self.unit, self.group):
                yield from self._rate_bonus(bonus, bonus.adoption_rate_from, f"bonus-{number}")

    def _rate_bonus(self, bonus: Bonus, least: Fraction, clause: str) -> Iterator[ScoreLine]:
        sent = self.entry.submitted if self.entry else 0
        if sent and Fraction(self._adopted, sent) >= least and isinstance(bonus.points, Fraction):
            reason = f"上报{sent}篇，采用{self._adopted}篇，采用率达到{points_text(least * 100)}%"
            yield self._line("加分", "other", bonus.points, clause, reason, self.ledger_path)

    def _events(self, clause: Deduction | Bonus) -> Iterator[tuple[Fraction, str, str]]:
        """What each event of the month takes or gives, why, and the file that shows it."""
        for event in self.record.events if self.record else ():
            if event.unit == self.unit and event.event == clause.event and self.record:
                reason = f"{event.event}（{event.date.month}月{event.date.day}日）{event.reason}"
                if isinstance(clause.points, Fraction):
                    yield clause.points, reason, self.record.path
                elif event.points is not None:
                    yield event.points, f"{reason}（{clause.points}分内酌定）", self.record.path

    def _grounds(self, deduction: Deduction) -> Iterator[tuple[Fraction, str, str]]:
        """What a deduction takes, why, and the file that shows it."""
        if deduction.event:
            yield from self._events(deduction)
            return
        if not isinstance(deduction.points, Fraction):
            return  # a problem of the rules
        for times, reason, source in self._shortfalls(deduction):
            yield deduction.points * times, reason, source

    def _shortfalls(self, deduction: Deduction) -> Iterator[tuple[int, str, str]]:
        """How many times a deduction that looks at counts applies, why, and the file that shows it."""
        if self.entry is None:
            return
        if deduction.quota is not None:
            short = deduction.quota - self.entry.submitted
            if short > 0:
                yield short, f"任务{deduction.quota}篇，上报{self.entry.submitted}篇，少{short}篇", self.ledger_path
        elif deduction.adoption_rate_below is not None and self.entry.submitted:
            rate = Fraction(self._adopted, self.entry.submitted)
            if rate < deduction.adoption_rate_below:
                reason = (
                    f"上报{self.entry.submitted}篇，采用{self._adopted}篇，"
                    f"采用率不到{points_text(deduction.adoption_rate_below * 100)}%"
                )
                yield 1, reason, self.ledger_path

    def _quotas(self) -> Iterator[ScoreLine]:
        """What is given and taken for counts; a period is over, and what it lacks known, in its last month."""
        for number, quota, before, now, said in self._counted():
            clause, least = f"quota-{number}", quota.least
            if quota.met is not None and before < least <= now:
                yield self._line("加分", "other", quota.met, clause, f"{said}，完成任务", self._counts_from(quota))
            more = max(now - least, 0) - max(before - least, 0)
            if quota.beyond is not None and more:
                points, reason = quota.beyond * more, f"{said}，超出任务，本月多{more}篇"
                yield self._line("加分", "other", points, clause, reason, self._counts_from(quota))
            if now < least and self._is_over(quota):
                taken = ZERO if quota.short is None else quota.short * (least - now)
                taken += quota.missed if isinstance(quota.missed, Fraction) else ZERO
                if taken:
                    reason = f"{said}，少{least - now}篇"
                    yield self._line("扣分", "other", -taken, clause, reason, self._counts_from(quota))

    def _lost_base(self, base: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """The base score of a period, for a quota that was missed."""
        left = {"月": _sum(base), "年": self.book.earned(self.unit, self.year, "基础分") + _sum(base)}
        for number, quota, _, now, said in self._counted():
            lost = left[quota.per]
            if quota.missed == "基础分" and now < quota.least and self._is_over(quota) and lost > 0:
                left = {period: points - lost for period, points in left.items()}
                reason = f"{said}，未完成任务，{_PERIODS[quota.per]}基础分不计"
                yield self._line("扣分", "base", -lost, f"quota-{number}", reason, self._counts_from(quota))

    def _lost_all(self, added: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """All points of a period, for a quota that was missed."""
        own = _sum((*self.pieces, *added))
        left = {"月": own, "年": self.book.total(self.unit, self.year) + own}
        for number, quota, _, now, said in self._counted():
            lost = left[quota.per]
            if quota.missed == "全部" and now < quota.least and self._is_over(quota) and lost > 0:
                left = {period: points - lost for period, points in left.items()}
                reason = f"{said}，未完成任务，{_PERIODS[quota.per]}分数不计"
                yield self._line("扣分", "other", -lost, f"quota-{number}", reason, self._counts_from(quota))

    def _counted(self) -> Iterator[tuple[int, Quota, int, int, str]]:
        """Each quota of the unit: its number, the counts of the period before this month and with it, in words."""
        for number, quota in enumerate(self.rules.quotas, start=1):
            if quota.holds_for(self.unit, self.group) and (quota.of not in _IN_LEDGERS or self.entry is not None):
                first = begins(quota.per, self.month)
                earlier = (month for month in self.archive.months if first <= month < self.month)
                before = sum(self._count(quota, month) for month in earlier)
                now = before + self._count(quota, self.month)
                names = "、".join((*quota.channels, *quota.kinds))
                said = f"{_PERIODS[quota.per]}{quota.of}{f'（{names}）' if names else ''}{now}篇，任务{quota.least}篇"
                yield number, quota, before, now, said

    def _count(self, quota: Quota, month: str) -> int:
        """How many of the counted set a unit has in one month."""
        if quota.of in _IN_LEDGERS:
            ledger = self.archive.ledgers_by_month.get(month)
            entry = ledger.by_unit.get(self.unit) if ledger else None
            return (entry.submitted if quota.of == "上报" else entry.forwarded) if entry else 0
        categories = _COUNTED[quota.of]
        if month == self.month and not quota.is_partial:
            return sum(self.kinds[category] for category in categories)
        seen = self.archive.appearances_by_unit.get((self.unit, month), ())
        return sum(one.category in categories and quota.includes(one.channels, one.kinds) for one in seen)

    def _is_over(self, quota: Quota) -> bool:
        return ends(quota.per, self.month) == self.month

    def _counts_from(self, quota: Quota) -> str:
        """The file that shows a count: the ledger, or for pieces the rule alone."""
        return self.ledger_path if quota.of in _IN_LEDGERS else RULES_FILE

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
        for event, times in _happened(self.earlier, self.record, self.unit):
            if self.record and (clause := _zeroing(self.rules, event.event, times)):
                often = f"第{times}次" if clause != "year-zero" else ""
                reason = f"{often}{event.event}（{event.date.month}月{event.date.day}日），全年分数归零"
                self.book.zeroed.setdefault(key, Zeroed(f"{self.rules.id}/{clause}", reason, self.record.path))
        why = self.book.zeroed.get(key)
        total = self.book.total(*key) + _sum((*self.pieces, *added)) if why else ZERO
        if why and total:
            yield ScoreLine(self.unit, self.month, "归零", "other", -total, why.rule, why.reason, why.source)


def _happened(earlier: Iterable[MonthRecord], record: MonthRecord | None, unit: str) -> Iterator[tuple[Event, int]]:
    """The events of a unit in a month by date, each with how often it has happened in the year by then."""
    own = [event for event in record.events if event.unit == unit] if record else []
    before = Counter(event.event for one in earlier for event in one.events if event.unit == unit) if own else Counter()
    for event in sorted(own, key=lambda one: (one.date, one.event)):
        before[event.event] += 1
        yield event, before[event.event]


def _zeroing(rules: RuleSet, event: str, times: int) -> str:
    """The clause by which an event, for the ``times``-th time in a year, loses the year; empty: none."""
    if event in rules.year_zero:
        return "year-zero"
    repeated = [n for n, one in enumerate(rules.year_zero_after, 1) if one.event == event and times >= one.times]
    return f"year-zero-after-{repeated[0]}" if repeated else ""


def _sum(lines: Iterable[ScoreLine]) -> Fraction:
    return sum((line.points for line in lines), ZERO)
