"""What Git has of the figures as issued: of each month the first that was committed, and what lawfully followed.

Only the line of first parents is walked, as whoever merges vouches for what comes of it. A month begins anew once its
file was removed by a commit.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.loading.frozen_file import frozen_path, parse_frozen
from generator.loading.git import git
from generator.loading.record_cache import RecordCache
from generator.model.frozen import Chain, Committed

_FOLDER = "content/notices"
_COMMIT = re.compile(r"commit ([0-9a-f]{40,64}) ([0-9-]{10})")
_CHANGE = re.compile(
    rf":[0-7]+ ([0-7]+) [0-9a-f]+ ([0-9a-f]+) [A-Z][0-9]*\t{_FOLDER}/([0-9]{{4}}-[0-9]{{2}})\.frozen\.json"
)
_LOG = (
    *("log", "--first-parent", "-m", "--reverse", "--raw", "--relative", "--no-abbrev", "--no-renames", "--no-notes"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "--no-mailmap", "--format=commit %H %cs"),
)
_FILE = "100"
"""How the mode of an ordinary file begins."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Change:
    """A commit that has changed the file of a month. ``blob``: what it is now, empty where it is no more."""

    month: str
    blob: str
    commit: str
    date: str


def committed(root: Path, cache: RecordCache) -> Mapping[str, Committed]:
    """Month → what counts of it; empty where Git knows nothing. It is kept until another commit is checked out."""
    head = git(root, "rev-parse", "--verify", "--quiet", "HEAD")
    if head is None:
        return {}
    found = cache.remembered("history", head.decode("ascii", "replace").strip(), lambda: _walked(root)) or {}
    return {month: Committed(Chain(*map(tuple, chain)), *commit) for month, (chain, commit) in found.items()}


def _walked(root: Path) -> dict[str, list[list[Any]]] | None:
    """What counts, as lists and texts for the cache; ``None`` where Git fails."""
    log = git(root, *_LOG, "HEAD", "--", _FOLDER)
    if log is None:
        return None
    counted = _counted(root, list(_changes(log.decode("utf-8", "replace"))))
    return {
        month: [[list(one.chain.entries), list(one.chain.digests)], [one.commit, one.date]]
        for month, one in counted.items()
    }


def _counted(root: Path, changes: list[_Change]) -> dict[str, Committed]:
    chains = _chains(root, changes)
    counted: dict[str, Committed] = {}
    for one in changes:
        if not one.blob:
            counted.pop(one.month, None)
        elif one.blob in chains:  # else it says nothing: it was damaged, and the checks have told so
            chain, before = chains[one.blob], counted.get(one.month)
            if before is None or chain.extends(before.chain) or _removed_within(root, one):
                counted[one.month] = Committed(chain, one.commit[:10], one.date)
    return counted


def _changes(log: str) -> Iterator[_Change]:
    commit = date = ""
    for line in log.split("\n"):
        if head := _COMMIT.fullmatch(line):
            commit, date = head.groups()
        elif found := _CHANGE.fullmatch(line):
            mode, blob, month = found.groups()
            yield _Change(month, blob if mode.startswith(_FILE) else "", commit, date)


def _chains(root: Path, changes: list[_Change]) -> dict[str, Chain]:
    """Blob → the acts in it, where it is as the program wrote it."""
    months = {one.blob: one.month for one in changes if one.blob}
    rest = git(root, "cat-file", "--batch", told="".join(f"{blob}\n" for blob in months).encode()) or b""
    chains = {}
    while rest:
        head, _, rest = rest.partition(b"\n")
        blob, *about = head.decode("ascii", "replace").split(" ")
        size = int(about[1]) if len(about) == 2 and about[1].isdecimal() else None
        if size is None:  # missing, as in a partial clone
            continue
        notice = parse_frozen(frozen_path(months[blob]), rest[:size].decode("utf-8", "replace"))
        if notice is not None:
            chains[blob] = notice.chain
        rest = rest[size + 1 :]
    return chains


def _removed_within(root: Path, change: _Change) -> bool:
    """Whether a branch that was merged has removed the file before it brought this one."""
    since = (f"{change.commit}^1..{change.commit}", "--", frozen_path(change.month))
    return bool(git(root, "log", "--full-history", "--no-merges", "--diff-filter=D", "--format=%H", *since))
