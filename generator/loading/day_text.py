"""Dates as offices write them in tables."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from generator.loading.workbook import serial_day
from generator.model.months import number_of, year_of

_AFTER = re.compile(r"(?:[ T]\d{1,2}[:时].*|[(]?(?:星期|周)[一二三四五六日天][)]?)$")
_LONGEST = 40
_MARK = r"[-/.年月日]"
_FULL = re.compile(rf"(\d{{4}}){_MARK}(\d{{1,2}}){_MARK}(\d{{1,2}})日?")
_SHORT_YEAR = re.compile(rf"(\d\d){_MARK}(\d{{1,2}}){_MARK}(\d{{1,2}})日?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_NO_YEAR = re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号]?")
_DAY = re.compile(r"(\d{1,2})[日号]")
_SERIAL = re.compile(r"[1-9]\d{4}")


def day_of(text: str, month: str) -> date | None:
    """The day that a cell of a table of ``month`` means; ``None`` for what is none, or may be several.

    A date may lack the year, or year and month: those of the table are meant.
    """
    if len(text) > _LONGEST:
        return None
    text = _AFTER.sub("", " ".join(unicodedata.normalize("NFKC", text).split())).replace(" ", "")
    year, number = year_of(month), number_of(month)
    if _SERIAL.fullmatch(text):
        return serial_day(int(text))
    if found := _FULL.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(*map(int, found.groups()))
    if found := _SHORT_YEAR.fullmatch(text):
        return _day(2000 + int(found[1]), int(found[2]), int(found[3])) if int(found[1]) == year % 100 else None
    if found := _NO_YEAR.fullmatch(text):
        return _day(year, int(found[1]), int(found[2]))
    if found := _DAY.fullmatch(text):
        return _day(year, number, int(found[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
