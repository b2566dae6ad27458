"""Everything computed from an archive, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from generator.model.archive import Archive
from generator.scoring.audit import Audit, audit, issued_table
from generator.scoring.explain import LineIndex
from generator.scoring.line import ScoreLine
from generator.scoring.lines import score_lines
from generator.scoring.tables import MonthTable, month_tables


@dataclass(frozen=True)
class Scores:
    """A valid archive with its score lines and its month tables, oldest month first."""

    archive: Archive
    lines: list[ScoreLine]
    tables: dict[str, MonthTable]

    @cached_property
    def index(self) -> LineIndex:
        """For explaining figures."""
        return LineIndex(self.lines)

    @cached_property
    def audits(self) -> dict[str, Audit]:
        """Month → issued against computed figures, for months that have something to compare."""
        return {one.month: one for one in audit(self.archive, self.tables, self.lines)}

    def issued(self, month: str) -> MonthTable:
        """The table a notice shows: as issued where it is frozen, else as computed."""
        frozen = self.archive.frozen_by_month.get(month)
        return issued_table(self.tables[month], frozen) if frozen else self.tables[month]


def score(archive: Archive) -> Scores:
    """Score a checked archive."""
    lines = score_lines(archive)
    return Scores(archive, lines, month_tables(archive, lines))
