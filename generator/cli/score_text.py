"""A month's tables for a terminal, aligned although Chinese characters are two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from fractions import Fraction

from generator.model.months import month_label
from generator.model.points import points_text
from generator.scoring import MonthTable, ScoreRow

_COLUMNS = (
    ("名次", "rank"),
    ("单位", "unit"),
    ("上报", "submitted"),
    ("采用", "adopted"),
    ("记分", "adopted_points"),
    ("约稿", "commissioned"),
    ("记分", "commissioned_points"),
    ("报省市", "forwarded"),
    ("基础分", "base_points"),
    ("其他", "other_points"),
    ("本月", "month_points"),
    ("累计", "total_points"),
)
"""Headings, and the figures below them."""


def scores_text(table: MonthTable) -> str:
    """Every group as an aligned table, after a heading that says whether the month is provisional."""
    parts = [f"{month_label(table.month)}政务信息采用情况{'（暂定）' if table.provisional else ''}"]
    parts += [f"  缺：{gap}" for gap in table.gaps]
    heading = tuple(title for title, _ in _COLUMNS)
    for group in table.groups:
        parts += ["", group.group.title, *aligned([heading, *map(_cells, group.rows)])]
    return "\n".join(parts) + "\n"


def _cells(row: ScoreRow) -> tuple[str, ...]:
    values = (getattr(row, name) for _, name in _COLUMNS)
    return tuple(points_text(value) if isinstance(value, Fraction) else count_text(value) for value in values)


def count_text(value: object) -> str:
    """A count, a rank or a name; a dash where there is none."""
    return "—" if value is None else str(value)


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
