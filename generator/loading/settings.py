"""A settings file of the archive's root → one record."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from generator.loading import schema
from generator.loading.source import Source, line_of, read_text
from generator.loading.yaml_text import parse_yaml
from generator.problems import Problem

T = TypeVar("T")


def read_settings(
    root: Path, name: str, adapter: TypeAdapter[T], problems: list[Problem], refused: Mapping[str, str] | None = None
) -> T | None:
    """Read one file; what is wrong with it becomes problems. ``refused``: keys that must not stand there, and why."""
    if not (root / name).is_file():
        problems.append(Problem(name, 1, "", "missing-file", f"缺少 {name}，请把它放在最上层文件夹里"))
        return None
    text = read_text(root, name, problems)
    source = Source(name, text) if text is not None else None
    data = parse_yaml(source, problems) if source else None
    if source is None or data is None:
        return None
    unwanted = [key for key in data if key in (refused or {})]
    for key in unwanted:
        problems.append(Problem(name, line_of(source, (key,)), key, "refused-field", (refused or {})[key]))
        del data[key]
    record = schema.build(adapter, data, name, lambda loc: line_of(source, loc), problems)
    return None if unwanted else record
