"""The postings of a segment: where each pair of characters stands, cut into one block for each shard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.search.normal_form import Codes, normal_codes
from generator.search.varints import encoded

_Ranks = NDArray[np.uint16] | NDArray[np.uint32]
"""Places in the alphabet, one for each position."""

_Places = NDArray[np.uint32]
"""Positions in the segment."""

_Index = NDArray[np.int64]
"""Places in another array."""


ROOM = 256
"""A document takes a multiple of as many positions, so that a small edit moves no other document."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The encoded postings of a segment."""

    lengths: list[int]
    """Positions of each document."""
    titles: list[int]
    """Positions of each document's title."""
    ends: list[int]
    """Where the block of each shard ends in ``data``."""
    data: memoryview
    """The blocks, one after another."""

    def block(self, shard: int) -> memoryview:
        """The block of a shard."""
        start = self.ends[shard - 1] if shard else 0
        return self.data[start : self.ends[shard]]


def encode(text: str, counts: Sequence[int], shards: int) -> Postings:
    """The postings of a text in which every section ends with a gap; ``counts`` are the sections of each document."""
    codes = normal_codes(text)
    ends = np.flatnonzero(codes == 0) + 1
    last = np.cumsum(counts) - 1
    starts = np.concatenate(([0], ends[last[:-1]]))
    taken = ends[last] - starts
    titles = (ends[last - counts + 1] - starts - 1).astype(np.uint32)
    lengths = (-(-taken // ROOM) * ROOM).astype(np.uint32)
    alphabet, ranks = _ranked(_spread(codes, taken, lengths))
    del codes
    return Postings(lengths.tolist(), titles.tolist(), *_blocks(alphabet, *_sorted(ranks, lengths), shards))


def _spread(codes: Codes, taken: _Index, lengths: NDArray[np.uint32]) -> Codes:
    """The codes with gaps after each document that fill its room."""
    spread = np.zeros(int(lengths.sum()), dtype=codes.dtype)
    before = np.cumsum(lengths - taken) - (lengths - taken)
    spread[np.arange(len(codes)) + np.repeat(before, taken)] = codes
    return spread


def shard_of(first: Codes, second: Codes, shards: int) -> NDArray[np.uint32]:
    """The shard of each key; ``shards`` is a power of two."""
    if shards == 1:
        return np.zeros(len(first), dtype=np.uint32)
    mixed = (first * np.uint32(31) + second) * np.uint32(0x9E3779B1)
    return mixed >> np.uint32(33 - shards.bit_length())


def _ranked(codes: Codes) -> tuple[Codes, _Ranks]:
    """The different code points, ascending, and for each position its place among them; the gap has rank 0."""
    present = np.zeros(int(codes.max(initial=0)) + 1, dtype=bool)
    present[codes] = True
    alphabet = np.flatnonzero(present).astype(np.uint32)
    rank_of = np.cumsum(present, dtype=np.uint32) - 1
    if len(alphabet) <= 1 << 16:  # numpy sorts numbers of 16 bits several times faster than longer ones
        return alphabet, rank_of.astype(np.uint16)[codes]
    return alphabet, rank_of[codes]


def _sorted(ranks: _Ranks, lengths: NDArray[np.uint32]) -> tuple[_Ranks, _Ranks, _Places]:
    """Every pair at each of its places and every character at its first place in each document.

    Returns the ranks of the first characters, those of the second (0 for a single one) and the places, in this order:
    a stable sort by the second, then one by the first.
    """
    by_rank = _order(ranks)[len(ranks) - np.count_nonzero(ranks) :]
    owner = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)[by_rank]
    singles = by_rank[_changes(owner) | _changes(ranks[by_rank])]
    del owner
    pairs = by_rank[by_rank != 0] - 1
    del by_rank
    places = np.concatenate((singles, pairs[ranks[pairs] != 0]))
    del pairs
    order = _order(ranks[places])
    places = places[order]
    second = ranks[places + 1]
    second[order < len(singles)] = 0
    return ranks[places], second, places


def _order(ranks: _Ranks) -> _Places:
    return np.argsort(ranks, kind="stable").astype(np.uint32)


def _changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether each value differs from the one before; the first does."""
    changed = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _blocks(
    alphabet: Codes, firsts: _Ranks, seconds: _Ranks, places: _Places, shards: int
) -> tuple[list[int], memoryview]:
    """Where each shard's block ends, and the blocks one after another."""
    begins = np.flatnonzero(_changes(firsts) | _changes(seconds))
    first, second = alphabet[firsts[begins]], alphabet[seconds[begins]]
    del firsts, seconds
    shard = shard_of(first, second, shards)
    order = np.argsort(shard, kind="stable")
    bounds = np.searchsorted(shard[order], np.arange(shards + 1))

    steps, begins = _moved(_steps(places, begins), begins, order)
    del places
    lists, starts = encoded(steps)
    starts = starts[np.append(begins, len(steps))]
    keys = np.stack((first[order], second[order], np.diff(starts)), axis=1)
    heads, head_starts = encoded(keys.ravel())
    counts, count_starts = encoded(np.diff(bounds).astype(np.uint32))
    return _joined((counts, count_starts), (heads, head_starts[::3][bounds]), (lists, starts[bounds]))


def _steps(places: _Places, begins: _Index) -> NDArray[np.uint32]:
    """Each place as its distance from the one before in its list, the first as it is."""
    steps = np.diff(places, prepend=np.uint32(0))
    steps[begins] = places[begins]
    return steps


def _moved(steps: NDArray[np.uint32], begins: _Index, order: _Index) -> tuple[NDArray[np.uint32], _Index]:
    """The lists in that order, and where each begins then."""
    counts = np.diff(begins, append=len(steps))[order]
    moved = np.cumsum(counts) - counts
    source = np.ones(len(steps), dtype=np.int64)
    source[moved] = np.diff(begins[order], prepend=0) - np.concatenate(([0], counts[:-1] - 1))[: len(counts)]
    return steps[np.cumsum(source, out=source)], moved


def _joined(*parts: tuple[bytes, NDArray[np.uint32]]) -> tuple[list[int], memoryview]:
    """Where each block ends, and the blocks; one of each of the parts makes a block, cut where its numbers say."""
    cuts = [(data, starts.tolist()) for data, starts in parts]
    blocks = [data[at[block] : at[block + 1]] for block in range(len(parts[0][1]) - 1) for data, at in cuts]
    ends = sum(np.diff(starts).astype(np.int64) for _, starts in parts)
    return np.cumsum(ends).tolist(), memoryview(b"".join(blocks))
