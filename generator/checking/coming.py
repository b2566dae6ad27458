"""Months and dates that have not come yet. The only check that depends on the day, so only ``check`` runs it.

A build of the same content gives the same warnings whenever it runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.loading import problem_in
from generator.model.archive import Archive
from generator.model.articles import Article, Issue
from generator.model.months import month_label, month_of
from generator.model.notices import Notice
from generator.model.office import Balance, Ledger
from generator.problems import Loc, Problem

COMING = frozenset({"future-date", "future-month"})
"""Codes of what only a day can tell."""


def check_coming(archive: Archive, today: date) -> Iterator[Problem]:
    """What is dated after ``today``: issues, pieces, notices, ledgers."""
    for path, loc, written in _dated(archive):
        if written > today:
            message = f"日期 {written} 还没有到（今天是 {today}），请核对年份和月份"
            yield problem_in(archive.root, path, loc, "future-date", message, "warning")
    now = month_of(today)
    monthly: list[Issue | Notice] = [*archive.issues, *archive.notices]
    for record in monthly:
        if record.month > now:
            message = f"{month_label(record.month)}还没有到（今天是 {today}），请核对年份和月份"
            yield problem_in(archive.root, record.path, ("month",), "future-month", message, "warning")
    tables: list[Ledger | Balance] = [*archive.ledgers, *archive.balances]
    for table in tables:
        if table.month > now:
            message = f"{month_label(table.month)}还没有到（今天是 {today}），请核对文件名里的年份和月份"
            yield Problem(table.path, 1, "", "future-month", message, "warning")


def _dated(archive: Archive) -> Iterator[tuple[str, Loc, date]]:
    records: list[Issue | Article | Notice] = [*archive.issues, *archive.articles, *archive.notices]
    for record in records:
        if record.date:
            yield record.path, ("date",), record.date
    for article in archive.articles:
        for field in ("adoptions", "instructions", "corrections"):
            for place, one in enumerate(getattr(article, field)):
                yield article.path, (field, place, "date"), one.date
