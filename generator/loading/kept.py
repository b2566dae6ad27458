"""Records kept from one run to the next, so that only files that have changed are parsed again.

A kept record is used only for a file with the same bytes that was read in the same context (the units, the issue of
its folder). Only what was read without any problem is kept. A store that is damaged or was written by another
version is dropped as a whole.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, cast

from generator.problems import Problem

T = TypeVar("T")

_Entries = dict[str, tuple[str, Any]]
"""Path → key and record."""


def digest(*parts: bytes | str) -> str:
    """A digest of all parts; no two different lists of parts have the same."""
    state = blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(b"%d:" % len(data))
        state.update(data)
    return state.hexdigest()


class Kept:
    """Records by path, stored in one file for each year or kind; ``version`` is that of the program."""

    def __init__(self, folder: Path | None = None, version: str = "", digests: dict[str, str] | None = None) -> None:
        self._folder, self._version = folder, version
        self._shelves: dict[str, _Entries] = {}
        self._seen: dict[str, _Entries] = {}
        self.digests = dict(digests or {})
        """Path → digest of every file that was read, or is known already."""

    def note(self, root: Path, path: str) -> str:
        """The digest of the file, which is noted; empty when it cannot be read."""
        if path in self.digests:
            return self.digests[path]
        try:
            with open(os.path.join(root, path), "rb", buffering=0) as file:
                self.digests[path] = digest(file.read())
        except OSError:
            return ""
        return self.digests[path]

    def take(
        self, root: Path, path: str, context: str, read: Callable[[], T | None], problems: Sequence[Problem]
    ) -> T | None:
        """The record of the file at ``path``: the kept one, or what ``read`` gives.

        When reading adds to ``problems`` the record is not kept.
        """
        key = digest(self.note(root, path), context)
        entry: tuple[str, Any] | None = self._shelf(path).get(path)
        if entry is None or entry[0] != key:
            before = len(problems)
            entry = (key, read())
            if len(problems) != before:
                return entry[1]
        self._seen[_name(path)][path] = entry
        return cast("T | None", entry[1])

    def _shelf(self, path: str) -> _Entries:
        name = _name(path)
        if name not in self._shelves:
            self._shelves[name] = self._load(name)
            self._seen[name] = {}
        return self._shelves[name]

    def _load(self, name: str) -> _Entries:
        if self._folder is None:
            return {}
        try:
            data = (self._folder / f"{name}.pickle").read_bytes()
            if data[:32].decode() != digest(self._version, data[32:]):
                return {}
            return pickle.loads(data[32:])  # type: ignore[no-any-return]  # written by us, as the digest shows
        except Exception:  # whatever is wrong with it, it can be made again
            return {}

    def save(self) -> None:
        """Write the shelves that have changed, and remove those that are empty now; then begin anew."""
        if self._folder is not None:
            self._write(self._folder)
        self._shelves, self._seen, self.digests = self._seen, {name: {} for name in self._seen}, {}

    def _write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for file in folder.glob("*.pickle"):
            if not self._seen.get(file.stem):
                file.unlink()
        for name, entries in self._seen.items():
            if entries and not _same(entries, self._shelves[name]):
                body = pickle.dumps(entries, protocol=5)
                aside = folder / f".{name}.new"
                aside.write_bytes(digest(self._version, body).encode() + body)
                aside.replace(folder / f"{name}.pickle")


def _same(new: _Entries, old: _Entries) -> bool:
    return len(new) == len(old) and all(path in old and old[path][0] == entry[0] for path, entry in new.items())


def _name(path: str) -> str:
    return path.split("/")[1]
