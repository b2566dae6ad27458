"""What an import would write: shown first, written on request, never over an edited file unless forced."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.importing.blocks import Doubt

State = Literal["new", "same", "edited"]


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to write. ``edited``: something else stands there already (the editor's work, or another import)."""

    path: str
    data: bytes
    state: State


@dataclass(frozen=True, slots=True)
class Plan:
    """All files of an import in order of path, what was counted, and what is uncertain."""

    files: tuple[PlannedFile, ...]
    counts: Mapping[str, int]
    doubts: tuple[Doubt, ...]

    @property
    def edited(self) -> list[str]:
        """Paths that are left alone unless the import is forced."""
        return [file.path for file in self.files if file.state == "edited"]


def plan_of(root: Path, files: Mapping[str, bytes], counts: Mapping[str, int], doubts: list[Doubt]) -> Plan:
    """Compare the files with what stands below ``root``."""
    planned = [PlannedFile(path, data, _state(root / path, data)) for path, data in sorted(files.items())]
    return Plan(tuple(planned), counts, tuple(sorted(set(doubts))))


def write(root: Path, plan: Plan, force: bool = False) -> list[str]:
    """Write what is new (with ``force``: also over edited files) and return the paths written.

    Every file is first written aside; only when all are there are they swapped in.
    """
    wanted = [file for file in plan.files if file.state == "new" or (force and file.state == "edited")]
    aside = {file.path: (root / file.path).with_name(f".{Path(file.path).name}.new") for file in wanted}
    try:
        for file in wanted:
            aside[file.path].parent.mkdir(parents=True, exist_ok=True)
            aside[file.path].write_bytes(file.data)
        for file in wanted:
            os.replace(aside[file.path], root / file.path)
    finally:
        for path in aside.values():
            path.unlink(missing_ok=True)
    return [file.path for file in wanted]


def _state(target: Path, data: bytes) -> State:
    if not target.exists():
        return "new"
    return "same" if target.read_bytes().replace(b"\r\n", b"\n") == data else "edited"
