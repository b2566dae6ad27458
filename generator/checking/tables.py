"""Ledgers and balances against the units and against each other."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.archive import Archive
from generator.model.months import month_label, number_of, year_of
from generator.problems import Problem


def check_ledgers(archive: Archive) -> Iterator[Problem]:
    """A ledger has a row for every unit that is ranked in its month."""
    for ledger in archive.ledgers:
        for unit in archive.units.ranked(ledger.month):
            if unit.name not in ledger.by_unit:
                message = f"台账里没有{unit.name}。请补上一行；没有报送就写 {unit.name},0,0,0"
                yield Problem(ledger.path, 1, "单位", "missing-unit", message)


def check_balances(archive: Archive) -> Iterator[Problem]:
    """One balance a year at most, not for January, covering every ranked unit and no month that is scored."""
    first: dict[int, str] = {}
    for balance in archive.balances:
        year = year_of(balance.month)
        if number_of(balance.month) == 1:
            message = "1月没有结转分数：累计分数每年1月重新计算。请删去这个文件"
            yield Problem(balance.path, 1, "", "balance-january", message)
        if year in first:
            message = f"{year}年已有结转分数（{first[year]}），一年只能有一份"
            yield Problem(balance.path, 1, "", "balance-twice", message)
        first.setdefault(year, balance.path)
        counted = [month for month in archive.months if year_of(month) == year and month < balance.month]
        if counted:
            message = (
                f"结转分数包括{month_label(balance.month)}以前各月，而{month_label(counted[0])}已经按稿件和台账计分，"
                "会重复计算。请删去其中一样"
            )
            yield Problem(balance.path, 1, "", "balance-overlap", message)
        named = {row.unit for row in balance.rows}
        for unit in archive.units.ranked(balance.month):
            if unit.name not in named:
                message = f"结转分数里没有{unit.name}。请补上一行；没有分数就写 {unit.name},0"
                yield Problem(balance.path, 1, "单位", "missing-unit", message)
