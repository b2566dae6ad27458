"""Records kept from one run to the next, so that only files that have changed are parsed again.

A kept record is used only for a file with the same bytes that was read in the same context (the units, the issue of
its folder). Only what was read without any problem is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from msgspec import Raw

from generator.cache import Cache, pack, unpack
from generator.loading.folder import Folder
from generator.loading.text_file import File
from generator.problems import Problem

T = TypeVar("T")

_Shelf = dict[str, tuple[str, Raw]]
"""Path → key, and the bytes of a record."""


@dataclass(slots=True)
class _Entry:
    key: str
    """Of the file and its context."""
    data: Raw | None
    """The record as it is kept; ``None`` for one that cannot be kept."""
    record: Any = None
    """The record itself, once it is asked for."""


class RecordCache:
    """Records by path, one shelf for each year or kind, read when they are asked for."""

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache or Cache()
        self._shelves: dict[str, dict[str, _Entry]] = {}
        self._seen: dict[str, dict[str, _Entry]] = {}
        self._remembered: set[str] = set()
        self.digests: dict[str, str] | None = None
        """Those of files that are known already."""
        self.known: Callable[[str], str] | None = None
        """Gives that of a file, by its whole path, which is too large to be read for nothing; empty for unknown."""

    def take(
        self,
        folder: Folder,
        path: str,
        context: str,
        kind: type[T],
        read: Callable[[File], T | None],
        problems: list[Problem],
    ) -> T | None:
        """The record of the file at ``path``, which is of this type: the kept one, or what ``read`` makes of it.

        When reading adds to ``problems`` the record is not kept, nor is one that says that it may not.
        """
        name = path.split("/")[1]
        kept, seen = self._shelf(name), self._seen.setdefault(name, {})
        digest, file = folder.digest(path)
        entry = kept.get(path)
        if entry is not None and entry.key == f"{digest} {context}":
            if entry.record is None and entry.data is not None:
                entry.record = unpack(entry.data, kind)
            if entry.record is not None:
                seen[path] = entry
                return cast(T, entry.record)
        told = len(problems)
        file = file or folder.read(path, problems)
        record = read(file) if file else None
        may_be_kept = getattr(record, "may_be_kept", True)
        if file is not None and record is not None and len(problems) == told and may_be_kept:
            data = pack(record)
            seen[path] = _Entry(f"{file.digest} {context}", None if data is None else Raw(data), record)
        return record

    def remembered(self, name: str, key: str, kind: type[T], make: Callable[[], T | None]) -> T | None:
        """What is no record, but of this type: kept as long as its key is the same, unless it is ``None``."""
        self._remembered.add(name)
        found = self._cache.get(name, key, kind)
        if found is None:
            found = make()
            if found is not None:
                self._cache.put(name, key, found)
        return found

    def save(self) -> None:
        """Cache the shelves that have changed; records of files that are gone are dropped."""
        for name, entries in self._seen.items():
            if not _same(entries, self._shelves[name]):
                shelf = {path: (one.key, one.data) for path, one in entries.items() if one.data is not None}
                self._cache.put(name, "", shelf)
        self._cache.sweep({*self._seen, *self._remembered})
        self._shelves, self._seen, self._remembered = self._seen, {}, set()

    def _shelf(self, name: str) -> dict[str, _Entry]:
        if name not in self._shelves:
            kept = self._cache.get(name, "", _Shelf) or {}
            self._shelves[name] = {path: _Entry(key, data) for path, (key, data) in kept.items()}
        return self._shelves[name]


def _same(new: dict[str, _Entry], old: dict[str, _Entry]) -> bool:
    return len(new) == len(old) and all(old.get(path) is entry for path, entry in new.items())
