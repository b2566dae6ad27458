"""Where a build puts its files, so that the site is the old one or the new one and nothing between.

All happens in one folder beside the site. A build that can keep nothing grows there and is swapped in as a whole. One
that keeps files gathers only what is new; when all of it is there, a journal says so, and it is moved in. A build that
is killed while it moves files in is completed by the next command.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import msgspec

from generator.building.manifest import Stamp, stamps_below
from generator.building.result import Altered, SiteRefused
from generator.files import remove_oddities, write_file
from generator.plain_files import link_on_the_way

_JOURNAL = "journal.json"
_MARK = ".bulletin"
"""Says of the folder beside the site that it is ours."""
_STRANGE = re.compile(r"[\0:]")


class Staging(Protocol):
    """The files of the site that is being built."""

    def write(self, path: str, data: bytes) -> None:
        """A new file."""

    def copy(self, folder: Path, path: str) -> None:
        """A new file: that of another folder."""

    def finish(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """Put everything in its place; ``paths`` are all files of the site, and their stamps are returned."""

    def discard(self) -> None:
        """Forget it; the site stays as it was."""


def recover(site: Path) -> None:
    """Complete or clear away what a killed build has left; :class:`SiteRefused` for what is not ours."""
    aside = _aside(site)
    if not os.path.lexists(aside):
        return
    if aside.is_symlink() or not aside.is_dir() or (any(aside.iterdir()) and not (aside / _MARK).exists()):
        raise SiteRefused(f"生成网站要用 {aside}，而那里有别的东西。请把它移走或改名")
    remove_oddities(aside)  # none of ours
    if (aside / "old").exists() and not site.exists():
        (aside / "old").rename(site)
    if (aside / _JOURNAL).exists():
        _move_in(aside, site, _removed(aside / _JOURNAL))
    for part in (aside / "old", aside / "files"):
        shutil.rmtree(part, ignore_errors=True)
    for file in sorted(aside.iterdir(), key=lambda file: file.name == _MARK):  # the mark is the last to go
        file.unlink()
    aside.rmdir()


class _Staged:
    """What both kinds of site have in common: new files gather in ``files``."""

    def __init__(self, site: Path) -> None:
        self._site, self._aside = site, _aside(site)
        recover(site)
        self._aside.mkdir(parents=True)
        (self._aside / _MARK).touch()
        self._files = _Folder(self._aside / "files")

    def write(self, path: str, data: bytes) -> None:
        """A new file."""
        self._files.write(path, data)

    def copy(self, folder: Path, path: str) -> None:
        """A new file: that of another folder."""
        self._files.copy(folder, path)

    def discard(self) -> None:
        """Remove what has gathered; what a journal says is left for :func:`recover`."""
        if not (self._aside / _JOURNAL).exists():
            recover(self._site)


class WholeSite(_Staged):
    """A site of which nothing is kept."""

    def finish(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """Swap the folders."""
        if self._site.exists():
            self._site.rename(self._aside / "old")
        self._files.path.rename(self._site)
        return dict(stamps_below(self._site))


class VerifiedSite(WholeSite):
    """A site that is built from nothing, and takes the place of the old one only where that differs in content."""

    def __init__(self, site: Path) -> None:
        super().__init__(site)
        self.altered: tuple[Altered, ...] = ()

    def finish(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """Compare the folders; swap them when need be."""
        if not self._site.exists():
            return super().finish(paths)
        self.altered = tuple(sorted(_differences(self._site, self._files.path)))
        return super().finish(paths) if self.altered else dict(stamps_below(self._site))


class ChangedSite(_Staged):
    """A site of which only some files are new; ``found`` are the stamps of those that are there."""

    def __init__(self, site: Path, found: dict[str, Stamp]) -> None:
        super().__init__(site)
        self._found = found

    def finish(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """Write the journal, and do what it says."""
        fresh = dict(stamps_below(self._files.path))
        stamps = {path: fresh.get(path) or self._found[path] for path in paths}
        removed = sorted(self._found.keys() - stamps.keys())
        if fresh or removed:
            write_file(self._aside / _JOURNAL, json.dumps(removed).encode(), durable=False)
            recover(self._site)
        return stamps


class _Folder:
    """A folder that makes subfolders as they are needed."""

    def __init__(self, path: Path) -> None:
        self.path, self._text = path, str(path)
        self._made: set[str] = set()

    def write(self, path: str, data: bytes) -> None:
        with open(self._place(path), "wb", buffering=0) as file:
            file.write(data)

    def copy(self, folder: Path, path: str) -> None:
        """A copy, so that a hand that edits one does not edit both."""
        shutil.copyfile(f"{folder}/{path}", self._place(path))

    def _place(self, path: str) -> str:
        parent = path.rpartition("/")[0]
        if parent not in self._made:
            os.makedirs(f"{self._text}/{parent}", exist_ok=True)
            self._made.add(parent)
        return f"{self._text}/{path}"


def _differences(site: Path, right: Path) -> Iterator[Altered]:
    """Where the files of two folders differ; a link is never right."""
    found, wanted = (dict(stamps_below(folder)) for folder in (site, right))
    for path in found.keys() | wanted.keys():
        if path not in found:
            yield Altered(path, "缺少")
        elif path not in wanted:
            yield Altered(path, "多余")
        elif (site / path).is_symlink() or not _same(site / path, right / path):
            yield Altered(path, "内容不同")


def _same(file: Path, right: Path) -> bool:
    try:
        return file.is_file() and file.read_bytes() == right.read_bytes()
    except OSError:  # one that cannot be read is not what was written
        return False


def _removed(journal: Path) -> list[str]:
    """The files that a journal says to remove, as far as they lie on the site: it may have come with the content."""
    try:
        paths = msgspec.json.decode(journal.read_bytes(), type=list[str])
    except (ValueError, RecursionError):
        return []
    return [path for path in paths if not {"", ".", ".."} & {*re.split(r"[/\\]", path)} and not _STRANGE.search(path)]


def _move_in(aside: Path, site: Path, removed: list[str]) -> None:
    """Do what a journal says; doing it a second time changes nothing more."""
    for path in removed:
        if link_on_the_way(site, (site / path).parent):
            continue
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):  # what is new may have come already
            (site / path).unlink()
        _prune((site / path).parent, site)
    staged, made = f"{aside}/files", set()
    for path, _ in stamps_below(aside / "files"):
        parent = path.rpartition("/")[0]
        if parent not in made:
            _make_way(site, parent)
            made.add(parent)
        try:
            os.replace(f"{staged}/{path}", f"{site}/{path}")
        except IsADirectoryError:
            shutil.rmtree(site / path)
            os.replace(f"{staged}/{path}", f"{site}/{path}")


def _make_way(site: Path, folder: str) -> None:
    """Make the folder, even where a file has its name or that of one above it."""
    place = site
    for name in folder.split("/") if folder else ():
        place = place / name
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            place.unlink()
        place.mkdir(exist_ok=True)


def _prune(folder: Path, site: Path) -> None:
    while folder != site:
        try:
            folder.rmdir()
        except OSError:  # something is left in it
            return
        folder = folder.parent


def _aside(site: Path) -> Path:
    return site.with_name(f".{site.name}.new")
