"""What the last build made, and from what: the ground for keeping it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.cache import Cache
from generator.problems import Problem

Stamp = tuple[int, int]
"""Size of a file (-1: it is a link or the like) and its time of change (ns), which tell when others have touched it."""

_NAME = "manifest"


@dataclass(slots=True)
class Manifest:
    """A finished build. An empty manifest keeps nothing."""

    version: str = ""
    """Of the program."""
    theme: str = ""
    """Digest of what the theme around the pages was made from."""
    inputs: str = ""
    """Digest of everything the site was made from."""
    site: str = ""
    """The folder it was made in."""
    keys: dict[str, str] = field(default_factory=dict)
    """File of the site → key of its plan, or digest of its content."""
    stamps: dict[str, Stamp] = field(default_factory=dict)
    """File of the site → its stamp."""
    warnings: list[Problem] = field(default_factory=list)

    def has(self, path: str, key: str, found: dict[str, Stamp]) -> bool:
        """Whether the site, with the files ``found``, still has this file as it was made for this key."""
        return self.keys.get(path) == key and path in found and self.stamps.get(path) == found[path]

    def save(self, cache: Path) -> None:
        """Write it down in the folder ``cache``, in one step."""
        Cache(cache).put(_NAME, "", self)


def read_manifest(cache: Path) -> Manifest:
    """The manifest as it was written; an empty one when it is not there or damaged."""
    return Cache(cache).get(_NAME, "", Manifest) or Manifest()


def stamp_of(file: Path) -> Stamp | None:
    """Size and time of change."""
    try:
        status = os.stat(file)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def stamps_below(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Relative path and stamp of every file."""
    pending = [(os.fspath(folder), "")]
    while pending:
        parent, below = pending.pop()
        try:
            entries = list(os.scandir(parent))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                pending.append((entry.path, f"{below}{entry.name}/"))
            else:
                status = entry.stat(follow_symlinks=False)
                size = status.st_size if stat.S_ISREG(status.st_mode) else -1
                yield f"{below}{entry.name}", (size, status.st_mtime_ns)
