"""Which files of an archive can be repaired, by one table of fixers; and writing them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.attachments import can_be_lighter
from generator.files import changes_content, digest, write_files
from generator.fixing.fixer import Fixed, Fixer
from generator.fixing.picture_size import fix_picture
from generator.fixing.text_form import fix_text
from generator.loading import File, Folder, read_units
from generator.model.inputs import RULES_FILE, UNITS_FILE

FIXERS: tuple[Fixer, ...] = (fix_text, fix_picture)
"""Each is given what those before it made of the file."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A file as it is and as it should be, and what was done to it."""

    path: str
    before: bytes
    after: bytes
    done: tuple[str, ...]
    original: str = ""
    """Where the file as it was is kept, where that is to be; never over another file."""


def repairs(root: Path, is_meant: Callable[[str], bool]) -> list[Repaired]:
    """The files that can be repaired, of those whose path is meant; nothing is written."""
    folder = Folder(root)
    units = read_units(folder, [])
    names = units.known_names if units else ()
    settings = [name for name in (UNITS_FILE, RULES_FILE) if (root / name).is_file()]
    paths = [path for path in (*settings, *folder.paths([])) if is_meant(path)]
    folder.attachments.update(path for path in paths if can_be_lighter(path))
    files = (file for path in paths if (file := folder.read(path, [])))
    found = [one for file in files if (one := _repaired(file, names))]
    return [one for one in found if not one.original or not (root / one.original).exists()]


@changes_content("改成规范的写法")
def repair(root: Path, is_meant: Callable[[str], bool]) -> list[Repaired]:
    """Write what :func:`repairs` finds: all files, or none."""
    found = repairs(root, is_meant)
    originals = {root / one.original: one.before for one in found if one.original}
    write_files(originals | {root / one.path: one.after for one in found})
    return found


def _repaired(file: File, names: Collection[str]) -> Repaired | None:
    data, done, original = file.data, tuple[str, ...](), ""
    for fixed in _fixes(file, names):
        data, done, original = fixed.data, (*done, *fixed.done), original or fixed.original
    return Repaired(file.path, file.data, data, done, original) if done else None


def _fixes(file: File, names: Collection[str]) -> Iterator[Fixed]:
    for fixer in FIXERS:
        fixed = fixer(file, names)
        if fixed is not None:
            file = File(file.path, fixed.data, digest(fixed.data))
            yield fixed
