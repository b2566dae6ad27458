"""Months and issue numbers: ``2023-06`` as text that sorts in time order."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Strict
from pydantic_core import PydanticCustomError

MONTH_FORM = "[1-9][0-9]{3}-(?:0[1-9]|1[0-2])"
"""How a month is written, as a pattern. ASCII alone: ``２０２３-06`` would sort and compare as another month."""
ISSUE_FORM = "[1-9][0-9]{3}-(?:0[1-9]|[1-9][0-9])"
"""How the number of an issue is written."""


def _as_month(text: str) -> str:
    if not is_month(text):
        raise PydanticCustomError("bad-month", "月份要写成 2023-06 的样子（四位年、短横、两位月）")
    return text


def _as_issue(text: str) -> str:
    if not is_issue(text):
        raise PydanticCustomError("bad-issue", "期号要写成 2023-09 的样子（四位年、短横、两位期号）")
    return text


Month = Annotated[str, AfterValidator(_as_month)]
"""A calendar month, ``YYYY-MM``."""

IssueNumber = Annotated[str, AfterValidator(_as_issue)]
"""A number of the bulletin, ``YYYY-NN``; NN restarts each year."""


def _in_a_month(day: date) -> date:
    if not is_month(month_of(day)):
        raise PydanticCustomError("bad-date", "年份不对，日期要写成 2023-07-31 的样子")
    return day


Day = Annotated[date, Strict(), AfterValidator(_in_a_month)]
"""A date that is one in YAML (2023-07-31), not a text that looks like one."""


def is_month(text: str) -> bool:
    """Whether the text has the form ``YYYY-MM`` with a month from 01 to 12."""
    return re.fullmatch(MONTH_FORM, text) is not None


def is_issue(text: str) -> bool:
    """Whether the text has the form ``YYYY-NN`` with a number from 01 to 99."""
    return re.fullmatch(ISSUE_FORM, text) is not None


def month_of(day: date) -> str:
    """The month a day lies in."""
    return day.isoformat()[:7]


def year_of(month: str) -> int:
    """The year of a month or of an issue number."""
    return int(month[:4])


def number_of(month: str) -> int:
    """The month in its year (1–12), or the number of an issue in its year."""
    return int(month[5:])


def month_before(month: str) -> str:
    """The month before, across the turn of the year."""
    year, number = year_of(month), number_of(month)
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}"


def month_after(month: str) -> str:
    """The month after, across the turn of the year."""
    year, number = year_of(month), number_of(month)
    return f"{year + 1}-01" if number == 12 else f"{year}-{number + 1:02d}"


def last_day(month: str) -> date:
    """The last day of a month."""
    year, number = year_of(month), number_of(month)
    return date(year, number, monthrange(year, number)[1])


def months_between(first: str, last: str) -> Iterator[str]:
    """Every month from ``first`` to ``last``, both included; nothing when ``last`` is earlier."""
    while first <= last:
        yield first
        if first == last:  # the last of all months, 9999-12, has none after it
            return
        first = month_after(first)


def within(month: str, since: str | None, until: str | None) -> bool:
    """Whether ``since <= month <= until``; ``None`` leaves that side open."""
    return (since is None or since <= month) and (until is None or month <= until)


def month_label(month: str) -> str:
    """``2023年6月``."""
    return f"{year_of(month)}年{number_of(month)}月"


def issue_label(issue: str) -> str:
    """``2023年第9期``."""
    return f"{year_of(issue)}年第{number_of(issue)}期"


def months_label(months: list[str]) -> str:
    """Name months of one year briefly: ``2024年1—3月``, ``2024年1、3月``; in order."""
    numbers = [number_of(month) for month in months]
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}—{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return f"{year_of(months[0])}年{'、'.join(parts)}月"
