"""A notice against itself: tables against their own sums, lists against tables, items against summary lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from generator.importing.blocks import Doubt, Doubts
from generator.importing.matching import Piece, near_groups
from generator.importing.notice_lists import UnitList
from generator.importing.notice_tables import PrintedRow
from generator.model.frozen import COLUMNS
from generator.model.points import ZERO, points_text
from generator.model.units import UnitRegistry
from generator.scoring import MonthTable

_SUMS = {"adopted": ("articles", "briefs"), "forwarded": ("to_city", "to_province")}
"""Column of the table → the figures of a summary line that sum up to it; the others stand there themselves."""
_NEVER_SAID = ("adopted_above", "rank")
_SELDOM_SAID = ("month_points",)
_COUNTED = {"信息": "articles", "简讯": "briefs", "约稿": "commissioned"}

Contradiction = dict[str, object]
"""A record for ``discrepancies`` of a notice."""


def check_tables(rows: Mapping[str, PrintedRow], units: UnitRegistry, month: str) -> Iterator[Doubt]:
    """Month points against their parts, totals against months, ranks against totals, units without a row."""
    for row in rows.values():
        if not row.adds_up:
            printed = points_text(row.value("month_points"))
            said = f"{' + '.join(map(points_text, row.parts))} = {points_text(sum(row.parts, ZERO))}"
            yield Doubt(row.line, f"{row.unit}的本月分数 {printed}，不等于采用、约稿、基础分之和 {said}")
        if row.value("total_points") < row.value("month_points"):
            yield Doubt(row.line, f"{row.unit}的累计分数比本月分数还少")
    for group in units.groups:
        members = [rows[unit.name] for unit in units.members(group.id, month) if unit.name in rows]
        yield from _check_ranks(members, group.title)
    absent = [unit.name for unit in units.ranked(month) if unit.name not in rows]
    if rows and absent:
        line = max(row.line for row in rows.values())
        yield Doubt(line, f"表格里没有这些参加排名的单位，台账里也没有写：{'、'.join(absent)}。请对照原件补上")


def _check_ranks(members: Sequence[PrintedRow], title: str) -> Iterator[Doubt]:
    """Within a group a better rank goes with a better total, and the same rank with the same total."""
    for row in members:
        total = row.value("total_points")
        better = [other.value("total_points") for other in members if other.value("total_points") > total]
        expected = f"在{title}中应是第 {1 + len(better)} 名"
        printed = row.cells.get("rank")
        if printed is None:
            yield Doubt(row.line, f"{row.unit}没有名次；按累计分数{expected}")
        elif printed not in (1 + len(better), 1 + len(set(better))):
            said = f"{row.unit}印的是第 {points_text(printed)} 名"
            yield Doubt(row.line, f"{said}，按累计分数 {points_text(total)} {expected}")


def check_lists(rows: Mapping[str, PrintedRow], lists: Sequence[UnitList], doubts: Doubts) -> list[Contradiction]:
    """Doubts for every contradiction between the lists and the tables; those that can be stored are returned."""
    found: list[Contradiction] = []
    seen: dict[str, UnitList] = {}
    for one in lists:
        if one.unit in seen:
            doubts.add(one.line, f"{one.unit}的清单有两份（另一份在第 {seen[one.unit].line} 行），篇目合并收录")
        elif one.unit:
            seen[one.unit] = one
            if one.unit not in rows:
                doubts.add(one.line, f"{one.unit}有篇目清单，表格里却没有这一行")
        doubts += _check_items(one)
        if one.unit in rows:
            found += _compare(rows[one.unit], one, doubts)
    for row in rows.values():
        if row.unit not in seen:
            doubts.add(row.line, f"{row.unit}在表格里有一行，后面却没有它的篇目清单")
    return found


def _check_items(one: UnitList) -> Iterator[Doubt]:
    counts: Counter[str] = Counter(item.kind for item in one.items)
    for kind, figure in _COUNTED.items():
        if counts[kind] != one.value(figure):
            said = f"{one.printed}的汇总行写{kind} {points_text(one.value(figure))} 篇"
            yield Doubt(one.line, f"{said}，下面列出的是 {counts[kind]} 篇")


def _compare(row: PrintedRow, one: UnitList, doubts: Doubts) -> Iterator[Contradiction]:
    for column, title in COLUMNS.items():
        said = [one.figures[figure] for figure in _SUMS.get(column, (column,)) if figure in one.figures]
        value = sum((part.value for part in said), ZERO)
        if column in _NEVER_SAID or value == row.value(column) or (not said and column in _SELDOM_SAID):
            continue
        cell = row.cells.get(column)
        in_table = f"表格“{title}”为空" if cell is None else f"表格“{title}”为 {points_text(cell)}"
        if not said:
            doubts.add(one.line, f"{one.printed}的汇总行没有写{title}，{in_table}，以表格为准")
            continue
        words = "、".join(part.words for part in said)
        doubts.add(one.line, f"{one.printed}的汇总行写“{words}”，{in_table}（第 {row.line} 行），以表格为准")
        yield {
            "unit": row.unit,
            "column": column,
            "printed": int(value) if value.denominator == 1 else points_text(value),
            "where": f"各单位清单“{words}”（{in_table}）",
        }


def check_near(pieces: Sequence[Piece]) -> Iterator[Doubt]:
    """Titles that are nearly equal are kept apart, and shown together."""
    for group in near_groups(pieces):
        names = "；".join(piece.said for piece in group)
        advice = f"是同一篇的请合成一个文件，在 unit 里写上全部单位：{names}"
        yield Doubt(min(piece.item.line for piece in group), f"{len(group)} 个题目相近，分开收录。{advice}")


def check_computed(rows: Mapping[str, PrintedRow], table: MonthTable) -> Iterator[Doubt]:
    """Printed figures that the archive, with what is imported, does not give."""
    for row in rows.values():
        computed = table.row(row.unit)
        for column, title in COLUMNS.items():
            ours = Fraction(getattr(computed, column, None) or 0)
            if column in row.cells and row.value(column) != ours:
                said = f"{row.unit}“{title}”表格印的是 {points_text(row.value(column))}"
                yield Doubt(row.line, f"{said}，按收录的篇目算是 {points_text(ours)}；存档用印的数字")
