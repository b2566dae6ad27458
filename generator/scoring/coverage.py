"""What a month lacks, in words for the reader: nothing provisional is shown as if it were final."""

from __future__ import annotations

from generator.model.archive import Archive
from generator.model.months import month_before, months_between, months_label, year_of


def gaps_of(archive: Archive, month: str) -> tuple[str, ...]:
    """Everything that keeps the month's figures from being final; empty when they are."""
    gaps = []
    if month not in archive.issue_months:
        gaps.append("没有本月的期刊")
    if month not in archive.ledgers_by_month:
        gaps.append("缺本月台账，上报篇数、报省市篇数和基础分无法计算")
    if month not in archive.notices_by_month:
        gaps.append("本月通报尚未印发，或未存入本库")
    missing = _missing_months(archive, month)
    if missing:
        gaps.append(f"缺{months_label(missing)}的数据，累计分数不完整")
    return tuple(gaps)


def _missing_months(archive: Archive, month: str) -> list[str]:
    """Earlier months of the year that neither a balance covers nor issue and ledger make complete."""
    year = year_of(month)
    balance = next((one for one in archive.balances if year_of(one.month) == year and one.month <= month), None)
    first = balance.month if balance else f"{year}-01"
    complete = archive.issue_months & set(archive.ledgers_by_month)
    return [one for one in months_between(first, month_before(month)) if one not in complete]
