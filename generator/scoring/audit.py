"""Issued figures against computed ones: what differs, and which lines make the difference."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from generator.model.archive import Archive
from generator.model.frozen import COLUMNS, Cell, Correction, FrozenLine, FrozenNotice, cell_said
from generator.model.notices import Notice
from generator.model.points import points_text
from generator.problems import Problem
from generator.scoring.figures import covering_figures, differing, issued_figures
from generator.scoring.line import ScoreLine
from generator.scoring.tables import GroupTable, MonthTable, ScoreRow

_LINE_COLUMNS = {
    "adopted_above": ("采用",),
    "adopted": ("信息", "简讯"),
    "adopted_points": ("信息", "简讯", "采用"),
    "commissioned": ("约稿",),
    "commissioned_points": ("约稿",),
    "base_points": ("基础分", "扣分", "封顶"),
}
"""Column → the categories of lines that may change it (all others: any line)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure as issued (with corrections) beside the computed one; ``causes`` says which lines came or went."""

    month: str
    unit: str
    column: str
    issued: Cell
    computed: Cell
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A printed figure that no definition reproduces, beside ours; ``where`` it was printed."""

    month: str
    name: str
    where: str
    printed: str
    computed: str


@dataclass(frozen=True, slots=True)
class Audit:
    """All that is to be told of a month's issued figures."""

    month: str
    frozen: FrozenNotice | None
    differences: tuple[Difference, ...]
    printed: tuple[PrintedFigure, ...]


def freeze(archive: Archive, table: MonthTable, lines: Iterable[ScoreLine], path: str, date: str) -> FrozenNotice:
    """The month's figures as they are now, for issuing."""
    return FrozenNotice(
        path=path,
        month=table.month,
        date=date,
        groups={one.group.id: tuple(row.unit for row in one.rows) for one in table.groups},
        rows={row.unit: cells(row) for one in table.groups for row in one.rows},
        figures=covering_figures(archive.units, table),
        lines=tuple(_plain(line) for line in lines if line.month == table.month and line.column != "carried"),
    )


def correct(frozen: FrozenNotice, *corrections: Correction) -> FrozenNotice:
    """The frozen notice with more corrections."""
    return dataclasses.replace(frozen, corrections=(*frozen.corrections, *corrections))


def cells(row: ScoreRow) -> dict[str, Cell]:
    """The figures of a row by field; absent counts are 0."""
    values = {one.name: getattr(row, one.name) for one in dataclasses.fields(row) if one.name != "unit"}
    return {name: None if name == "rank" and value is None else Fraction(value or 0) for name, value in values.items()}


def audit(archive: Archive, tables: dict[str, MonthTable], lines: Iterable[ScoreLine]) -> list[Audit]:
    """One entry for each month that was issued or has printed figures of its own, oldest first."""
    now: dict[str, list[FrozenLine]] = {}
    for line in lines:
        if line.month in archive.frozen_by_month and line.column != "carried":
            now.setdefault(line.month, []).append(_plain(line))
    withdrawn = {path for piece in archive.withdrawn for path in archive.sources_of(piece)}
    result = []
    for month, table in tables.items():
        frozen, notice = archive.frozen_by_month.get(month), archive.notices_by_month.get(month)
        printed = _printed(archive, table, notice) if notice else ()
        if frozen or printed:
            lines_now = now.get(month, [])
            differences = _differences(frozen, table, lines_now, withdrawn) if frozen else ()
            result.append(Audit(month, frozen, differences, printed))
    return result


def audit_problems(audits: Iterable[Audit]) -> list[Problem]:
    """A warning for each figure that no longer is what was issued: the site is built, and says so too."""
    return [
        Problem(
            one.frozen.path,
            1,
            difference.column,
            "frozen-difference",
            f"{difference.unit}“{COLUMNS[difference.column]}”印发为 {cell_said(difference.issued)}，"
            f"现在算出 {cell_said(difference.computed)}"
            f"{'（' + '；'.join(difference.causes) + '）' if difference.causes else ''}。"
            "通报页仍显示印发的数字；确需更正请用 bulletin notice correct，否则请改回稿件、台账或规则",
            "warning",
        )
        for one in audits
        if one.frozen
        for difference in one.differences
    ]


