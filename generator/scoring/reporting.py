"""How much was sent and adopted in a month, by section of the notice, beside the same month of the year before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.months import number_of, year_of
from generator.model.points import rate_text
from generator.model.units import UnitRegistry
from generator.scoring.tables import MonthTable, ScoreRow


@dataclass(frozen=True, slots=True)
class Reporting:
    """One section's month. ``None``: the month has no ledger, or there is no such month a year before."""

    title: str
    units: int
    submitted: int | None
    adopted: int
    silent: tuple[str, ...]
    """零报送: units that sent nothing; empty without a ledger."""
    submitted_before: int | None
    adopted_before: int | None

    @property
    def rate(self) -> str:
        """采用率: adopted pieces (as credited) per piece sent, in percent with one decimal."""
        return rate_text(self.adopted, self.submitted)


def reporting(units: UnitRegistry, tables: Mapping[str, MonthTable], month: str) -> list[Reporting]:
    """One entry for each section of the notice."""
    before = tables.get(f"{year_of(month) - 1}-{number_of(month):02d}")
    entries = []
    for section in units.sections:
        rows = tables[month].section_rows(section.id)
        earlier = before.section_rows(section.id) if before else []
        entries.append(
            Reporting(
                title=section.title,
                units=len(rows),
                submitted=_submitted(rows),
                adopted=sum(row.adopted for row in rows),
                silent=tuple(row.unit for row in rows if row.submitted == 0),
                submitted_before=_submitted(earlier) if earlier else None,
                adopted_before=sum(row.adopted for row in earlier) if earlier else None,
            )
        )
    return entries


def _submitted(rows: list[ScoreRow]) -> int | None:
    counts = [row.submitted for row in rows if row.submitted is not None]
    return sum(counts) if len(counts) == len(rows) else None
