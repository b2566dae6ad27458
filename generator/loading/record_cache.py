"""Records kept from one run to the next, so that only files that have changed are parsed again.

A kept record is used only for a file with the same bytes that was read in the same context (the units, the issue of
its folder). Only what was read without any problem is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from generator.cache import Cache
from generator.loading.folder import Folder
from generator.loading.text_file import File
from generator.problems import Problem

T = TypeVar("T")

_Entries = dict[str, tuple[str, Any]]
"""Path → key and record."""


class RecordCache:
    """Records by path, one shelf for each year or kind. ``digests``: those of files that are known already.

    ``known`` gives that of a file, by its whole path, which is too large to be read for nothing; empty for unknown.
    """

    def __init__(
        self,
        cache: Cache | None = None,
        digests: dict[str, str] | None = None,
        known: Callable[[str], str] | None = None,
    ) -> None:
        self._cache = cache or Cache()
        self._shelves: dict[str, _Entries] = {}
        self._seen: dict[str, _Entries] = {}
        self._remembered: set[str] = set()
        self.digests = digests
        self.known = known

    def take(
        self, folder: Folder, path: str, context: str, read: Callable[[File], T | None], problems: list[Problem]
    ) -> T | None:
        """The record of the file at ``path``: the kept one, or what ``read`` makes of it.

        When reading adds to ``problems`` the record is not kept.
        """
        name = path.split("/")[1]
        if name not in self._shelves:
            self._shelves[name] = self._cache.get(name, "") or {}
            self._seen[name] = {}
        entry: tuple[str, Any] | None = self._shelves[name].get(path)
        digest, file = folder.digest(path)
        if entry is None or entry[0] != f"{digest} {context}":
            told = len(problems)
            file = file or folder.read(path, problems)
            record = read(file) if file else None
            if file is None or len(problems) != told:
                return record
            entry = (f"{file.digest} {context}", record)
        self._seen[name][path] = entry
        return cast("T | None", entry[1])

    def remembered(self, name: str, key: str, make: Callable[[], T | None]) -> T | None:
        """What is no record: kept as long as its key is the same, unless it is ``None``."""
        self._remembered.add(name)
        found: T | None = self._cache.get(name, key)
        if found is None:
            found = make()
            if found is not None:
                self._cache.put(name, key, found)
        return found

    def save(self) -> None:
        """Cache the shelves that have changed; records of files that are gone are dropped."""
        for name, entries in self._seen.items():
            if not _same(entries, self._shelves[name]):
                self._cache.put(name, "", entries)
        self._cache.sweep({*self._seen, *self._remembered})


def _same(new: _Entries, old: _Entries) -> bool:
    return len(new) == len(old) and all(path in old and old[path][0] == entry[0] for path, entry in new.items())
