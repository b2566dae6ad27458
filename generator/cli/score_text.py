"""A month's tables for a terminal, aligned although Chinese characters are two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from generator.model.months import month_label
from generator.model.points import points_text
from generator.scoring import MonthTable, ScoreRow

_HEADING = ("名次", "单位", "上报", "采用", "记分", "约稿", "记分", "报省市", "基础分", "本月", "累计")


def scores_text(table: MonthTable) -> str:
    """Every group as an aligned table, after a heading that says whether the month is provisional."""
    parts = [f"{month_label(table.month)}政务信息采用情况{'（暂定）' if table.provisional else ''}"]
    parts += [f"  缺：{gap}" for gap in table.gaps]
    for group in table.groups:
        parts += ["", group.group.title, *aligned([_HEADING, *map(_cells, group.rows)])]
    return "\n".join(parts) + "\n"


def _cells(row: ScoreRow) -> tuple[str, ...]:
    def count(value: int | None) -> str:
        return "—" if value is None else str(value)

    return (
        count(row.rank),
        row.unit,
        count(row.submitted),
        count(row.adopted),
        points_text(row.adopted_points),
        count(row.commissioned),
        points_text(row.commissioned_points),
        count(row.forwarded),
        points_text(row.base_points),
        points_text(row.month_points),
        points_text(row.total_points),
    )


def aligned(rows: Sequence[tuple[str, ...]], left: int = 1) -> list[str]:
    """Rows as lines; the column ``left`` is aligned to the left, all others to the right."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            _pad(cell, width, left=place == left) for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int, left: bool) -> str:
    space = " " * (width - _width(text))
    return text + space if left else space + text
