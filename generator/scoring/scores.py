"""Everything computed from an archive, in one place; each year is computed for itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from generator.cache import Cache
from generator.fingerprints import Derived, Known, fingerprint
from generator.model.archive import Archive
from generator.model.months import year_of
from generator.scoring.audit import Audit, audit
from generator.scoring.explain import LineIndex
from generator.scoring.line import ScoreLine
from generator.scoring.lines import score_lines
from generator.scoring.tables import MonthTable, month_tables


@dataclass(frozen=True, slots=True)
class YearOf:
    """What an archive has for a year: all of it but the texts counts for the figures."""

    archive: Archive
    year: int

    @property
    def fingerprint(self) -> str:
        """Of everything that is scored."""
        archive = self.archive
        return fingerprint(self.year, archive.units, archive.rules, [record.facts for record in archive.dated])


@dataclass(frozen=True, slots=True)
class ScoredYear:
    """The score lines of a year, and its month tables, oldest first."""

    lines: tuple[ScoreLine, ...]
    tables: tuple[MonthTable, ...]
    known: tuple[Known, ...] = ()
    """What the tables are known by."""

    def __post_init__(self) -> None:
        for table, known in zip(self.tables, self.known, strict=False):
            table.recall(known)


@dataclass(frozen=True)
class Scores:
    """A valid archive with its score lines and its month tables, oldest month first."""

    archive: Archive
    lines: list[ScoreLine]
    tables: dict[str, MonthTable]
    years: dict[int, Derived[ScoredYear]] = field(repr=False, compare=False)
    """The same year by year, for what depends on some years only."""

    def table(self, month: str) -> MonthTable:
        """The table of any month, also of one in which nothing counts."""
        return self.tables.get(month) or month_tables(self.archive, self.lines, [month])[month]

    @cached_property
    def index(self) -> LineIndex:
        """For explaining figures."""
        return LineIndex(self.lines)

    @cached_property
    def audits(self) -> dict[str, Audit]:
        """Month → issued against computed figures, for months that have something to compare."""
        return {one.month: one for one in audit(self.archive, self.tables, self.lines)}

    def differs(self, month: str) -> bool:
        """Whether the month was issued with other figures than are computed now."""
        audit = self.audits.get(month)
        return bool(audit and audit.differences)


def score(archive: Archive, cache: Cache | None = None) -> Scores:
    """Score a checked archive; years of which no file has changed come from ``cache``."""
    cache = cache or Cache()
    years = {
        year: Derived(score_year, YearOf(part, year), cache=cache, name=str(year))
        for year, part in archive.by_year.items()
    }
    scored = [year.value for year in years.values()]
    cache.sweep([str(year) for year in years])
    return Scores(
        archive,
        [line for year in scored for line in year.lines],
        {table.month: table for year in scored for table in year.tables},
        years,
    )


def score_year(part: YearOf) -> ScoredYear:
    """The lines and tables of the year."""
    archive, year = part.archive, part.year
    lines = [line for line in score_lines(archive) if year_of(line.month) == year]
    tables = [table for month, table in month_tables(archive, lines).items() if year_of(month) == year]
    return ScoredYear(tuple(lines), tuple(tables), tuple(table.known for table in tables))
