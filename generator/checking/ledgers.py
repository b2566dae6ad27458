"""Ledgers and balances against the units and against each other."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.stray_months import stray_months
from generator.model.archive import Archive
from generator.model.months import month_label, number_of, year_of
from generator.model.office import Balance, Ledger
from generator.problems import Problem


def check_ledgers(archive: Archive) -> Iterator[Problem]:
    """A ledger has a row for every unit that is ranked in its month, and for no other."""
    for ledger in archive.ledgers:
        yield from _check_units(archive, ledger, "台账", "没有报送就写 {},0,0,0")
        yield from _forwarded_more(ledger)


def _forwarded_more(ledger: Ledger) -> Iterator[Problem]:
    """More was passed on than the unit had sent in: two columns were taken for each other, or a digit slipped."""
    for row in ledger.rows:
        for column, count in (("报市", row.to_city), ("报省厅", row.to_province)):
            if count > row.submitted:
                message = (
                    f"{row.unit}上报 {row.submitted} 篇，{column}却有 {count} 篇。"
                    "报市、报省厅的是上报的一部分，请核对是不是填错了栏"
                )
                yield Problem(ledger.path, row.line, column, "more-than-submitted", message, "warning")


def check_balances(archive: Archive) -> Iterator[Problem]:
    """One balance a year at most, not for January, covering every ranked unit and no month that is scored."""
    first: dict[int, str] = {}
    strays = stray_months(archive)
    months = [month for month in archive.months if month not in strays]
    for balance in archive.balances:
        year = year_of(balance.month)
        if number_of(balance.month) == 1:
            message = "1月没有结转分数，因为累计分数每年1月重新计算。请删去这个文件"
            yield Problem(balance.path, 1, "", "balance-january", message)
            continue
        if year in first:
            message = f"{year}年已有结转分数（{first[year]}），一年只能有一份。请删去其中一份"
            yield Problem(balance.path, 1, "", "balance-twice", message)
        first.setdefault(year, balance.path)
        counted = [month for month in months if year_of(month) == year and month < balance.month]
        if counted:
            message = (
                f"这里的分数包括{month_label(balance.month)}以前各月，而{month_label(counted[0])}的稿件或台账也在库中，"
                "会重复计分。请删去这个文件，或改用库中第一个月的结转分数"
            )
            yield Problem(balance.path, 1, "", "balance-overlap", message)
        yield from _check_units(archive, balance, "结转分数", "没有分数就写 {},0")


def _check_units(archive: Archive, table: Ledger | Balance, title: str, otherwise: str) -> Iterator[Problem]:
    ranked = [unit.name for unit in archive.units.ranked(table.month)]
    lines = {row.unit: row.line for row in table.rows}
    for unit in ranked:
        if unit not in lines:
            message = f"{title}里没有{unit}。请补上一行；{otherwise.format(unit)}"
            yield Problem(table.path, 1, "单位", "missing-unit", message)
    for unit, line in lines.items():
        if unit not in ranked:
            message = (
                f"{unit}在{month_label(table.month)}不参加排名，这一行不会计入。"
                "请删去；应当排名的，请在 units.yml 里给它写上 group"
            )
            yield Problem(table.path, line, "单位", "not-ranked", message, "warning")
