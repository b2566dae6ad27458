"""What a month lacks, in words for the reader: nothing provisional is shown as if it were final."""

from __future__ import annotations

from generator.checking.whole_years import missing_months
from generator.model.archive import Archive
from generator.model.months import months_label


def gaps_of(archive: Archive, month: str) -> tuple[str, ...]:
    """Everything that keeps the month's figures from being final; empty when they are."""
    gaps = []
    if month not in archive.issue_months:
        gaps.append("没有本月的期刊")
    if month not in archive.ledgers_by_month:
        gaps.append("缺本月台账，上报篇数、报省市篇数和基础分无法计算")
    if month not in archive.notices_by_month:
        gaps.append("本月通报尚未印发，或未存入本库")
    missing = missing_months(archive, month)
    if missing:
        gaps.append(f"缺{months_label(missing)}的数据，累计分数不完整")
    return tuple(gaps)
