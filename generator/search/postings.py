"""The postings of a segment: where each pair of characters stands, cut into one block for each shard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.search import varints
from generator.search.normal_form import Codes, normal_codes

_Ranks = NDArray[np.uint16] | NDArray[np.uint32]
"""Places in the alphabet, one for each position."""

_Index = NDArray[np.int64]
"""Places in another array."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The encoded postings of a segment."""

    lengths: NDArray[np.uint32]
    """Positions of each document."""
    titles: NDArray[np.uint32]
    """Positions of each document's title."""
    ends: NDArray[np.uint32]
    """Where the block of each shard ends in ``data``."""
    data: bytes | memoryview
    """The blocks, one after another."""

    def block(self, shard: int) -> memoryview:
        """The block of a shard."""
        start = int(self.ends[shard - 1]) if shard else 0
        return memoryview(self.data)[start : int(self.ends[shard])]


def encode(text: str, counts: Sequence[int], shards: int) -> Postings:
    """The postings of a text in which every section ends with a gap; ``counts`` are the sections of each document."""
    codes = normal_codes(text)
    ends = np.flatnonzero(codes == 0) + 1
    last = np.cumsum(np.asarray(counts, dtype=np.int64)) - 1
    starts = np.concatenate(([0], ends[last][:-1]))
    titles = ends[last - counts + 1] - starts - 1
    lengths = (ends[last] - starts).astype(np.uint32)
    blocks, data = _blocks(codes, lengths, shards)
    return Postings(lengths, titles.astype(np.uint32), blocks, data)


def shard_of(first: Codes, second: Codes, shards: int) -> NDArray[np.uint32]:
    """The shard of each key; ``shards`` is a power of two."""
    if shards == 1:
        return np.zeros(len(first), dtype=np.uint32)
    mixed = (first * np.uint32(31) + second) * np.uint32(0x9E3779B1)
    return mixed >> np.uint32(33 - shards.bit_length())


def _blocks(codes: Codes, lengths: NDArray[np.uint32], shards: int) -> tuple[NDArray[np.uint32], bytes]:
    """Where each shard's block ends, and the blocks one after another."""
    alphabet, ranks = _ranked(codes)
    places, second = _sorted(ranks, lengths)
    first = ranks[places]
    begins = np.flatnonzero(_changes(first) | _changes(second))
    first, second = alphabet[first[begins]], alphabet[second[begins]]
    shard = shard_of(first, second, shards)
    order = np.argsort(shard, kind="stable")
    steps, begins = _steps(places, begins, order)
    del places
    lists, starts = varints.encoded(steps)
    begins = starts[np.append(begins, len(steps))]
    keys = np.stack((first[order], second[order], np.diff(begins).astype(np.uint32)), axis=1)
    heads, head_starts = varints.encoded(keys.ravel())
    bounds = np.searchsorted(shard[order], np.arange(shards + 1))
    return _joined(bounds, heads.tobytes(), head_starts[::3][bounds], lists.tobytes(), begins[bounds])


def _ranked(codes: Codes) -> tuple[Codes, _Ranks]:
    """The different code points, ascending, and for each position its place among them; the gap has rank 0."""
    present = np.zeros(int(codes.max(initial=0)) + 1, dtype=bool)
    present[codes] = True
    present[0] = True
    alphabet = np.flatnonzero(present).astype(np.uint32)
    rank_of = np.cumsum(present, dtype=np.uint32) - 1
    if len(alphabet) <= 1 << 16:  # numpy sorts numbers of 16 bits several times faster than longer ones
        return alphabet, rank_of.astype(np.uint16)[codes]
    return alphabet, rank_of[codes]


def _sorted(ranks: _Ranks, lengths: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], _Ranks]:
    """Every pair at each of its places and every character at its first place in each document.

    Returns the places and the ranks of the second characters (0 for a single one), ordered by first character, second
    character and place: a stable sort by the second, then one by the first.
    """
    by_rank = _order(ranks)[np.count_nonzero(ranks == 0) :]
    owner = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)[by_rank]
    singles = by_rank[_changes(owner) | _changes(ranks[by_rank])]
    del owner
    pairs = by_rank[by_rank != 0] - 1
    pairs = pairs[ranks[pairs] != 0]
    del by_rank
    places = np.concatenate((singles, pairs))
    del pairs
    order = _order(ranks[places])
    places = places[order]
    second = ranks[places + 1]
    second[order < len(singles)] = 0
    return places, second


def _order(ranks: _Ranks) -> NDArray[np.uint32]:
    return np.argsort(ranks, kind="stable").astype(np.uint32)


def _changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether each value differs from the one before; the first does."""
    changed = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _steps(places: NDArray[np.uint32], begins: _Index, order: _Index) -> tuple[NDArray[np.uint32], _Index]:
    """The lists in that order, each place as its distance from the one before; and where each list begins."""
    steps = np.diff(places, prepend=np.uint32(0))
    steps[begins] = places[begins]
    counts = np.diff(begins, append=len(places))[order]
    moved = np.cumsum(counts) - counts
    source = np.repeat(begins[order] - moved, counts)
    source += np.arange(len(steps))
    return steps[source], moved


def _joined(
    bounds: _Index, heads: bytes, head_at: _Index, lists: bytes, list_at: _Index
) -> tuple[NDArray[np.uint32], bytes]:
    """Where each shard's block ends, and the blocks: number of keys, keys, lists."""
    counts, count_at = varints.encoded(np.diff(bounds).astype(np.uint32))
    numbers = counts.tobytes()
    at, heads_from, lists_from = count_at.tolist(), head_at.tolist(), list_at.tolist()
    parts = [
        part
        for shard in range(len(bounds) - 1)
        for part in (
            numbers[at[shard] : at[shard + 1]],
            heads[heads_from[shard] : heads_from[shard + 1]],
            lists[lists_from[shard] : lists_from[shard + 1]],
        )
    ]
    ends = np.diff(count_at) + np.diff(head_at) + np.diff(list_at)
    return np.cumsum(ends).astype(np.uint32), b"".join(parts)
