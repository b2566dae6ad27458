"""A settings file of the archive's root → one record."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from pydantic import TypeAdapter

from generator.loading import schema
from generator.loading.folder import Folder
from generator.loading.settling import settle
from generator.loading.text_file import SplitFile, decode, not_plain, problem_at
from generator.loading.yaml_text import parse_yaml
from generator.plain_files import oddity_at
from generator.problems import Problem

T = TypeVar("T")


def read_settings(
    folder: Folder,
    name: str,
    adapter: TypeAdapter[T],
    problems: list[Problem],
    refused: Mapping[str, str] = MappingProxyType({}),
) -> T | None:
    """Read one file; what is wrong with it becomes problems.

    ``refused``: keys that must not stand there, and why; a file of other programs too, which is read as they read it.
    """
    what = oddity_at(folder.root / name)
    if what:
        problems.append(not_plain(name, what))
        return None
    if not (folder.root / name).is_file():
        problems.append(Problem(name, 1, "", "missing-file", f"缺少 {name}，请把它放在最上层文件夹里"))
        return None
    file = folder.read(name, problems)
    if file is None:
        return None
    if not refused:
        settled = settle(file, adapter, (), problems)
        return settled.record if settled and not settled.unsure else None
    text = decode(file, problems)
    split = SplitFile(name, text) if text is not None else None
    data = parse_yaml(split, problems) if split else None
    if split is None or data is None:
        return None
    unwanted = [key for key in data if key in refused]
    for key in unwanted:
        problems.append(problem_at(split, (key,), "refused-field", refused[key]))
        del data[key]
    record = schema.build(adapter, data, split, problems)
    return None if unwanted else record
