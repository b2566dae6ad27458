"""The last import on record, so that it can be taken back: what was written, and what stood there before."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.files import CACHE, cache_folder, digest, write_file, write_files
from generator.importing.blocks import ImportFailed
from generator.importing.plan import refuse_links
from generator.loading import kind_of
from generator.plain_files import NotPlain, read_below

_FOLDER = f"{CACHE}/import"
_JOURNAL = f"{_FOLDER}/last.json"
_LARGEST = 64 << 20
_DAMAGED = "上一次导入的记录已损坏，撤销不了。请用 git 恢复（git status 看改了哪些文件）"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file that was written: its digest, and that of what stood there before (empty: nothing)."""

    path: str
    written: str
    before: str


def write_recorded(root: Path, files: Mapping[str, bytes], sources: Sequence[str]) -> None:
    """Write files below ``root`` so that :func:`undo` can take them back, also when this is killed on the way."""
    refuse_links(root, files)
    folder = cache_folder(root, root / _FOLDER)
    earlier = _unfinished(root)
    entries, kept = dict(earlier), {entry.before for entry in earlier.values()}
    for path, data in files.items():
        there = _bytes_at(root, path)
        before = digest(there) if there is not None else ""
        if there is not None:
            write_file(folder / before, there)
            kept.add(before)
        first = entries[path].before if path in entries else before
        entries[path] = _Entry(path, digest(data), first)
    _save(root, list(entries.values()), sources, done=False)
    for left in folder.iterdir():
        if left.name not in (*kept, Path(_JOURNAL).name, ".gitignore"):
            left.unlink(missing_ok=True)
    write_files({root / path: data for path, data in files.items()})
    _save(root, list(entries.values()), sources, done=True)


def undo(root: Path) -> tuple[list[str], list[str]]:
    """Take the last import back; the sources it had, and the paths that are as before again.

    :class:`ImportFailed`, and nothing is changed, where there is none or a file was changed since.
    """
    journal = _journal(root)
    if journal is None:
        raise ImportFailed("没有可以撤销的导入（只能撤销在本机做的最后一次）")
    entries, sources = _entries(journal), [str(name) for name in journal["sources"]]
    refuse_links(root, [entry.path for entry in entries])
    now = {entry.path: _bytes_at(root, entry.path) for entry in entries}
    digests = {path: digest(data) if data is not None else "" for path, data in now.items()}
    changed = [entry.path for entry in entries if digests[entry.path] not in (entry.written, entry.before)]
    if changed:
        raise ImportFailed(
            f"导入以后又改过 {len(changed)} 个文件，没有撤销任何文件：{'、'.join(changed)}。"
            "要撤销，请先把这些文件另存到别处，再用 git 恢复或删去"
        )
    restored = {}
    for entry in entries:
        if entry.before:
            data = _bytes_at(root, f"{_FOLDER}/{entry.before}")
            if data is None or digest(data) != entry.before:
                raise ImportFailed(_DAMAGED)
            restored[root / entry.path] = data
    write_files(restored)
    for entry in entries:
        if not entry.before:
            (root / entry.path).unlink(missing_ok=True)
            _remove_empty(root, (root / entry.path).parent)
    (root / _JOURNAL).unlink(missing_ok=True)
    return sources, [entry.path for entry in entries if digests[entry.path] != entry.before]


def _remove_empty(root: Path, folder: Path) -> None:
    with suppress(OSError):
        while folder.parent != root:
            folder.rmdir()
            folder = folder.parent


def _unfinished(root: Path) -> dict[str, _Entry]:
    """What an import that was killed has on record, as far as it was written."""
    try:
        journal = _journal(root)
    except ImportFailed:
        return {}
    if journal is None or journal["done"]:
        return {}
    return {entry.path: entry for entry in _entries(journal) if _is_written(root, entry)}


def _is_written(root: Path, entry: _Entry) -> bool:
    data = _bytes_at(root, entry.path)
    return data is not None and digest(data) == entry.written


def _bytes_at(root: Path, path: str) -> bytes | None:
    try:
        return read_below(root, path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _save(root: Path, entries: Sequence[_Entry], sources: Sequence[str], done: bool) -> None:
    rows = [[entry.path, entry.written, entry.before] for entry in entries]
    text = json.dumps({"done": done, "sources": list(sources), "files": rows}, ensure_ascii=False)
    write_file(root / _JOURNAL, text.encode())


def _journal(root: Path) -> dict[str, Any] | None:
    if not os.path.lexists(root / _JOURNAL):
        return None
    try:
        journal = json.loads(read_below(root, _JOURNAL, _LARGEST))
        _entries(journal)
        return {"done": bool(journal["done"]), "sources": list(journal["sources"]), "files": journal["files"]}
    except (NotPlain, ValueError, KeyError, TypeError, RecursionError):
        raise ImportFailed(_DAMAGED) from None


def _entries(journal: Mapping[str, Any]) -> list[_Entry]:
    """The rows of a journal; only content is ever taken back."""
    found = [_Entry(*map(str, row)) for row in journal["files"]]
    if any(kind_of(entry.path) is None and not _is_picture(entry.path) for entry in found):
        raise ValueError("no content")
    if any(not set(entry.before) <= set("0123456789abcdef") for entry in found):
        raise ValueError("no digest")
    return found


def _is_picture(path: str) -> bool:
    """Whether it is what an import puts beside a piece: ``content/2024/07/05-1.png``."""
    parts = path.split("/")
    return parts[0] == "content" and ".." not in parts and len(parts) == 4
