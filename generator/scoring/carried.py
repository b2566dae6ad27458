"""Points that come from earlier: balances from before the archive, and totals of units that have ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.model.archive import Archive
from generator.model.categories import Category
from generator.model.inputs import UNITS_FILE
from generator.model.months import month_before, months_between, months_label, year_of
from generator.model.points import ZERO, part_text
from generator.model.units import Unit
from generator.scoring.line import ScoreLine
from generator.scoring.yearbook import YearBook


def balance_lines(archive: Archive) -> Iterator[ScoreLine]:
    """A balance is dated to the last month it covers, so that it counts in totals and in no month's points."""
    for balance in archive.balances:
        last = month_before(balance.month)
        reason = f"{months_label(list(months_between(f'{last[:4]}-01', last)))}结转"
        for row in balance.rows:
            yield _carried(row.unit, last, "结转", row.points, reason, balance.path)


def succession_lines(archive: Archive, book: YearBook, month: str) -> list[ScoreLine]:
    """At the start of the month after a unit's last one its points of the year go to its successors.

    They go in the parts ``units.yml`` names and count in the successors' totals of that year; the ended unit keeps
    its own record, and its last month stays as it was. After December there is nothing to hand on.
    """
    handed: list[ScoreLine] = []
    for unit in archive.units.units:
        if unit.until is not None and unit.until == month_before(month):
            handed += _handed_on(unit, book, month, book.total(unit.name, year_of(month)))
    return handed


def late_lines(archive: Archive, book: YearBook, month: str, lines: Sequence[ScoreLine]) -> list[ScoreLine]:
    """What pieces of units that have ended earn afterwards (``lines``: those of the month) is handed on as it comes."""
    handed: list[ScoreLine] = []
    for unit in archive.units.units:
        if unit.until is not None and unit.until < month:
            late = (line.points for line in lines if line.unit == unit.name and line.column != "carried")
            handed += _handed_on(unit, book, month, sum(late, ZERO))
    return handed


def _handed_on(unit: Unit, book: YearBook, month: str, points: Fraction) -> Iterator[ScoreLine]:
    for successor in unit.successors:
        if points and (successor.unit, year_of(month)) not in book.zeroed:
            part = "" if successor.share == 1 else f"的{part_text(successor.share)}"
            reason = f"承接{unit.name}{part}"
            yield _carried(successor.unit, month, "承接", points * successor.share, reason, UNITS_FILE)


def _carried(unit: str, month: str, category: Category, points: Fraction, reason: str, source: str) -> ScoreLine:
    return ScoreLine(unit, month, category, "carried", points, "", reason, source)
