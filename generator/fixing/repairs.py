"""Which files of an archive can be repaired, by one table of fixers; and writing them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.files import changes_content, digest, write_files
from generator.fixing.fixer import Fixed, Fixer
from generator.fixing.text_form import fix_text
from generator.loading import File, Folder, read_units
from generator.model.inputs import RULES_FILE, UNITS_FILE

FIXERS: tuple[Fixer, ...] = (fix_text,)
"""Each is given what those before it made of the file."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A file as it is and as it should be, and what was done to it."""

    path: str
    before: bytes
    after: bytes
    done: tuple[str, ...]


def repairs(root: Path, is_meant: Callable[[str], bool]) -> list[Repaired]:
    """The files that can be repaired, of those whose path is meant; nothing is written."""
    folder = Folder(root)
    units = read_units(folder, [])
    names = units.known_names if units else ()
    settings = [name for name in (UNITS_FILE, RULES_FILE) if (root / name).is_file()]
    paths = [path for path in (*settings, *folder.paths([])) if is_meant(path)]
    files = (file for path in paths if (file := folder.read(path, [])))
    return [found for file in files if (found := _repaired(file, names))]


@changes_content("改成规范的写法")
def repair(root: Path, is_meant: Callable[[str], bool]) -> list[Repaired]:
    """Write what :func:`repairs` finds: all files, or none."""
    found = repairs(root, is_meant)
    write_files({root / one.path: one.after for one in found})
    return found


def _repaired(file: File, names: Collection[str]) -> Repaired | None:
    data, done = file.data, tuple[str, ...]()
    for fixed in _fixes(file, names):
        data, done = fixed.data, (*done, *fixed.done)
    return Repaired(file.path, file.data, data, done) if done else None


def _fixes(file: File, names: Collection[str]) -> Iterator[Fixed]:
    for fixer in FIXERS:
        fixed = fixer(file, names)
        if fixed is not None:
            file = File(file.path, fixed.data, digest(fixed.data))
            yield fixed
