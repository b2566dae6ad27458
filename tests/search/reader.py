"""A plain reader of the written index, slow and without numpy: what ``docs/search-index.md`` says, word for word."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from generator.search import normal_form

Key = tuple[int, int]


@dataclass
class Index:
    """The files of an index by path."""

    files: Mapping[str, bytes]

    @cached_property
    def contents(self) -> dict[str, Any]:
        return json.loads(self.files["search/index.json"])

    @cached_property
    def paths(self) -> list[str]:
        return [f"{folder}/{name}" for folder, names in self.contents["documents"]["folders"] for name in names]

    @cached_property
    def segments(self) -> list[dict[Key, list[int]]]:
        """For every segment: key → positions."""
        found: list[dict[Key, list[int]]] = [{} for _ in self.contents["segments"]]
        for shard in range(self.contents["shards"]):
            data, at = self.files[f"search/shards/{shard}.bin"], 0
            for segment in found:
                length = int.from_bytes(data[at : at + 4], "little")
                for key, places in block(data[at + 4 : at + 4 + length]).items():
                    assert shard_of(key, self.contents["shards"]) == shard
                    assert key not in segment
                    segment[key] = places
                at += 4 + length
            assert at == len(data)
        return found

    def shown(self, path: str) -> dict[str, Any]:
        """What a result shows."""
        return json.loads(self.files[f"search/text/{path}.json"])

    def hits(self, query: str) -> set[str]:
        """Paths of the documents in which every phrase of the query occurs."""
        phrases = [form for form in map(normal_form, query.split()) if form]
        return set.intersection(*map(self._with_phrase, phrases)) if phrases else set()

    def _with_phrase(self, phrase: str) -> set[str]:
        codes = [ord(char) for char in phrase]
        keys = list(pairwise(codes)) or [(codes[0], 0)]
        found, first = set(), 0
        for segment, count in zip(self.segments, self.contents["segments"], strict=True):
            places = set(segment.get(keys[0], ()))
            for offset, key in enumerate(keys):
                places &= {place - offset for place in segment.get(key, ())}
            found |= self._documents_at(places, first, count)
            first += count
        return found

    def _documents_at(self, places: set[int], first: int, count: int) -> set[str]:
        found, start = set(), 0
        for document in range(first, first + count):
            end = start + self.contents["documents"]["length"][document]
            if any(start <= place < end for place in places):
                found.add(self.paths[document])
            start = end
        return found


def block(data: bytes) -> dict[Key, list[int]]:
    """The keys of a block, ascending, with their positions."""
    count, at = varint(data, 0)
    heads = []
    for _ in range(count):
        first, at = varint(data, at)
        second, at = varint(data, at)
        length, at = varint(data, at)
        heads.append((first, second, length))
    assert heads == sorted(heads)
    found = {}
    for first, second, length in heads:
        end, place, places = at + length, 0, []
        while at < end:
            step, at = varint(data, at)
            place += step
            places.append(place)
        assert at == end
        assert places == sorted(set(places))
        found[first, second] = places
    assert at == len(data)
    return found


def varint(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins there, and where the next begins."""
    value = shift = 0
    while data[at] & 0x80:
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    return value | data[at] << shift, at + 1


def shard_of(key: Key, shards: int) -> int:
    mixed = (key[0] * 31 + key[1]) * 0x9E3779B1 & 0xFFFFFFFF
    return mixed >> 32 - (shards.bit_length() - 1) if shards > 1 else 0
