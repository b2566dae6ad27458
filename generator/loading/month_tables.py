"""CSV files that a spreadsheet program writes: ledgers and balances."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from generator import limits
from generator.loading.advice import shown
from generator.loading.context import Context
from generator.loading.text_file import File, decode
from generator.loading.unit_names import unknown_unit
from generator.model import blanks
from generator.model.office import Balance, BalanceRow, Ledger, LedgerRow
from generator.model.points import to_points
from generator.problems import Problem

LEDGER_COLUMNS = ("单位", "上报篇数", "报市", "报省厅")
BALANCE_COLUMNS = ("单位", "累计分数")

_COUNT = re.compile(r"[0-9]{1,6}")
_POINTS = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}|/[1-9][0-9]{0,5})?")
_OTHER_SEPARATOR = re.compile(r"[，;；\t]")


_NAMED = 5
"""How many units without counts are named."""

_TOTALS = ("合计", "总计", "小计")


@dataclass(frozen=True, slots=True)
class _Row:
    unit: str
    line: int
    cells: dict[str, str]


def read_ledger(file: File, context: Context) -> Ledger | None:
    """Read ``content/ledger/2023-06.csv``; a blank cell is 0."""
    table = _Table(file, context, LEDGER_COLUMNS)
    rows = table.rows()
    if rows is None:
        return None
    counts = [(row, [table.count(row, column) for column in LEDGER_COLUMNS[1:]]) for row in rows]
    table.report_unfilled()
    return Ledger(file.path, table.month, tuple(LedgerRow(row.unit, row.line, *numbers) for row, numbers in counts))


def read_balance(file: File, context: Context) -> Balance | None:
    """Read ``content/balances/2023-06.csv``: points from January to the month before."""
    table = _Table(file, context, BALANCE_COLUMNS)
    rows = table.rows()
    if rows is None:
        return None
    return Balance(file.path, table.month, tuple(BalanceRow(row.unit, row.line, table.points(row)) for row in rows))


class _Table:
    """A CSV file with a row for each unit of a month."""

    def __init__(self, file: File, context: Context, columns: tuple[str, ...]) -> None:
        self.month = file.stem
        self._file, self._context, self._columns = file, context, columns
        self._unfilled: dict[str, int] = {}

    def rows(self) -> list[_Row] | None:
        """Every row; ``None`` when one of them cannot be told, so that no unit is called missing on its account."""
        text = decode(self._file, self._context.problems, allow_bom=True)
        if text is None:
            return None
        records = list(_records(text))
        fault = _wrong_heading(records[0][1] if records else [], self._columns)
        if fault:
            self._report(records[0][0] if records else 1, "", "bad-columns", fault)
            return None
        if len(records) == 1:
            self._report(1, "", "no-rows", "只有第一行表头，没有各单位的行。请补上，每个单位一行")
            return None
        if len(records) > limits.ROWS.most + 1:
            self._report(records[-1][0], "", limits.CODE, limits.ROWS.message(len(records) - 1))
            return None
        seen: dict[str, int] = {}
        rows = [self._row(line, cells, seen) for line, cells in records[1:]]
        known = [row for row in rows if row is not None]
        return known if len(known) == len(rows) else None

    def count(self, row: _Row, column: str) -> int:
        """A number of pieces."""
        text = row.cells[column]
        if text == "":
            return 0
        if text == blanks.COUNT:
            self._unfilled.setdefault(row.unit, row.line)
            return 0
        if _COUNT.fullmatch(text):
            return int(text)
        self._report(row.line, column, "bad-count", f"{row.unit}的{column}“{shown(text)}”不是篇数，要写 0 或正整数")
        return 0

    def report_unfilled(self) -> None:
        """One problem for all rows that are as a new ledger has them."""
        if self._unfilled:
            units = "、".join(list(self._unfilled)[:_NAMED]) + ("等" if len(self._unfilled) > _NAMED else "")
            message = (
                f"还有 {len(self._unfilled)} 个单位没有填（{units}）。请把“{blanks.COUNT}”都换成篇数，没有报送的写 0"
            )
            self._report(min(self._unfilled.values()), "", "to-fill-in", message)

    def points(self, row: _Row) -> Fraction:
        """The points in the last column."""
        column = self._columns[-1]
        text = row.cells[column]
        if _POINTS.fullmatch(text):
            return to_points(text)
        now = f"“{shown(text)}”不是分数" if text else "是空的"
        message = f"{row.unit}的{column}{now}，要写数字，如 119.5；没有分数就写 0"
        self._report(row.line, column, "bad-points", message)
        return Fraction(0)

    def _row(self, line: int, cells: list[str], seen: dict[str, int]) -> _Row | None:
        """A row with a known unit that has not been ``seen`` above; anything else is a problem."""
        fault = _wrong_cells(cells, self._columns)
        if fault:
            self._report(line, "", "bad-row", fault)
            return None
        unit = self._canonical(line, cells[0])
        if unit in seen:
            message = f"{unit}写了两行（另一行是第 {seen[unit]} 行），请删去一行"
            self._report(line, self._columns[0], "unit-twice", message)
            return None
        if unit is None:
            return None
        seen[unit] = line
        padded = cells + [""] * (len(self._columns) - len(cells))
        return _Row(unit, line, dict(zip(self._columns, padded, strict=True)))

    def _canonical(self, line: int, name: str) -> str | None:
        """The unit's canonical name; when ``units.yml`` could not be read, the name as it is."""
        units = self._context.units
        if units is None:
            return name
        unit = units.resolve(name, self.month)
        if unit is None:
            self._report(line, self._columns[0], "unknown-unit", unknown_unit(units, name, self.month))
            return None
        return unit.name

    def _report(self, line: int, field: str, code: str, message: str) -> None:
        self._context.problems.append(Problem(self._file.path, line, field, code, message))


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of every row with content, without the empty columns a spreadsheet adds on the right."""
    reader = csv.reader(io.StringIO(text))
    line = 1
    try:
        for raw in reader:
            cells = [cell.strip() for cell in raw]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:  # an open quote made one cell of the rest of a large file
        yield line, ["\n"]


def _wrong_heading(heading: list[str], columns: tuple[str, ...]) -> str:
    proper = ",".join(columns)
    if heading == list(columns):
        return ""
    if not heading:
        return f"文件是空的。第一行要写“{proper}”"
    if len(heading) == 1 and _OTHER_SEPARATOR.search(heading[0]):
        return f"各列之间要用英文逗号。请“另存为”，类型选“CSV UTF-8（逗号分隔）”，第一行应是“{proper}”"
    return f"第一行要是“{proper}”，次序也要相同（现在是“{shown(','.join(heading))}”）"


def _wrong_cells(cells: list[str], columns: tuple[str, ...]) -> str:
    proper = ",".join(columns)
    if any("\n" in cell for cell in cells):
        return "从这一行起英文引号没有成对，请删去引号"
    if len(cells) > len(columns):
        return f"这一行有 {len(cells)} 格，最多 {len(columns)} 格（{proper}）。请删去多余的格；数字里不要用逗号"
    if len(cells) == 1 and _OTHER_SEPARATOR.search(cells[0]):
        return f"各格之间要用英文逗号（{proper}）"
    if not cells[0]:
        return "这一行没有写单位。请写上单位，或删去这一行"
    if cells[0] in _TOTALS:
        return f"这里不写{cells[0]}，请删去这一行"
    return ""
