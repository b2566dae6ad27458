"""The files of the index, as ``docs/search-index.md`` describes them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Protocol

from generator.cache import Cache
from generator.files import digest
from generator.search.document import Document, DocumentPlan, types_of
from generator.search.normal_form import ignored_ranges
from generator.search.segments import LARGE, Segment, segment_of, segments

SCHEMA_VERSION = 1
SHARD_SIZE = 32 * 1024
"""The most bytes that a shard should have on average: several are fetched for a phrase."""

BYTES_PER_POSITION = 3
"""About what the postings of a position take; 2.4 in ten thousand articles."""


class Files(Protocol):
    """Where the files of the index go; paths are below the site."""

    def keep(self, path: str, key: str) -> bool:
        """Whether the file is there already as it was written for this key; then it stays."""

    def write(self, path: str, data: bytes, key: str) -> None:
        """Take the file, which was made for this key."""


def build_index(
    plans: Sequence[DocumentPlan],
    files: Files,
    cache: Cache | None = None,
    *,
    large: int = LARGE,
    shard_size: int = SHARD_SIZE,
) -> None:
    """Hand every file of the index to ``files``, once each; the same documents give the same bytes.

    Segments of which no document has changed are taken from ``cache``. ``large`` and ``shard_size``: as
    :data:`LARGE` and :data:`SHARD_SIZE`.
    """
    cache = cache or Cache()
    shards = shards_for(sum(plan.size for plan in plans), shard_size)
    ordered: list[DocumentPlan] = []
    parts: list[Segment] = []
    names = set()
    for group in segments(plans, large):
        ordered += group
        name = group[0].path.replace("/", "-")
        names.add(name)
        parts.append(_segment(cache, name, group, shards))
    cache.sweep(names)
    contents = _json(_contents(parts, _unit_order(parts), shards))
    _put(files, "search/index.json", contents)
    for shard in range(shards):
        _put(files, f"search/shards/{shard}.bin", _shard([one.postings.block(shard) for one in parts]))
    for plan in ordered:
        if not files.keep(f"search/text/{plan.path}.json", plan.key):
            files.write(f"search/text/{plan.path}.json", _json(_shown(plan.make())), plan.key)


def _segment(cache: Cache, name: str, group: list[DocumentPlan], shards: int) -> Segment:
    key = digest(unicodedata.unidata_version, str(shards), *(f"{plan.path} {plan.key}" for plan in group))
    segment = cache.get(name, key, Segment)
    if segment is None or not segment.fits(shards):
        segment = segment_of((plan.make() for plan in group), shards)
        cache.put(name, key, segment)
    return segment


def _put(files: Files, path: str, data: bytes) -> None:
    key = digest(data)
    if not files.keep(path, key):
        files.write(path, data, key)


def shards_for(size: int, shard_size: int = SHARD_SIZE) -> int:
    """The number of shards: the lowest power of two with which they are no larger on average."""
    return 1 << (size * BYTES_PER_POSITION // shard_size).bit_length()


def _shard(blocks: list[memoryview]) -> bytes:
    return b"".join(part for block in blocks for part in (len(block).to_bytes(4, "little"), block))


def _contents(parts: list[Segment], unit_order: list[str], shards: int) -> dict[str, Any]:
    """``index.json``; the documents are in the order of the segments."""
    columns = [column for part in parts for column in part.columns]
    places = [column.path.rpartition("/") for column in columns]
    types = types_of(column.type for column in columns)
    units = {name: place for place, name in enumerate(unit_order)}
    return {
        "schema_version": SCHEMA_VERSION,
        "ignored": ignored_ranges(),
        "shards": shards,
        "types": types,
        "units": unit_order,
        "segments": [len(part.columns) for part in parts],
        "documents": {
            "folders": [
                [folder, [name for _, _, name in run]] for folder, run in groupby(places, key=lambda place: place[0])
            ],
            "length": [length for part in parts for length in part.postings.lengths],
            "title": [length for part in parts for length in part.postings.titles],
            "type": [types.index(column.type) for column in columns],
            "units": [[units[name] for name in column.units] for column in columns],
            "month": [column.month for column in columns],
            "issue": [column.issue for column in columns],
        },
    }


def _unit_order(parts: list[Segment]) -> list[str]:
    """Every unit that has a document: those with a page in the order of their paths, then any others by name."""
    columns = [column for part in parts for column in part.columns]
    own = [name for column in columns if column.type == "单位" for name in column.units]
    return [*own, *sorted({name for column in columns for name in column.units} - set(own))]


def _shown(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "url": document.url,
        "type": document.type,
        "units": document.units,
        "authors": document.authors,
        "label": document.label,
        "date": document.date,
        "text": document.paragraphs,
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
