"""What follows from the correction of an issued figure: points, totals and ranks, by the rules of the month.

Only differences are carried on: a figure that was issued otherwise than the rules give it keeps its distance.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from generator.model.archive import Archive
from generator.model.categories import Category, Column
from generator.model.frozen import CORRECTABLE, Cell, FrozenNotice
from generator.model.months import month_after, year_of
from generator.model.office import Ledger, LedgerRow
from generator.model.points import ZERO, points_text
from generator.model.rules import COMMISSIONED, OWN, Ranking, RuleSet
from generator.scoring.audit import issued_row
from generator.scoring.line import ScoreLine
from generator.scoring.month_lines import lines_of_unit
from generator.scoring.tables import ranked
from generator.scoring.yearbook import YearBook, Zeroed

Kind = str
"""信息 or 简讯; empty: not said."""

_KINDS: Mapping[Kind, str] = {"信息": "articles", "简讯": "briefs"}
_PIECES: dict[str, tuple[Category, Column]] = {
    "articles": ("信息", "adopted"),
    "briefs": ("简讯", "adopted"),
    "adopted_above": ("采用", "adopted"),
    "commissioned": ("约稿", "commissioned"),
}
"""Columns that count pieces → the category of their score lines, and the column in which these count."""
_POINTS: dict[Column, str] = {
    "adopted": "adopted_points",
    "commissioned": "commissioned_points",
    "base": "base_points",
    "other": "other_points",
}
"""Column of a score line → the figure it is part of; together they are the points of the month."""
_COUNTS = ("submitted", "to_city", "to_province", "forwarded", "adopted", *_PIECES)
"""What the rules look at."""


@dataclass(frozen=True, slots=True)
class Change:
    """An issued figure that becomes another one."""

    month: str
    unit: str
    column: str
    old: Cell
    new: Cell


@dataclass(frozen=True, slots=True)
class Following:
    """All that changes with a figure: the figure itself first; then later months; then, in words, what stays."""

    changes: tuple[Change, ...]
    later: tuple[Change, ...] = ()
    left: tuple[str, ...] = ()


def following(
    archive: Archive, lines: Iterable[ScoreLine], frozen: FrozenNotice, asked: Change, kind: Kind = ""
) -> Following:
    """What follows from the change that was asked for; ``kind``: of the pieces, where the column counts both."""
    before = _row(frozen, asked.unit)
    assert asked.new is not None or asked.column == "rank"
    left: list[str] = []
    after = before | {asked.column: asked.new or ZERO}
    if asked.column in _COUNTS:
        after = _counted(before, after, asked.column, kind, left)
        month = _Month(archive, list(lines), frozen, asked.unit)
        points = month.points(after, left, before) if month.rules else {}
        if month.rules is None:
            left.append("这个月没有适用的计分规则，分数没有随着改")
        after = {name: value + points.get(name, ZERO) for name, value in after.items()}
    if asked.column in (*_COUNTS, *_POINTS.values()):
        after["month_points"] += sum((after[name] - before[name] for name in _POINTS.values()), ZERO)
    if asked.column != "total_points":
        after["total_points"] += after["month_points"] - before["month_points"]
    own = [name for name in after if name not in (asked.column, "rank") and after[name] != before[name]]
    changes = [asked, *(Change(asked.month, asked.unit, name, before[name], after[name]) for name in own)]
    if asked.column != "rank":
        changes += _ranks(archive, frozen, asked.unit, after)
    more = after["total_points"] - before["total_points"]
    return Following(tuple(changes), tuple(_later(archive, frozen, asked.unit, more)), tuple(left))


def _row(frozen: FrozenNotice, unit: str) -> dict[str, Fraction]:
    """The figures that hold now; 0 where the rank is a dash."""
    return {name: frozen.cell(unit, name) or ZERO for name in frozen.rows[unit]}


def _counted(
    before: Mapping[str, Fraction], after: dict[str, Fraction], column: str, kind: Kind, left: list[str]
) -> dict[str, Fraction]:
    """The counts that are sums of the changed one, or of which it is the sum."""
    more = after[column] - before[column]
    if column in _KINDS.values():
        return after | {"adopted": after["adopted"] + more}
    if column in ("to_city", "to_province"):
        return after | {"forwarded": after["forwarded"] + more}
    if column == "forwarded" and before["to_city"] + before["to_province"] == before["forwarded"]:
        left.append("“报市”“报省厅”没有随着改：看不出增减的是哪一项。需要时请逐格更正（加 --only）")
    if column == "adopted":
        used = [one for one, name in _KINDS.items() if before[name]]
        if not kind and len(used) == 1:
            kind = used[0]
            left.append(f"增减的 {points_text(abs(more))} 篇按{kind}计；不是的请写 --kind")
        if kind and before[_KINDS[kind]] + more >= 0:
            return after | {_KINDS[kind]: before[_KINDS[kind]] + more}
        left.append(
            "“采用记分”没有随着改：看不出增减的是信息还是简讯。请写 --kind 信息（或简讯），或更正“信息篇数”“简讯则数”"
        )
    return after


class _Month:
    """What the rules of a month give one unit for some counts, beside what was issued."""

    def __init__(self, archive: Archive, lines: Sequence[ScoreLine], frozen: FrozenNotice, unit: str) -> None:
        self.archive, self.frozen, self.unit, self.month = archive, frozen, unit, frozen.month
        self.rules: RuleSet | None = archive.rules.in_force(self.month)
        self._lines = lines
        self._issued = [one for one in frozen.lines if one.unit == unit]

    def points(
        self, after: Mapping[str, Fraction], left: list[str], before: Mapping[str, Fraction]
    ) -> dict[str, Fraction]:
        """Points column → by how much it changes; what cannot be told is named in ``left``."""
        for column, (category, _) in _PIECES.items():
            if after[column] != before[column] and self._value(category) is None:
                left.append(f"“{CORRECTABLE[column]}”的分数没有随着改：{category}每篇几分不止一种，或规则没有写定")
        if self.unit not in self.archive.units.by_canonical_name:
            left.append("units.yml 里已经没有这个单位，基础分、扣分和封顶没有重算")
        then, now = self._sums(before), self._sums(after)
        return {_POINTS[column]: now[column] - then[column] for column in _POINTS}

    def _sums(self, row: Mapping[str, Fraction]) -> dict[Column, Fraction]:
        pieces = [line for column in _PIECES for line in self._pieces(column, int(row[column]))]
        short = int(row["adopted"] - row["articles"] - row["briefs"])
        pieces += [self._line("信息", "adopted", ZERO)] * short  # of a kind that is not known
        pieces += [self._line("批示", "other", one.points) for one in self._issued if one.category == "批示"]
        added = self._added(row, pieces)
        return {
            column: sum((line.points for line in (*pieces, *added) if line.column == column), ZERO)
            for column in _POINTS
        }

    def _pieces(self, column: str, count: int) -> Iterator[ScoreLine]:
        """So many lines of pieces: those that were issued, as far as they go, and more of the same value."""
        category, counts_in = _PIECES[column]
        issued = [one.points for one in self._issued if one.category == category][:count]
        value = self._value(category)
        if value is None:  # one more or less changes nothing that could be told
            issued = [one.points for one in self._issued if one.category == category]
            yield from (self._line(category, counts_in, one) for one in issued)
            yield from [self._line(category, counts_in, ZERO)] * (count - len(issued))
            return
        for points in [*issued, *[value] * (count - len(issued))]:
            yield self._line(category, counts_in, points)

    def _value(self, category: Category) -> Fraction | None:
        """What a piece is worth; ``None`` where the issued ones and the rules do not agree on one value."""
        values: set[object] = {one.points for one in self._issued if one.category == category}
        channel = {"信息": OWN, "简讯": OWN, "约稿": COMMISSIONED}.get(category)
        if channel and self.rules:
            times = self.rules.multipliers.get(channel, Fraction(1))
            worths = [self.rules.worth(channel, category)] if channel == OWN else self.rules.points[channel].values()
            values |= {one * times if isinstance(one, Fraction) else one for one in worths}
        value = next(iter(values), None)
        return value if len(values) == 1 and isinstance(value, Fraction) else None

    def _line(self, category: Category, column: Column, points: Fraction) -> ScoreLine:
        return ScoreLine(self.unit, self.month, category, column, points, "", "", "")

    def _added(self, row: Mapping[str, Fraction], pieces: Sequence[ScoreLine]) -> list[ScoreLine]:
        """What the month adds and takes with these counts and pieces."""
        if self.unit not in self.archive.units.by_canonical_name:
            return []
        entry = LedgerRow(self.unit, 1, int(row["submitted"]), int(row["forwarded"]), 0)
        others = (one for one in self.archive.ledgers if one.month != self.month)
        archive = dataclasses.replace(self.archive, ledgers=(*others, Ledger("", self.month, (entry,))))
        book = YearBook(archive.rules)
        earlier = [one for one in self._lines if year_of(one.month) == year_of(self.month) and one.month < self.month]
        for one in book.enter(earlier):
            if one.category == "归零":
                book.zeroed.setdefault((one.unit, year_of(one.month)), Zeroed(one.rule, one.reason, one.source))
        return lines_of_unit(archive, book, self.month, self.unit, pieces)


def _ranks(archive: Archive, frozen: FrozenNotice, unit: str, after: Mapping[str, Fraction]) -> Iterator[Change]:
    """The ranks of its group that change with the unit's row."""
    group = next((units for units in frozen.groups.values() if unit in units), ())
    rules = archive.rules.in_force(frozen.month)
    ranking = rules.ranking if rules else Ranking()
    rows = {one: issued_row(frozen, one) for one in group}
    earlier = [
        one for month, one in archive.frozen_by_month.items() if f"{frozen.month[:4]}-01" <= month < frozen.month
    ]

    def year(one: str, name: str) -> int:
        """As issued in earlier months, with the row of this one."""
        issued = sum((notice.cell(one, name) or ZERO for notice in earlier if one in notice.rows), ZERO)
        return int(issued) + int(getattr(rows[one], name) or 0)

    now = ranked(list(rows.values()), ranking, year)
    values: dict[str, Any] = {
        name: value if name.endswith("_points") else int(value) for name, value in after.items() if name != "rank"
    }
    rows[unit] = dataclasses.replace(rows[unit], **values)
    before = {row.unit: row.rank for row in now}
    for row in ranked(list(rows.values()), ranking, year):
        issued, then, new = frozen.cell(row.unit, "rank"), before[row.unit], row.rank
        if then != new:
            apart = issued - then if issued is not None and then is not None else 0
            cell = None if new is None else Fraction(max(new + apart, 1))
            if cell != issued:
                yield Change(frozen.month, row.unit, "rank", issued, cell)


def _later(archive: Archive, frozen: FrozenNotice, unit: str, more: Fraction) -> Iterator[Change]:
    """The totals and ranks of later frozen months of the year that carry the difference on.

    A month whose total fits the new one already, because it was corrected first, is left as it is.
    """
    month, total, known = frozen.month, (frozen.cell(unit, "total_points") or ZERO) + more, True
    while more and year_of(month_after(month)) == year_of(frozen.month):
        month = month_after(month)
        later = archive.frozen_by_month.get(month)
        known = known and later is not None and unit in later.rows
        if later is None or unit not in later.rows:
            continue
        row = _row(later, unit)
        total += row["month_points"]
        if known and row["total_points"] == total:
            return
        after = row | {"total_points": row["total_points"] + more}
        yield Change(month, unit, "total_points", row["total_points"], after["total_points"])
        yield from _ranks(archive, later, unit, after)
