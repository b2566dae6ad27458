"""Which files a month still needs for its totals of the year to be whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from generator.checking.stray_months import stray_months
from generator.model.archive import Archive
from generator.model.months import month_after, month_before, months_between, months_label, number_of, year_of
from generator.problems import Problem

_MONTHLY = re.compile(r"^content/(?:ledger|balances)/([0-9]{4}-[0-9]{2})\.")


def check_whole_years(archive: Archive) -> Iterator[Problem]:
    """The latest month of a year whose notice is being written has all that its totals need; one message for all."""
    latest: dict[int, str] = {}
    places = {one.month: one.path for one in archive.notices}
    for month in sorted(places.keys() - archive.frozen_by_month.keys()):
        latest[year_of(month)] = month
    read = {one.path for one in archive.ledgers} | {one.path for one in archive.balances}
    unread = {year_of(found[0]) for path in archive.paths - read if (found := _MONTHLY.findall(path))}
    for year, month in latest.items():
        if year in unread:
            continue  # it is not known what is missing
        balances = [one.month for one in archive.balances if year_of(one.month) == year]
        if len(balances) > 1 or not all(f"{year}-01" < one <= month for one in balances):
            continue  # a balance that cannot be right is told first
        if not archive.ledgers_by_month.keys() >= set(missing_months(archive, month)):
            message = missing_for_totals(archive, month)
            yield Problem(places[month], 1, "", "incomplete-year", message, "warning")


def missing_for_totals(archive: Archive, month: str) -> str:
    """That earlier months of the year are not whole, and which files are missing; empty where none is."""
    files, missing = missing_files(archive, month), missing_months(archive, month)
    return f"{months_label(missing)}的资料不全，累计分数不完整。缺：{files}" if files else ""


def missing_files(archive: Archive, month: str) -> str:
    """Which files of earlier months of the year are missing for the totals of the month; empty where none is."""
    missing = missing_months(archive, month)
    if not missing:
        return ""
    real = archive.issue_months - stray_months(archive)
    begun = any(f"{year_of(month)}-01" < one.month <= month for one in archive.balances)
    empty = takewhile(lambda one: one not in real and one not in archive.ledgers_by_month, missing)
    before = [] if begun or number_of(missing[0]) != 1 else list(empty)
    while before and before[-1] != f"{year_of(month)}-{len(before):02d}":  # an unbroken run from January
        before.pop()
    parts = [_balance(before)] if before else []
    rest = missing[len(before) :]
    ledgers = [f"content/ledger/{one}.csv" for one in rest if one not in archive.ledgers_by_month]
    issues = [one for one in rest if one not in real]
    parts += [f"台账 {'、'.join(ledgers)}"] if ledgers else []
    parts += [f"{months_label(issues)}的期刊（没有一期的 month 是{_these(issues)}）"] if issues else []
    return "；".join(parts)


def _balance(before: list[str]) -> str:
    place = f"content/balances/{month_after(before[-1])}.csv"
    until = f"1月到{number_of(before[-1])}月" if len(before) > 1 else "1月"
    return f"结转 {place}（一个文件即可：第一行“单位,累计分数”，每个单位一行，写{until}的累计分数，没有就写 0）"


def _these(months: list[str]) -> str:
    return "这个月" if len(months) == 1 else "这几个月"


def missing_months(archive: Archive, month: str) -> list[str]:
    """Earlier months of the year that neither a balance covers nor issue and ledger make complete."""
    year = year_of(month)
    balance = next((one for one in archive.balances if year_of(one.month) == year and one.month <= month), None)
    first = balance.month if balance else f"{year}-01"
    complete = archive.issue_months & set(archive.ledgers_by_month)
    return [one for one in months_between(first, month_before(month)) if one not in complete]
