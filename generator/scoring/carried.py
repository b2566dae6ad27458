"""Points that come from earlier: balances from before the archive, and totals of units that have ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.model.archive import Archive
from generator.model.months import month_before, months_between, months_label, number_of, year_of
from generator.model.points import ZERO, part_text
from generator.scoring.line import Category, ScoreLine
from generator.scoring.yearbook import YearBook


def balance_lines(archive: Archive) -> Iterator[ScoreLine]:
    """A balance is dated to the last month it covers, so that it counts in totals and in no month's points."""
    for balance in archive.balances:
        last = month_before(balance.month)
        reason = f"{months_label(list(months_between(f'{last[:4]}-01', last)))}结转"
        for row in balance.rows:
            yield _carried(row.unit, last, "结转", row.points, reason, balance.path)


def succession_lines(archive: Archive, book: YearBook, month: str, lines: Sequence[ScoreLine]) -> list[ScoreLine]:
    """In the last month of a unit its points of the year go to its successors, in the parts ``units.yml`` names.

    They count in the successors' totals of that year; the ended unit keeps its own record. What its pieces earn
    later (``lines``: those of the month) is handed on as it comes. After December there is nothing to hand on.
    """
    handed = []
    for unit in archive.units.units:
        if unit.until is None or unit.until > month or not unit.successors:
            continue
        if unit.until == month:
            points = book.total(unit.name, year_of(month)) if number_of(month) < 12 else ZERO
        else:
            points = sum((line.points for line in lines if line.unit == unit.name), ZERO)
        heirs = [one for one in unit.successors if points and (one.unit, year_of(month)) not in book.zeroed]
        for successor in heirs:
            part = "" if successor.share == 1 else f"的{part_text(successor.share)}"
            handed.append(
                _carried(successor.unit, month, "承接", points * successor.share, f"承接{unit.name}{part}", "units.yml")
            )
    return handed


def _carried(unit: str, month: str, category: Category, points: Fraction, reason: str, source: str) -> ScoreLine:
    return ScoreLine(unit, month, category, "carried", points, "", reason, source)
