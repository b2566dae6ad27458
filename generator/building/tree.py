"""Where a build puts its files, so that the site is the old one or the new one and nothing between.

A first build grows beside the old site and is swapped in as a whole. A later one gathers beside the site only what
is new; when all of it is there, a journal says so, and it is moved in. A build that is killed while it moves files
in is completed by the next command.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from generator.building.manifest import Stamp, stamp_of, stamps_below
from generator.files import write_file

_JOURNAL = "journal.json"


class Tree(Protocol):
    """The files of the site that is being built."""

    def write(self, path: str, data: bytes) -> None:
        """A file with new content."""

    def keep(self, path: str) -> None:
        """A file as the site has it."""

    def take(self, folder: Path, path: str) -> None:
        """A file of another folder."""

    def finish(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """Put everything in its place; ``paths`` are all files of the site, and their stamps are returned."""

    def discard(self) -> None:
        """Forget it; the site stays as it was."""


def put(tree: Tree, site: Path, path: str, data: bytes) -> None:
    """A file with this content: kept where the site has the same, so that its time of change stays."""
    try:
        with open(f"{site}/{path}", "rb", buffering=0) as file:
            same = file.read() == data
    except OSError:
        same = False
    if same:
        tree.keep(path)
    else:
        tree.write(path, data)


def recover(site: Path) -> None:
    """Complete or clear away what a killed build has left."""
    aside, old = _aside(site), _old(site)
    if old.exists() and not site.exists():
        old.rename(site)
    if (aside / _JOURNAL).exists():
        _move_in(aside, site, json.loads((aside / _JOURNAL).read_bytes()))
    for folder in (aside, old):
        shutil.rmtree(folder, ignore_errors=True)


class WholeSite:
    """A site that is built from nothing."""

    def __init__(self, site: Path) -> None:
        self._site, self._folder = site, _Folder(_aside(site))

    def write(self, path: str, data: bytes) -> None:
        """A file with new content."""
        self._folder.write(path, data)

    def keep(self, path: str) -> None:
        """A file as the site has it."""
        self._folder.share(self._site, path)

    def take(self, folder: Path, path: str) -> None:
        """A file of another folder."""
        self._folder.copy(folder, path)

    def finish(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """Swap the folders."""
        old = _old(self._site)
        if self._site.exists():
            self._site.rename(old)
        self._folder.path.rename(self._site)
        shutil.rmtree(old, ignore_errors=True)
        return dict(stamps_below(self._site))

    def discard(self) -> None:
        """Remove what has grown."""
        shutil.rmtree(self._folder.path, ignore_errors=True)


class ChangedSite:
    """A site of which only some files are new; ``found`` are the stamps of those that are there."""

    def __init__(self, site: Path, found: dict[str, Stamp]) -> None:
        self._site, self._found, self._aside = site, found, _aside(site)
        self._folder = _Folder(self._aside / "files")

    def write(self, path: str, data: bytes) -> None:
        """A file with new content."""
        self._folder.write(path, data)

    def keep(self, path: str) -> None:
        """A file as the site has it: nothing to do."""

    def take(self, folder: Path, path: str) -> None:
        """A file of another folder."""
        if self._found.get(path) != stamp_of(folder / path):
            self._folder.copy(folder, path)

    def finish(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """Write the journal, and do what it says."""
        fresh = dict(stamps_below(self._folder.path))
        stamps = {path: fresh.get(path) or self._found[path] for path in paths}
        removed = sorted(self._found.keys() - stamps.keys())
        if fresh or removed:
            self._aside.mkdir(exist_ok=True)
            write_file(self._aside / _JOURNAL, json.dumps(removed).encode())
            _move_in(self._aside, self._site, removed)
        shutil.rmtree(self._aside, ignore_errors=True)
        return stamps

    def discard(self) -> None:
        """Remove what has been gathered; what a journal says is left for :func:`recover`."""
        if not (self._aside / _JOURNAL).exists():
            shutil.rmtree(self._aside, ignore_errors=True)


class _Folder:
    """A folder that makes subfolders as they are needed."""

    def __init__(self, path: Path) -> None:
        self.path, self._text = path, str(path)
        self._made: set[str] = set()

    def write(self, path: str, data: bytes) -> None:
        with open(self._place(path), "wb", buffering=0) as file:
            file.write(data)

    def share(self, folder: Path, path: str) -> None:
        """The same file under another name; a copy where the disk cannot do that."""
        try:
            os.link(f"{folder}/{path}", self._place(path))
        except OSError:
            self.copy(folder, path)

    def copy(self, folder: Path, path: str) -> None:
        """A copy with the same stamp, so that a hand that edits one does not edit both."""
        shutil.copy2(f"{folder}/{path}", self._place(path))

    def _place(self, path: str) -> str:
        parent = path.rpartition("/")[0]
        if parent not in self._made:
            os.makedirs(f"{self._text}/{parent}", exist_ok=True)
            self._made.add(parent)
        return f"{self._text}/{path}"


def _move_in(aside: Path, site: Path, removed: list[str]) -> None:
    """Do what a journal says; doing it a second time changes nothing more."""
    for path in removed:
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
        if place.exists() and not place.is_dir():
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


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")
