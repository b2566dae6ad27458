"""Tables with a row for each unit of a month: ledgers and balances."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from generator.loading.context import Context
from generator.loading.office_table import (
    Column,
    Form,
    Row,
    bad_row,
    check_totals,
    count_of,
    points_of,
    read_table,
    said,
)
from generator.loading.text_file import File
from generator.loading.unit_names import unknown_unit
from generator.model import blanks
from generator.model.office import Balance, BalanceRow, Ledger, LedgerRow
from generator.model.units import plain_name
from generator.problems import Problem

UNIT_NAMES = "单位|单位名称|供稿单位|报送单位|上报单位|来稿单位|投稿单位|信息单位|各单位|名称|科室|县局|县区局|部门"
_BEFORE, _AFTER = (
    "(?:本月|当月|[0-9]{1,2}月份?|其中)?",
    "(?:信息|稿件)?(?:篇数|条数|件数|数量|总数|总篇数|篇|条|件|数)?",
)
_CITY = "市局|市政府办公室|市政府办|市政府|市委市政府|市委|市里|市"
_PROVINCE = "省自然资源厅|省厅|省局|省里|自然资源厅|省"
SUBMITTED, TO_CITY, TO_PROVINCE, _FORWARDED = "上报篇数", "报市", "报省厅", "报省市"
LEDGER_COLUMNS = ("单位", SUBMITTED, TO_CITY, TO_PROVINCE)
_OF_NAMES = {"unknown-unit"}
"""Codes of faults that leave all numbers of a table as they are."""
_NAMED = 5
"""How many units without counts are named."""
_LEDGER = Form(
    (
        Column("单位", UNIT_NAMES),
        Column(SUBMITTED, f"{_BEFORE}(?:上报|报送|投稿|来稿|供稿)(?:政务)?{_AFTER}", is_figure=True),
        Column(TO_CITY, f"{_BEFORE}上?报送?(?:{_CITY}){_AFTER}", is_figure=True),
        Column(TO_PROVINCE, f"{_BEFORE}上?报送?(?:{_PROVINCE}){_AFTER}", is_figure=True),
        Column(_FORWARDED, f"{_BEFORE}上?报送?(?:省市|市省|上级){_AFTER}", needed=False, is_figure=True),
    )
)
_BALANCE = Form(
    (
        Column("单位", UNIT_NAMES),
        Column(
            "累计分数",
            "(?:截至上月|上月|结转|年度|当年|全年)?(?:累计|结转)(?:分数|得分|总分|记分|计分|积分|分)?",
            is_figure=True,
        ),
    )
)


def read_ledger(file: File, context: Context) -> Ledger | None:
    """Read ``content/ledger/2023-06.csv`` or ``.xlsx``; a blank cell is 0."""
    rows = _UnitTable(file, context, _LEDGER, _count).rows()
    if rows is None:
        return None
    counted = [
        LedgerRow(one.unit, one.line, *(int(one[name]) for name in (SUBMITTED, TO_CITY, TO_PROVINCE))) for one in rows
    ]
    return Ledger(file.path, file.stem, tuple(counted))


def read_balance(file: File, context: Context) -> Balance | None:
    """Read ``content/balances/2023-06.csv`` or ``.xlsx``: points from January to the month before."""
    rows = _UnitTable(file, context, _BALANCE, _points).rows()
    if rows is None:
        return None
    return Balance(file.path, file.stem, tuple(BalanceRow(one.unit, one.line, one["累计分数"]) for one in rows))


@dataclass(frozen=True, slots=True)
class _UnitRow:
    unit: str
    line: int
    numbers: dict[str, Fraction]

    def __getitem__(self, column: str) -> Fraction:
        return self.numbers[column]


_Fault = tuple[str, str]
"""Code and message."""


def _count(unit: str, column: str, text: str) -> Fraction | _Fault:
    found = count_of(text)
    if found is None:
        return "bad-count", f"{unit}的{column}“{said(text)}”不是篇数，要写 0 或正整数"
    return Fraction(found)


def _points(unit: str, column: str, text: str) -> Fraction | _Fault:
    negative = text.strip().startswith(("-", "−", "－"))
    found = points_of(text.strip()[1:] if negative else text)
    if found is None:
        now = f"“{said(text)}”不是分数" if text else "是空的"
        return "bad-points", f"{unit}的{column}{now}，要写数字，如 119.5；没有分数就写 0"
    return -found if negative else found


class _UnitTable:
    """A table with a row for each unit of a month."""

    def __init__(
        self, file: File, context: Context, form: Form, number: Callable[[str, str, str], Fraction | _Fault]
    ) -> None:
        self._file, self._context, self._form, self._number = file, context, form, number
        self._seen: dict[str, int] = {}
        self._unfilled: dict[str, int] = {}
        self._counted: dict[int, dict[str, Fraction]] = {}
        """Line → its numbers, also of a unit that is not known: the sum is told in the same run."""

    def rows(self) -> list[_UnitRow] | None:
        """Every row; ``None`` when one of them cannot be told, so that no unit is called missing on its account."""
        problems = self._context.problems
        rows = read_table(self._file, self._form, self._context.units, problems)
        if rows is None:
            return None
        told = len(problems)
        lines = [row for row in rows if not row.total]
        read = [self._row(row) for row in lines]
        known = [row for row in read if row is not None]
        self._tell_unfilled()
        if len(self._counted) == len(lines) and {one.code for one in problems[told:]} <= _OF_NAMES:
            check_totals(self._file, rows, self._counted, problems)
        return known if len(known) == len(read) else None

    def _row(self, row: Row) -> _UnitRow | None:
        """A row with a known unit that has not been seen above; anything else is a problem."""
        fault = bad_row(row) or ("" if row["单位"] else "这一行没有写单位。请写上单位，或删去这一行")
        if fault:
            self._report(row.line, "", "bad-row", fault)
            return None
        unit = self._canonical(row.line, row["单位"])
        numbers = self._counted[row.line] = self._numbers(row, unit or said(row["单位"]))
        if unit is None:
            return None
        if unit in self._seen:
            message = f"{unit}写了两行（另一行是第 {self._seen[unit]} 行），请删去一行"
            self._report(row.line, "单位", "unit-twice", message)
            return None
        self._seen[unit] = row.line
        return _UnitRow(unit, row.line, numbers)

    def _numbers(self, row: Row, unit: str) -> dict[str, Fraction]:
        """What the row has in each column of numbers; 0 for what is none, which is a problem."""
        numbers = {}
        for column in self._form.columns[1:]:
            if row[column.name] == blanks.COUNT:
                self._unfilled.setdefault(unit, row.line)
                numbers[column.name] = Fraction(0)
            elif column.needed or row[column.name]:
                found = self._number(unit, column.name, row[column.name])
                if isinstance(found, tuple):
                    self._report(row.line, column.name, *found)
                numbers[column.name] = found if isinstance(found, Fraction) else Fraction(0)
        forwarded = numbers.pop(_FORWARDED, None)
        if forwarded is not None and forwarded != numbers[TO_CITY] + numbers[TO_PROVINCE]:
            message = (
                f"{unit}的{_FORWARDED}写的是 {forwarded}，而{TO_CITY} {numbers[TO_CITY]}、{TO_PROVINCE} "
                f"{numbers[TO_PROVINCE]}，合起来是 {numbers[TO_CITY] + numbers[TO_PROVINCE]}。请核对，改正错的一处"
            )
            self._report(row.line, _FORWARDED, "bad-total", message)
        return numbers

    def _tell_unfilled(self) -> None:
        """One problem for all rows that are as a new ledger has them."""
        if self._unfilled:
            units = "、".join(list(self._unfilled)[:_NAMED]) + ("等" if len(self._unfilled) > _NAMED else "")
            message = (
                f"还有 {len(self._unfilled)} 个单位没有填（{units}）。请把“{blanks.COUNT}”都换成篇数，没有报送的写 0"
            )
            self._report(min(self._unfilled.values()), "", "to-fill-in", message)

    def _canonical(self, line: int, name: str) -> str | None:
        """The unit's canonical name; when ``units.yml`` could not be read, the name as it is."""
        units = self._context.units
        if units is None:
            return plain_name(name)
        unit = units.resolve_written(name, self._file.stem)
        if unit is None:
            self._report(line, "单位", "unknown-unit", unknown_unit(units, name, self._file.stem))
            return None
        return unit.name

    def _report(self, line: int, field: str, code: str, message: str) -> None:
        where = f"第 {line} 行，" if field in [column.name for column in self._form.columns[1:]] else ""
        self._context.problems.append(Problem(self._file.path, line, field, code, where + message))
