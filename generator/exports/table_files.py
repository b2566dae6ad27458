"""Rows as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.exports.table_rows import Row, score_rows
from generator.model.datasets import SCHEMA_VERSION, SCORES, SEPARATOR, Dataset
from generator.scoring import MonthTable


def table_json(dataset: Dataset, rows: Iterable[Row], head: Mapping[str, int]) -> str:
    """``{"schema_version", …, "<rows>": [{…}]}``, a row a line; the array alone where it has no name."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    start = json.dumps({"schema_version": SCHEMA_VERSION, **head}, ensure_ascii=False).removesuffix("}")
    return f'{start}, "{dataset.rows}": [\n{lines}\n]}}\n' if dataset.rows else f"[\n{lines}\n]\n"


def table_csv(dataset: Dataset, rows: Iterable[Row]) -> str:
    """The same rows under a heading; UTF-8 without BOM, LF. Several values in a cell are joined."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(dataset.names)
    writer.writerows([_cell(row[name]) for name in dataset.names] for row in rows)
    return text.getvalue()


def scores_json(table: MonthTable) -> str:
    """``{"schema_version", "month", "groups": [{"id", "title", "rows": […]}]}``."""
    groups = []
    for one in table.groups:
        rows = [{name: row[name] for name in SCORES.names if name != "group"} for row in score_rows(one)]
        groups.append({"id": one.group.id, "title": one.group.title, "rows": rows})
    data = {"schema_version": SCHEMA_VERSION, "month": table.month, "groups": groups}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def scores_csv(table: MonthTable) -> str:
    """The same rows with the group's id in front."""
    return table_csv(SCORES, (row for one in table.groups for row in score_rows(one)))


def _cell(value: Any) -> Any:
    return SEPARATOR.join(value) if isinstance(value, list) else value
