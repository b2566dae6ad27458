"""The tables of a notice: one row of figures for each unit, whatever the headings are called or wherever they split."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.importing.blocks import Doubts
from generator.importing.notice_parts import TableRow
from generator.loading.unit_names import unknown_unit
from generator.model.frozen import COLUMNS
from generator.model.import_layout import SKIPPED, ImportLayout
from generator.model.points import ZERO
from generator.model.units import UnitRegistry

_UNIT = "unit"
_USUAL = (_UNIT, *COLUMNS)
"""The columns in their usual order, for tables whose headings are damaged or missing."""
_HEADINGS = (
    ("adopted_above", re.compile("市级以上|上级采用|省级")),
    ("commissioned_points", re.compile("约稿.*[计记得]?分")),
    ("commissioned", re.compile("约稿")),
    ("submitted", re.compile("上报|报送")),
    ("forwarded", re.compile("报省|报市")),
    ("base_points", re.compile("基础")),
    ("total_points", re.compile("累计|总分|总得分")),
    ("month_points", re.compile("[本当]月")),
    ("rank", re.compile("排名|名次|位次")),
    ("adopted_points", re.compile("[计记得]分")),
    ("adopted", re.compile("采用|简报")),
    (_UNIT, re.compile("单位|科室|部门")),
)
_OTHER = re.compile(
    "任务|完成|率|比例|占比|差|上月|上年|去年|同期|目标|累计(?:上报|报送|采用|约稿|篇)|年度?(?:上报|采用)|序号|备注"
)
"""A heading with these words holds another figure than the words beside them say."""
_NO_FIGURES = re.compile("序号|备注|编号")
_CAPTION = re.compile(r"统计|情况|\(?[A-Z]类\)?$")
_NUMBER = re.compile(r"-?\d{1,6}(\.\d{1,4})?")
_BLANK = ("", "-", "—", "–", "/", "无")
_TOTALS = ("合计", "总计", "小计")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A unit's row: the unit's canonical name, and the figures that stand in it (blank: ``None``)."""

    unit: str
    line: int
    cells: Mapping[str, Fraction | None]

    def value(self, column: str) -> Fraction:
        """The figure, a blank cell being 0."""
        return self.cells.get(column) or ZERO

    @property
    def parts(self) -> list[Fraction]:
        """What the month's points are the sum of."""
        return [self.value(column) for column in ("adopted_points", "commissioned_points", "base_points")]

    @property
    def adds_up(self) -> bool:
        """Whether the month's points are the sum of their parts."""
        return self.value("month_points") == sum(self.parts)


def read_rows(
    rows: Sequence[TableRow], units: UnitRegistry, month: str, layout: ImportLayout, doubts: Doubts
) -> dict[str, PrintedRow]:
    """Canonical unit → its row, in the printed order; rows that cannot be told are doubts."""
    found: dict[str, PrintedRow] = {}
    columns: tuple[str, ...] = ()
    heading: list[tuple[str, ...]] = []
    for row in rows:
        if _is_caption(row):
            continue
        if _is_heading(row, units, month, layout):
            heading = [*heading[-1:], row.cells]
            continue
        if heading:
            columns = _columns(heading, len(row.cells), layout, row.line, doubts)
            heading = []
        if any(row.cells) and row.cells[0] not in _TOTALS:
            _add(found, row, columns or _usual(len(row.cells)), (units, month), doubts)
    return found


