"""The postings of a segment: where each pair of characters stands, cut into one block for each shard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.search import varints
from generator.search.normal_form import Codes, normal_codes

_Packed = NDArray[np.uint64]
"""Rank of the first character, rank of the second, position: from the highest bits to the lowest."""

_Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """The encoded postings of a segment."""

    lengths: NDArray[np.uint32]
    """Positions of each document."""
    titles: NDArray[np.uint32]
    """Positions of each document's title."""
    ends: NDArray[np.uint32]
    """Where the block of each shard ends in ``data``."""
    data: bytes
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
    present = np.zeros(int(codes.max(initial=0)) + 1, dtype=bool)
    present[codes] = True
    present[0] = True
    alphabet = np.flatnonzero(present).astype(np.uint32)
    ranks = (np.cumsum(present, dtype=np.uint32) - 1)[codes]
    char_bits, place_bits = len(alphabet).bit_length(), len(codes).bit_length()
    packed = _packed(ranks, lengths, char_bits, place_bits)

    keys = packed >> place_bits
    places = (packed & ((1 << place_bits) - 1)).astype(np.uint32)
    del packed
    begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, np.int64)
    keys = keys[begins]
    first = alphabet[keys >> char_bits]
    second = alphabet[keys & ((1 << char_bits) - 1)]
    shard = shard_of(first, second, shards)
    order = np.argsort(shard, kind="stable")
    values, begins = _differences(places, begins, order)
    lists, starts = varints.encoded(values)
    begins = starts[np.append(begins, len(values))]
    heads, head_starts = varints.encoded(
        np.stack((first[order], second[order], np.diff(begins).astype(np.uint32)), axis=1).ravel()
    )
    bounds = np.searchsorted(shard[order], np.arange(shards + 1))
    return _joined(bounds, heads.tobytes(), head_starts[::3][bounds], lists.tobytes(), begins[bounds])


def _packed(ranks: Codes, lengths: NDArray[np.uint32], char_bits: int, place_bits: int) -> _Packed:
    """Every pair at each of its places and every character at its first place in each document, ascending."""
    paired = np.flatnonzero((ranks[:-1] != 0) & (ranks[1:] != 0))
    pairs = (ranks[paired].astype(np.uint64) << char_bits | ranks[paired + 1]) << place_bits | paired.astype(np.uint64)
    document = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
    filled = np.flatnonzero(ranks)
    singles = ranks[filled].astype(np.uint64) << place_bits | filled.astype(np.uint64)
    singles.sort()
    places = singles & ((1 << place_bits) - 1)
    own = singles >> place_bits
    owner = document[places]
    new = np.ones(len(singles), dtype=bool)
    new[1:] = (own[1:] != own[:-1]) | (owner[1:] != owner[:-1])
    packed = np.concatenate((pairs, own[new] << (char_bits + place_bits) | places[new]))
    packed.sort()
    return packed


def _differences(places: NDArray[np.uint32], begins: _Places, order: _Places) -> tuple[NDArray[np.uint32], _Places]:
    """The lists in that order, each place as its distance from the one before; and where each list begins."""
    counts = np.diff(np.append(begins, len(places)))
    values = np.diff(places, prepend=np.uint32(0))
    values[begins] = places[begins]
    counts, begins = counts[order], begins[order]
    moved = np.cumsum(counts) - counts
    return values[np.repeat(begins - moved, counts) + np.arange(len(values))], moved


def _joined(
    bounds: _Places, heads: bytes, head_at: _Places, lists: bytes, list_at: _Places
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
