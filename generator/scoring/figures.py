"""The figures of a covering text, by placeholder; all of them sums and ranks of the month's tables."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import placeholders
from generator.model.frozen import FrozenNotice
from generator.model.months import number_of
from generator.model.units import UnitRegistry
from generator.scoring.tables import MonthTable, ScoreRow

LEADING_RANK = 3


def issued_figures(units: UnitRegistry, table: MonthTable, frozen: FrozenNotice | None) -> Mapping[str, str]:
    """Placeholder → text as issued where the month is frozen, whatever sections are called since; else as computed."""
    return frozen.figures if frozen else covering_figures(units, table)


def covering_figures(units: UnitRegistry, table: MonthTable) -> dict[str, str]:
    """Placeholder → text. A count whose ledger is missing is ``（缺）``.

    采用 is the sum of the column 市局简报采用篇数. 前三 names every unit ranked 1 to 3 of the section's first group
    (for the departments: class A), so ties may make it more than three.
    """
    rows = [row for group in table.groups for row in group.rows]
    figures = {
        placeholders.MONTH: str(number_of(table.month)),
        placeholders.SUBMITTED_TOTAL: _submitted(rows),
    }
    for section in units.sections:
        members = table.section_rows(section.id)
        leaders = [unit for unit, rank in _first_group(table, section.id) if rank is not None and rank <= LEADING_RANK]
        spoken = [units.by_canonical_name[unit].spoken_name for unit in leaders]
        figures[section.label + placeholders.SUBMITTED] = _submitted(members)
        figures[section.label + placeholders.ADOPTED] = str(sum(row.adopted for row in members))
        figures[section.label + placeholders.LEADERS] = "、".join(spoken)
    return figures


def differing(published: Mapping[str, int], figures: Mapping[str, str]) -> dict[str, int]:
    """The published figures that are not the computed ones."""
    return {name: count for name, count in published.items() if figures[name] != str(count)}


def _submitted(rows: list[ScoreRow]) -> str:
    counts = [row.submitted for row in rows]
    return "（缺）" if None in counts else str(sum(count or 0 for count in counts))


def _first_group(table: MonthTable, section: str) -> list[tuple[str, int | None]]:
    group = next((group for group in table.groups if group.group.section == section), None)
    return [(row.unit, row.rank) for row in group.rows] if group else []
