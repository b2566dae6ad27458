"""The whole table of score lines, month by month."""

from __future__ import annotations

from collections import defaultdict

from generator.model.archive import Archive
from generator.model.months import month_after
from generator.scoring.carried import balance_lines, late_lines, succession_lines
from generator.scoring.line import ScoreLine
from generator.scoring.month_lines import month_lines, units_of
from generator.scoring.pieces import piece_lines
from generator.scoring.yearbook import YearBook


def score_lines(archive: Archive) -> list[ScoreLine]:
    """Every line of the archive, by month; within a month in the order in which they arise.

    Pieces come first, then what the month adds (base), takes (deductions, adjustments), caps and zeroes. What ended
    units hand on is reckoned before the caps of their successors, so that it counts once there, and at once. A line
    depends on lines of its own and of earlier months only, so scoring a month never depends on later ones.
    """
    given: dict[str, list[ScoreLine]] = defaultdict(list)
    for line in (*balance_lines(archive), *piece_lines(archive)):
        given[line.month].append(line)
    lines: list[ScoreLine] = []
    book = YearBook(archive.rules)
    for month in sorted({*archive.months, *given, *_successions(archive)}):
        lines += book.enter(succession_lines(archive, book, month))
        pieces = [line for line in given[month] if line.column != "carried"]
        book.enter([line for line in given[month] if line.column == "carried"])
        units = units_of(archive, month, pieces)
        ended = [unit for unit in units if archive.units.by_canonical_name[unit].ended_before(month)]
        added = month_lines(archive, book, month, ended, pieces)
        late = book.enter(late_lines(archive, book, month, [*pieces, *added]))
        added += month_lines(archive, book, month, [unit for unit in units if unit not in ended], pieces)
        added.sort(key=lambda line: units.index(line.unit))
        book.enter([*pieces, *added])
        lines += [*given[month], *added, *late]
    return lines


def _successions(archive: Archive) -> set[str]:
    """The first months of successors: those after the last months of the units they follow."""
    return {month_after(unit.until) for unit in archive.units.units if unit.until and unit.successors}