def issued_table(table: MonthTable, frozen: FrozenNotice) -> MonthTable:
    """The month's table with the figures as issued and corrected, in the issued order."""
    known = {one.group.id: one.group for one in table.groups}
    groups = tuple(
        GroupTable(known[id], tuple(issued_row(frozen, unit) for unit in units)) for id, units in frozen.groups.items()
    )
    return dataclasses.replace(table, groups=groups)


def issued_row(frozen: FrozenNotice, unit: str) -> ScoreRow:
    """A unit's row with the figures that hold now."""
    values: dict[str, Any] = {}
    for name in frozen.rows[unit]:
        cell = frozen.cell(unit, name)
        values[name] = cell if cell is None or name.endswith("_points") else int(cell)
    return ScoreRow(unit=unit, **values)


def _differences(
    frozen: FrozenNotice, table: MonthTable, now: list[FrozenLine], withdrawn: Collection[str]
) -> tuple[Difference, ...]:
    computed = {row.unit: cells(row) for one in table.groups for row in one.rows}
    then, now = _without_titles(frozen.lines, withdrawn), _without_titles(now, withdrawn)
    gone, come = Counter(then) - Counter(now), Counter(now) - Counter(then)
    found = []
    for unit in dict.fromkeys([*frozen.rows, *computed]):
        for column in COLUMNS:
            issued = frozen.cell(unit, column) if unit in frozen.rows else None
            cell = computed[unit][column] if unit in computed else None
            if issued != cell:
                causes = _causes(
                    [line for line in gone if _matters(line, unit, column)],
                    [line for line in come if _matters(line, unit, column)],
                )
                found.append(Difference(frozen.month, unit, column, issued, cell, tuple(causes)))
    return tuple(found)


def _without_titles(lines: Iterable[FrozenLine], withdrawn: Collection[str]) -> list[FrozenLine]:
    """The lines without the titles of pieces that are no longer published."""
    return [
        dataclasses.replace(line, reason=f"{line.category}（稿件已撤下）")
        if line.source in withdrawn and line.category != "撤下"
        else line
        for line in lines
    ]


def _causes(gone: list[FrozenLine], come: list[FrozenLine]) -> list[str]:
    """Lines that went and came, in words; the same line with other points (a changed rule) is one cause."""
    before = {(line.source, line.reason): line for line in gone}
    after = {(line.source, line.reason): line for line in come}
    changed = [
        f"{line.reason}由{points_text(line.points)}分变为{points_text(after[key].points)}分（{line.source}）"
        for key, line in before.items()
        if key in after
    ]
    lost = [f"少了{_said(line)}" for key, line in before.items() if key not in after]
    return [*changed, *lost, *(f"多了{_said(line)}" for key, line in after.items() if key not in before)]


def _matters(line: FrozenLine, unit: str, column: str) -> bool:
    if column in ("submitted", "forwarded", "rank"):
        return False
    return line.unit == unit and line.category in _LINE_COLUMNS.get(column, (line.category,))


def _said(line: FrozenLine) -> str:
    return f"{line.reason} {points_text(line.points)}分（{line.source}）"


def _plain(line: ScoreLine) -> FrozenLine:
    return FrozenLine(line.unit, line.category, line.points, line.reason, line.source)


def _printed(archive: Archive, table: MonthTable, notice: Notice) -> tuple[PrintedFigure, ...]:
    figures = issued_figures(archive.units, table, archive.frozen_by_month.get(table.month))
    in_text = [
        PrintedFigure(table.month, name, "通报正文", str(count), figures[name])
        for name, count in differing(notice.published, figures).items()
    ]
    in_lists = []
    for one in notice.discrepancies:
        row = table.row(one.unit)
        ours = points_text(Fraction(getattr(row, one.column) or 0)) if row else "—"
        name = f"{one.unit} {COLUMNS[one.column]}"
        in_lists.append(PrintedFigure(table.month, name, one.where, points_text(one.printed), ours))
    return (*in_text, *in_lists)
