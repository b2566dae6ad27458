"""The figures of a covering text, by placeholder; all of them sums and ranks of the month's tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.model import placeholders
from generator.model.frozen import Cell, FrozenNotice
from generator.model.months import number_of
from generator.model.units import UnitRegistry
from generator.scoring.tables import MonthTable, ScoreRow

LEADING_RANK = 3


def issued_figures(units: UnitRegistry, table: MonthTable, frozen: FrozenNotice | None) -> Mapping[str, str]:
    """Placeholder → text as issued and corrected where the month is frozen, whatever sections are called since.

    Else as computed.
    """
    return corrected_figures(units, frozen) if frozen else covering_figures(units, table)


def corrected_figures(units: UnitRegistry, frozen: FrozenNotice) -> Mapping[str, str]:
    """The figures of the covering text, each changed by as much as the corrections change what it is the sum of."""
    figures = dict(frozen.figures)
    if not frozen.corrections:
        return figures
    everybody = list(frozen.rows)
    _add(figures, placeholders.SUBMITTED_TOTAL, _more(frozen, everybody, "submitted"))
    for section in units.sections:
        groups = [frozen.groups.get(group.id, ()) for group in units.groups if group.section == section.id]
        members = [unit for group in groups for unit in group]
        label = _issued_label(frozen, section.label, members)
        _add(figures, label + placeholders.SUBMITTED, _more(frozen, members, "submitted"))
        _add(figures, label + placeholders.ADOPTED, _more(frozen, members, "adopted"))
        first = next(iter(groups), ())
        leaders = _leaders({unit: frozen.cell(unit, "rank") for unit in first})
        if label and leaders != _leaders({unit: frozen.rows[unit]["rank"] for unit in first}):
            known = units.by_canonical_name
            spoken = [known[unit].spoken_name if unit in known else unit for unit in leaders]
            figures[label + placeholders.LEADERS] = "、".join(spoken)
    return figures


def _issued_label(frozen: FrozenNotice, label: str, members: Sequence[str]) -> str:
    """How the section of these units was called when issued: what its sums stand under; empty: not to be told."""
    sums = {
        part: str(sum(int(frozen.rows[unit][column] or 0) for unit in members))
        for part, column in ((placeholders.SUBMITTED, "submitted"), (placeholders.ADOPTED, "adopted"))
    }
    labels = [name.removesuffix(placeholders.LEADERS) for name in frozen.figures if name.endswith(placeholders.LEADERS)]
    fitting = [one for one in labels if all(frozen.figures.get(one + part) == text for part, text in sums.items())]
    return label if label in fitting else fitting[0] if len(fitting) == 1 else ""


def _more(frozen: FrozenNotice, units: Sequence[str], column: str) -> int:
    return sum(int((frozen.cell(unit, column) or 0) - (frozen.rows[unit][column] or 0)) for unit in units)


def _add(figures: dict[str, str], name: str, more: int) -> None:
    if figures.get(name, "").isdecimal():
        figures[name] = str(int(figures[name]) + more)


def _leaders(ranks: Mapping[str, Cell]) -> list[str]:
    """The units ranked 1 to 3, best first."""
    found = [(rank, unit) for unit, rank in ranks.items() if rank is not None and rank <= LEADING_RANK]
    return [unit for _, unit in sorted(found, key=lambda one: one[0])]


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
