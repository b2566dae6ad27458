"""The whole table of score lines, month by month."""

from __future__ import annotations

from collections import defaultdict

from generator.model.archive import Archive
from generator.model.months import month_after
from generator.scoring.carried import balance_lines, late_lines, succession_lines
from generator.scoring.line import ScoreLine
from generator.scoring.month_lines import month_lines
from generator.scoring.pieces import piece_lines
from generator.scoring.yearbook import YearBook


def score_lines(archive: Archive) -> list[ScoreLine]:
    """Every line of the archive, by month; within a month in the order in which they arise.

    Pieces come first, then what the month adds (base), takes (deductions, adjustments), caps and zeroes. A line
    depends on lines of its own and of earlier months only, so scoring a month never depends on later ones.
    """
    given: dict[str, list[ScoreLine]] = defaultdict(list)
    for line in (*balance_lines(archive), *piece_lines(archive)):
        given[line.month].append(line)
    lines: list[ScoreLine] = []
    book = YearBook(archive.rules)
    for month in sorted({*archive.months, *given, *_successions(archive)}):
        lines += book.enter(succession_lines(archive, book, month))
        entered = book.enter([*given[month], *month_lines(archive, book, month, given[month])])
        lines += entered
        lines += book.enter(late_lines(archive, book, month, entered))
    return lines


def _successions(archive: Archive) -> set[str]:
    """The first months of successors: those after the last months of the units they follow."""
    return {month_after(unit.until) for unit in archive.units.units if unit.until and unit.successors}
