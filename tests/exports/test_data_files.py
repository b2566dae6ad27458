"""The data files hold what the page 数据 says of them, and agree with each other."""

import csv
import io
import json
from typing import Any

import pytest
from archives import real_scores

from generator.exports import data_files
from generator.model.datasets import ARTICLES, DATASETS, LINES, SEPARATOR, Dataset
from generator.pages import Pages

FILES = {plan.path: plan for plan in data_files(real_scores())}


def paths_of(dataset: Dataset) -> list[str]:
    start, _, end = dataset.path.partition("{}")
    return [path.removesuffix(".csv") for path in FILES if path.startswith(start) and path.endswith(f"{end}.csv")]


def rows_of(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(FILES[f"{path}.csv"].make())))


def json_rows(dataset: Dataset, path: str) -> list[dict[str, Any]]:
    data = json.loads(FILES[f"{path}.json"].make())
    if dataset is ARTICLES:
        return list(data)
    assert data["schema_version"] == 1
    if dataset.rows == "groups":
        return [{"group": group["id"], **row} for group in data["groups"] for row in group["rows"]]
    return list(data[dataset.rows])


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)
def test_csv_and_json_have_the_same_rows_and_the_columns_described(dataset: Dataset) -> None:
    assert paths_of(dataset)
    for path in paths_of(dataset):
        rows, objects = rows_of(path), json_rows(dataset, path)
        assert rows
        assert [tuple(row) for row in objects] == [dataset.names] * len(objects)
        as_cells = [{key: cell(value) for key, value in one.items()} for one in objects]
        assert rows == as_cells
        for column in dataset.columns:
            for one in objects:
                assert fits(one[column.name], column.kind), (path, column.name, one[column.name])


def cell(value: Any) -> str:
    return "" if value is None else SEPARATOR.join(value) if isinstance(value, list) else str(value)


def fits(value: Any, kind: str) -> bool:
    if value is None:
        return kind.endswith("或空")
    types: dict[str, type | tuple[type, ...]] = {"整数": int, "数": (int, float), "文本的列表": list}
    return isinstance(value, types.get(kind.removesuffix("或空"), str))


def test_points_of_the_month_are_sums_of_lines() -> None:
    lines = [row for path in paths_of(LINES) for row in rows_of(path)]
    sums: dict[tuple[str, str], float] = {}
    for row in lines:
        if row["column"] != "carried":
            key = row["unit"], row["month"]
            sums[key] = sums.get(key, 0) + float(row["points"])
    for row in rows_of("data/scores/2023-06"):
        assert sums.get((row["unit"], "2023-06"), 0) == float(row["month_points"])


def test_every_data_file_is_linked_and_described() -> None:
    page = next(plan for plan in Pages(real_scores()).plans if plan.path == "data.md").make()
    for path in FILES:
        if path.startswith("data/"):
            assert f'href="../{path}"' in page.html
    for dataset in DATASETS:
        assert all(f"<code>{name}</code>" in page.html for name in dataset.names)