def _add(
    found: dict[str, PrintedRow],
    row: TableRow,
    columns: tuple[str, ...],
    known: tuple[UnitRegistry, str],
    doubts: Doubts,
) -> None:
    units, month = known
    place = columns.index(_UNIT) if _UNIT in columns else 0
    name = row.cells[place] if place < len(row.cells) else ""
    unit = units.resolve(name, month)
    if unit is None:
        said = f"表格这一行没有收录：{unknown_unit(units, name, month)}" if name else "表格这一行没有单位，没有收录"
        doubts.add(row.line, said)
        return
    if unit.name in found:
        doubts.add(row.line, f"表格里{unit.name}有两行（另一行在第 {found[unit.name].line} 行），只取前一行")
        return
    if unit.group_in(month) is None:
        doubts.add(row.line, f"表格里有{unit.name}，而 units.yml 里它不参加排名。应当排名的请写上 group")
    cells = {
        column: _number(cell, f"{unit.name}“{COLUMNS[column]}”", row.line, doubts)
        for column, cell in zip(columns, row.cells, strict=False)
        if column in COLUMNS
    }
    printed = PrintedRow(unit.name, row.line, cells)
    lacks_only_its_end = printed.adds_up and cells.get("total_points") is not None
    if len(row.cells) < len(columns) and not lacks_only_its_end:
        said = f"只有 {len(row.cells)} 格，应有 {len(columns)} 格，数字可能错了位，没有收录，请对照原件"
        doubts.add(row.line, f"{unit.name}这一行{said}")
        return
    absent = [title for column, title in COLUMNS.items() if column not in cells and column != "adopted_above"]
    if absent:
        doubts.add(row.line, f"{unit.name}这一行认不出这几栏，按空白处理：{'、'.join(absent)}")
    found[unit.name] = printed


def _number(text: str, what: str, line: int, doubts: Doubts) -> Fraction | None:
    if text in _BLANK:
        return None
    if _NUMBER.fullmatch(text):
        return Fraction(text)
    doubts.add(line, f"{what}的“{text[:20]}”不是数字，按空白处理，请对照原件")
    return None


def _is_caption(row: TableRow) -> bool:
    """A row that holds nothing but the title of the table."""
    words = [cell for cell in row.cells if cell]
    return len(words) == 1 and bool(_CAPTION.search(words[0]))


def _is_heading(row: TableRow, units: UnitRegistry, month: str, layout: ImportLayout) -> bool:
    """A row of words without a unit or a figure."""
    words = [cell for cell in row.cells if cell]
    if not words or any(_NUMBER.fullmatch(cell) for cell in words):
        return False
    return units.resolve(row.cells[0], month) is None and any(_column_of(cell, layout) for cell in words)


def _column_of(heading: str, layout: ImportLayout) -> str:
    """What a column with this heading holds: as an editor said, else by its words; empty for any other."""
    if said := layout.column(heading):
        return said
    if _OTHER.search(heading):
        return ""
    return next((column for column, pattern in _HEADINGS if pattern.search(heading)), "")


def _columns(
    heading: Sequence[tuple[str, ...]], width: int, layout: ImportLayout, line: int, doubts: Doubts
) -> tuple[str, ...]:
    """What each column holds, from one or two rows of headings: a blank upper cell continues its neighbour."""
    upper = heading[0]
    lower = heading[1] if len(heading) > 1 else ()
    columns: list[str] = []
    unread: list[str] = []
    above = ""
    for place in range(max(width, len(upper))):
        top = upper[place] if place < len(upper) else ""
        below = lower[place] if place < len(lower) else ""
        above = top or (above if below else "")
        own = _column_of(below, layout)
        column = own if own == "adopted_above" or layout.column(below) else _column_of(above + below, layout)
        taken = column in columns and column != SKIPPED
        columns.append("" if taken else column)
        if (not column or taken) and above + below and not _NO_FIGURES.fullmatch(above + below):
            unread.append(above + below)
    usual = _usual(len(columns)) if set(_USUAL) - set(columns) else ()
    if usual and any(column and column != own for column, own in zip(columns, usual, strict=True)):
        usual = ()
    for one in unread:
        what = "按通常的次序读" if usual else "没有读"
        hint = f"--column {one}=month_points（本月分数；可写 {'、'.join(COLUMNS)}、{SKIPPED}）"
        doubts.add(line, f"表格的“{one}”一栏不认识，{what}。要读请加 {hint}")
    return usual or tuple(columns)


def _usual(width: int) -> tuple[str, ...]:
    return _USUAL if width == len(_USUAL) else ()
