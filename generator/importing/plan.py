"""What an import would write: shown first, written on request, never over an edited file unless forced."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from generator.files import write_file, write_files
from generator.importing.blocks import Doubt, ImportFailed
from generator.loading import REGISTER, kind_of, load, register_text
from generator.model.frozen import Register
from generator.plain_files import NotPlain, link_on_the_way, read_below

_UNCONFIRMED = re.compile(rb"^unconfirmed: \[[a-z, ]+\]\n", re.MULTILINE)
"""What an editor removes who has looked at a doubtful piece: then it is as it should be."""

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

    def doubtful(self, force: bool) -> list[str]:
        """Pieces that would be written though their type or credit may be wrong."""
        doubted = {doubt.path for doubt in self.doubts if doubt.about}
        return [file.path for file in self.wanted(force) if file.path in doubted]

    def wanted(self, force: bool) -> list[PlannedFile]:
        """What is to be written: the new files, and with ``force`` the edited ones."""
        return [file for file in self.files if file.state == "new" or (force and file.state == "edited")]

    def without(self, left_out: Iterable[str]) -> Plan:
        """The plan without these pieces and what belongs to them alone."""
        stems = tuple(f"{path.removesuffix('.md')}{end}" for path in left_out for end in (".", "-"))
        return replace(self, files=tuple(file for file in self.files if not file.path.startswith(stems or ("\n",))))


def plan_of(root: Path, files: Mapping[str, bytes], counts: Mapping[str, int], doubts: Iterable[Doubt]) -> Plan:
    """Compare the files with what stands below ``root``."""
    planned = [PlannedFile(path, data, _state(root, path, data)) for path, data in sorted(files.items())]
    return Plan(tuple(planned), counts, tuple(sorted(set(doubts))))


def with_layout(root: Path, plan: Plan, path: str, data: bytes) -> Plan:
    """The plan, and what was said of the layout, which replaces what was said before."""
    state = _state(root, path, data)
    file = PlannedFile(path, data, "new" if state == "edited" else state)
    return replace(plan, files=tuple(sorted((*plan.files, file), key=lambda one: one.path)))


def write(root: Path, plan: Plan, force: bool = False) -> list[str]:
    """Write what is new (with ``force``: also over edited files), all or nothing, and return the paths written.

    Figures as issued are registered then.
    """
    wanted = plan.wanted(force)
    refuse_links(root, [file.path for file in wanted])
    write_files({root / file.path: file.data for file in wanted})
    kinds = [kind_of(file.path) for file in wanted]
    if any(kind and kind.name == "frozen" for kind in kinds):
        _register(root)
    return [file.path for file in wanted]


def refuse_links(root: Path, paths: Iterable[str]) -> None:
    """:class:`ImportFailed` where writing one of these files would follow a link."""
    for path in paths:
        link = link_on_the_way(root, root / path)
        if link:
            raise ImportFailed(f"{link.relative_to(root)} 是符号链接或别的特殊文件，不会跟过去写。请删去它，再导入")


def _register(root: Path) -> None:
    archive, _ = load(root)
    if archive is not None:
        register = (archive.register or Register(REGISTER)).completed(archive.frozen)
        write_file(root / register.path, register_text(register).encode())


def _state(root: Path, path: str, data: bytes) -> State:
    if not os.path.lexists(root / path):
        return "new"
    try:
        there = read_below(root, path).replace(b"\r\n", b"\n")
        return "same" if there in (data, _UNCONFIRMED.sub(b"", data, count=1)) else "edited"
    except (NotPlain, NotADirectoryError):
        return "edited"
