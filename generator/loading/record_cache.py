"""Records kept from one run to the next, so that only files that have changed are parsed again.

A kept record is used only for a file with the same bytes that was read in the same context (the units, the issue of
its folder). Only what was read without any problem is kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from generator.cache import Cache
from generator.files import digest
from generator.problems import Problem

T = TypeVar("T")

_Entries = dict[str, tuple[str, Any]]
"""Path → key and record."""


class RecordCache:
    """Records by path, one shelf for each year or kind; ``digests`` are those of files that are known already."""

    def __init__(self, cache: Cache | None = None, digests: dict[str, str] | None = None) -> None:
        self._cache = cache or Cache()
        self._shelves: dict[str, _Entries] = {}
        self._seen: dict[str, _Entries] = {}
        self.digests = dict(digests or {})
        """Path → digest of every file that was read, or is known already."""

    def note(self, root: Path, path: str) -> str:
        """The digest of the file, which is noted; empty when it cannot be read."""
        if path not in self.digests:
            self.look(root, path)
        return self.digests[path]

    def look(self, root: Path, path: str) -> str:
        """The digest of the file as it is now, whatever was noted before."""
        try:
            with open(os.path.join(root, path), "rb", buffering=0) as file:
                self.digests[path] = digest(file.read())
        except OSError:
            self.digests[path] = ""
        return self.digests[path]

    def take(
        self, root: Path, path: str, context: str, read: Callable[[], T | None], problems: list[Problem]
    ) -> T | None:
        """The record of the file at ``path``: the kept one, or what ``read`` gives.

        When reading adds to ``problems`` the record is not kept. A file that changes meanwhile is read again.
        """
        name = path.split("/")[1]
        if name not in self._shelves:
            self._shelves[name] = self._cache.get(name, "") or {}
            self._seen[name] = {}
        entry: tuple[str, Any] | None = self._shelves[name].get(path)
        if entry is None or entry[0] != f"{self.note(root, path)} {context}":
            before, told = self.look(root, path), len(problems)
            record = read()
            while self.look(root, path) != before:
                before = self.digests[path]
                del problems[told:]
                record = read()
            entry = (f"{before} {context}", record)
            if len(problems) != told:
                return record
        self._seen[name][path] = entry
        return cast("T | None", entry[1])

    def save(self) -> None:
        """Cache the shelves that have changed; records of files that are gone are dropped."""
        for name, entries in self._seen.items():
            if not _same(entries, self._shelves[name]):
                self._cache.put(name, "", entries)
        self._cache.sweep(self._seen)


def _same(new: _Entries, old: _Entries) -> bool:
    return len(new) == len(old) and all(path in old and old[path][0] == entry[0] for path, entry in new.items())
