"""Everything computed from an archive, in one place; each year is computed for itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, partial

from generator.cache import Cache
from generator.keys import Keys
from generator.model.archive import Archive
from generator.model.months import year_of
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
    keys: Keys = field(repr=False, compare=False)
    """For what depends on them."""

    @cached_property
    def index(self) -> LineIndex:
        """For explaining figures."""
        return LineIndex(self.lines)

    @cached_property
    def by_source(self) -> dict[str, list[ScoreLine]]:
        """Path of a file → the lines that come from it, oldest first."""
        found: dict[str, list[ScoreLine]] = defaultdict(list)
        for line in self.lines:
            found[line.source].append(line)
        return found

    @cached_property
    def audits(self) -> dict[str, Audit]:
        """Month → issued against computed figures, for months that have something to compare."""
        return {one.month: one for one in audit(self.archive, self.tables, self.lines)}

    def differs(self, month: str) -> bool:
        """Whether the month was issued with other figures than are computed now."""
        audit = self.audits.get(month)
        return bool(audit and audit.differences)

    def issued(self, month: str) -> MonthTable:
        """The table a notice shows: as issued where it is frozen, else as computed."""
        frozen = self.archive.frozen_by_month.get(month)
        return issued_table(self.tables[month], frozen) if frozen else self.tables[month]


def score(archive: Archive, cache: Cache | None = None) -> Scores:
    """Score a checked archive; years of which no file has changed come from ``cache``."""
    cache, keys = cache if cache and archive.digests else Cache(), Keys(archive)
    lines: list[ScoreLine] = []
    tables: dict[str, MonthTable] = {}
    names = set()
    for year, part in archive.by_year.items():
        name, key = str(year), keys.scored(year)
        own_lines, own_tables = cache.obtain(name, key, partial(_score_year, part, year))
        lines += own_lines
        tables |= own_tables
        names.add(name)
    cache.sweep(names)
    return Scores(archive, lines, tables, keys)


def _score_year(part: Archive, year: int) -> tuple[list[ScoreLine], dict[str, MonthTable]]:
    lines = [line for line in score_lines(part) if year_of(line.month) == year]
    return lines, {month: table for month, table in month_tables(part, lines).items() if year_of(month) == year}
