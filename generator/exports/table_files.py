"""Rows as JSON and CSV, in one form for all data files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.model.datasets import SCHEMA_VERSION, SEPARATOR, Dataset

Row = dict[str, Any]


def table_json(dataset: Dataset, rows: Iterable[Row], head: Mapping[str, int]) -> str:
    """``{"schema_version", …, "<rows>": [{…}]}``, a row a line."""
    start = json.dumps({"schema_version": SCHEMA_VERSION, **head}, ensure_ascii=False).removesuffix("}")
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{start}, "{dataset.rows}": [\n{lines}\n]}}\n'


def table_csv(dataset: Dataset, rows: Iterable[Row]) -> str:
    """The same rows under a heading; UTF-8 without BOM, LF. Several values in a cell are joined."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(dataset.names)
    writer.writerows([_cell(row[name]) for name in dataset.names] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    return SEPARATOR.join(value) if isinstance(value, list) else value
