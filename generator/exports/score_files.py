"""A month's tables as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from generator.model.datasets import SCHEMA_VERSION, SCORES
from generator.model.points import points_number
from generator.scoring import MonthTable, ScoreRow

COUNTS = ("submitted", "adopted_above", "adopted", "commissioned", "forwarded")
COLUMNS = SCORES.names[1:]


def scores_json(table: MonthTable) -> str:
    """``{"schema_version", "month", "groups": [{"id", "title", "rows": […]}]}``; absent counts are 0."""
    groups = [
        {"id": one.group.id, "title": one.group.title, "rows": [_row(row) for row in one.rows]} for one in table.groups
    ]
    data = {"schema_version": SCHEMA_VERSION, "month": table.month, "groups": groups}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def scores_csv(table: MonthTable) -> str:
    """The same rows with the group's id in front; UTF-8 without BOM, LF."""
    text = io.StringIO()
    writer = csv.DictWriter(text, SCORES.names, lineterminator="\n")
    writer.writeheader()
    for one in table.groups:
        writer.writerows({"group": one.group.id, **_row(row)} for row in one.rows)
    return text.getvalue()


def _row(row: ScoreRow) -> dict[str, Any]:
    return {column: _value(row, column) for column in COLUMNS}


def _value(row: ScoreRow, column: str) -> Any:
    value = getattr(row, column)
    if column in COUNTS:
        return value or 0
    return points_number(value) if column.endswith("_points") else value
