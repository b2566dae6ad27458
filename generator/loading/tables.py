"""CSV files that a spreadsheet program writes: ledgers and balances."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pydantic_core import PydanticCustomError

from generator.loading.pieces import Reader
from generator.loading.schema import suggestion
from generator.loading.source import read_text
from generator.model.archive import Balance, BalanceRow, Ledger, LedgerRow
from generator.model.points import to_points
from generator.problems import Problem

LEDGER_COLUMNS = ("单位", "上报篇数", "报市", "报省厅")
BALANCE_COLUMNS = ("单位", "累计分数")


@dataclass(frozen=True)
class _Row:
    unit: str
    line: int
    cells: dict[str, str]


def read_ledger(reader: Reader, path: str) -> Ledger | None:
    """Read ``content/ledger/2023-06.csv``; a blank cell is 0."""
    month = _month_of(path)
    rows = [
        LedgerRow(row.unit, row.line, *(_count(reader, path, row, column) for column in LEDGER_COLUMNS[1:]))
        for row in _rows(reader, path, month, LEDGER_COLUMNS)
    ]
    return Ledger(path, month, tuple(rows)) if rows else None


def read_balance(reader: Reader, path: str) -> Balance | None:
    """Read ``content/balances/2023-06.csv``: points from January to the month before."""
    month = _month_of(path)
    rows = [
        BalanceRow(row.unit, row.line, _points(reader, path, row, BALANCE_COLUMNS[1]))
        for row in _rows(reader, path, month, BALANCE_COLUMNS)
    ]
    return Balance(path, month, tuple(rows)) if rows else None


def _month_of(path: str) -> str:
    return path.split("/")[2].removesuffix(".csv")


def _rows(reader: Reader, path: str, month: str, columns: tuple[str, ...]) -> Iterator[_Row]:
    """Rows with a known unit; everything else becomes a problem."""
    text = read_text(reader.root, path, reader.problems, allow_bom=True)
    if text is None:
        return
    lines = csv.reader(io.StringIO(text))
    heading = [cell.strip() for cell in next(lines, [])]
    if heading != list(columns):
        message = f"第一行要是“{','.join(columns)}”（现在是“{','.join(heading)}”）"
        reader.problems.append(Problem(path, 1, "", "bad-columns", message))
        return
    seen: dict[str, int] = {}
    for cells in lines:
        line = lines.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            message = f"这一行有 {len(cells)} 格，应当是 {len(columns)} 格（{','.join(columns)}）"
            reader.problems.append(Problem(path, line, "", "bad-row", message))
            continue
        name = cells[0].strip()
        unit = reader.units.resolve(name, month) if reader.units else None
        if unit is None:
            known = reader.units.known_names if reader.units else []
            message = f"units.yml 里没有单位“{name}”{suggestion(name, known)}"
            reader.problems.append(Problem(path, line, columns[0], "unknown-unit", message))
        elif unit.name in seen:
            message = f"{unit.name}写了两行（另一行是第 {seen[unit.name]} 行），请删去一行"
            reader.problems.append(Problem(path, line, columns[0], "unit-twice", message))
        else:
            seen[unit.name] = line
            yield _Row(unit.name, line, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))


def _count(reader: Reader, path: str, row: _Row, column: str) -> int:
    text = row.cells[column]
    if text == "":
        return 0
    if text.isascii() and text.isdigit():
        return int(text)
    message = f"{row.unit}的{column}“{text}”不是篇数，要写 0 或正整数"
    reader.problems.append(Problem(path, row.line, column, "bad-count", message))
    return 0


def _points(reader: Reader, path: str, row: _Row, column: str) -> Fraction:
    try:
        return to_points(row.cells[column])
    except PydanticCustomError:
        message = f"{row.unit}的{column}“{row.cells[column]}”不是分数，要写数字，如 119.5"
        reader.problems.append(Problem(path, row.line, column, "bad-points", message))
        return Fraction(0)
