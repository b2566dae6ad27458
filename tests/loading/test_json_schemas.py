"""The JSON Schemas are current, and say of the real content what the program says."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from archives import REPO
from jsonschema import Draft202012Validator

from generator.loading import SCHEMA_NAMES, file_table, json_schema


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(yaml.safe_load(json_schema(name)))


def faults(name: str, data: Any) -> list[str]:
    return [error.message for error in validator(name).iter_errors(without_dates(data))]


def without_dates(data: Any) -> Any:
    """Dates as JSON has them."""
    if isinstance(data, dict):
        return {key: without_dates(value) for key, value in data.items()}
    if isinstance(data, list):
        return [without_dates(value) for value in data]
    return data if data is None or isinstance(data, str | int | float) else str(data)


def front_matter(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8").split("---\n")[1])


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_the_committed_schema_is_current(name: str) -> None:
    assert (REPO / "schemas" / f"{name}.json").read_text("utf-8") == json_schema(name), "run: make schemas"


def test_the_committed_list_of_files_is_current() -> None:
    assert (REPO / "docs/files.md").read_text("utf-8") == file_table(), "run: make schemas"


@pytest.mark.parametrize("name", ["units", "rules"])
def test_the_real_settings_are_valid(name: str) -> None:
    assert faults(name, yaml.safe_load((REPO / f"{name}.yml").read_text("utf-8"))) == []


def test_all_real_front_matter_is_valid() -> None:
    found: list[str] = []
    for path in (REPO / "content").rglob("*.md"):
        kind = "issue" if path.name == "index.md" else "notice" if path.parent.name == "notices" else "article"
        found += faults(kind, front_matter(path))
    assert found == []


def test_unknown_keys_are_faults() -> None:
    data = front_matter(REPO / "content/2024/07/03.md")
    assert faults("article", data | {"titel": "x"}) == [
        "Additional properties are not allowed ('titel' was unexpected)"
    ]
