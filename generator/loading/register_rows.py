"""What the readers of adoptions and submissions share: units, days and pieces as a row writes them."""

from __future__ import annotations

import re
from datetime import date

from generator.loading.context import Context
from generator.loading.day_text import day_of
from generator.loading.office_table import Form, Row, bad_row, read_table, said
from generator.loading.piece_names import lacks_year, place_of
from generator.loading.text_file import File
from generator.loading.unit_names import unknown_unit
from generator.model.months import is_issue, month_label, month_of
from generator.model.registers import NamedPiece
from generator.problems import Problem

_BETWEEN = re.compile(r"[、，,；;/\n]+|\s{1,9}")
_QUOTES = "《》“”\"'「」 "


class RegisterRows:
    """The rows of a table of a month, and what is wrong with them."""

    def __init__(self, file: File, context: Context, folder: str) -> None:
        self.file, self._context, self._folder = file, context, folder
        self.month = file.stem

    def of(self, form: Form) -> list[Row] | None:
        """Every row that can be read, those that sum up left out."""
        rows = read_table(self.file, form, self._context.units, self._context.problems)
        if rows is None:
            return None
        faults = {row.line: fault for row in rows if (fault := bad_row(row))}
        for line, fault in faults.items():
            self.report(line, "", "bad-row", fault)
        return [row for row in rows if not row.total and row.line not in faults]

    def day(self, row: Row, column: str = "日期") -> date | None:
        """The day of a row, which lies in the month of the table."""
        text = row[column]
        day = day_of(text, self.month) if text else None
        if day is None:
            now = f"“{said(text)}”不是日期，或有几种读法" if text else "是空的"
            self.report(row.line, column, "bad-date", f"{column}{now}。请写成 {self.month}-15 的样子")
        elif month_of(day) != self.month:
            other = f"content/{self._folder}/{month_of(day)}"
            message = (
                f"日期 {day} 是{month_label(month_of(day))}的，而这个文件只记{month_label(self.month)}。"
                f"请改日期，或把这一行移到 {other}.csv 或 .xlsx"
            )
            self.report(row.line, column, "month-folder", message)
        else:
            return day
        return None

    def units(self, row: Row) -> tuple[str, ...] | None:
        """The canonical names in the column of units; ``None`` where one is unknown, which is a problem."""
        text, units = row["单位"], self._context.units
        if not text or units is None:
            return ()
        whole = units.resolve_written(text, self.month)
        if whole:
            return (whole.name,)
        found = []
        for name in filter(None, _BETWEEN.split(text)):
            unit = units.resolve_written(name, self.month)
            if unit is None:
                self.report(row.line, "单位", "unknown-unit", unknown_unit(units, name, self.month))
                return None
            found.append(unit.name)
        return tuple(dict.fromkeys(found))

    def piece(self, text: str, title: str, unit: str, line: int) -> NamedPiece | None:
        """The piece that a cell names by number, place or title; ``None`` without one, which is a problem."""
        text, title = text.strip(), title.strip(_QUOTES)
        place = place_of(text)
        if text and not place and lacks_year(text):
            message = f"“{said(text)}”没有写明哪一年。请写成 {self.month[:4]}年{text} 的样子"
            self.report(line, "稿件", "bad-value", message)
            return None
        by_title = title or ("" if place or text.isdecimal() else text.strip(_QUOTES))
        unclear = not place and title and text and not text.isdecimal()
        if unclear or (not by_title and (not place or is_issue(place))):
            now = f"“{said(text)}”认不出是哪一篇" if text else "没有写明是哪一篇"
            self.report(line, "稿件", "bad-value", f"{now}。请写编号（如 2024-07-03）或标题")
            return None
        return NamedPiece(place, title if place else by_title, unit)

    def report(self, line: int, field: str, code: str, message: str) -> None:
        """Note a problem of a row."""
        self._context.problems.append(Problem(self.file.path, line, field, code, f"第 {line} 行，{message}"))
