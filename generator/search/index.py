"""The files of the index, as ``docs/search-index.md`` describes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.search.cache import Cache
from generator.search.document import TYPES, Document
from generator.search.normal_form import ignored_ranges
from generator.search.postings import Postings
from generator.search.segments import LARGE, segments, size

SCHEMA_VERSION = 1
SHARD_SIZE = 16 * 1024
"""The most bytes that a shard should have on average: several are fetched for a phrase."""

BYTES_PER_POSITION = 3
"""About what the postings of a position take; 2.4 in ten thousand articles."""

Write = Callable[[str, bytes], object]
"""Takes a path below the site and the bytes of the file there."""


def build_index(
    documents: Sequence[Document],
    write: Write,
    cache: Path | None = None,
    *,
    large: int = LARGE,
    shard_size: int = SHARD_SIZE,
) -> None:
    """Hand every file of the index to ``write``, once each; the same documents give the same bytes.

    Postings of segments that have not changed are taken from the folder ``cache``, and the others kept there.
    ``large`` is the number of characters after which a segment ends, ``shard_size`` the most bytes that a shard
    should have on average.
    """
    shards = shards_for(size(documents), shard_size)
    ordered: list[Document] = []
    postings: list[Postings] = []
    kept = Cache(cache) if cache is not None else None
    for segment in segments(documents, large):
        ordered += segment.documents
        make = partial(segment.postings, shards)
        postings.append(kept.postings(segment.digest(shards), make) if kept else make())
        del segment, make  # a segment is large; the next is read without it
    if kept:
        kept.sweep()
    write("search/index.json", _json(_contents(ordered, _unit_order(documents), postings, shards)))
    for shard in range(shards):
        write(f"search/shards/{shard}.bin", _shard([one.block(shard) for one in postings]))
    for document in ordered:
        write(f"search/text/{document.path}.json", _json(_shown(document)))


def shards_for(positions: int, shard_size: int = SHARD_SIZE) -> int:
    """The number of shards: the lowest power of two with which they are no larger on average."""
    return 1 << (positions * BYTES_PER_POSITION // shard_size).bit_length()


def _shard(blocks: list[memoryview]) -> bytes:
    return b"".join(part for block in blocks for part in (len(block).to_bytes(4, "little"), block))


def _contents(
    documents: list[Document], unit_order: list[str], postings: list[Postings], shards: int
) -> dict[str, Any]:
    """``index.json``; the documents are in the order of the segments."""
    places = [document.path.rpartition("/") for document in documents]
    units = {name: place for place, name in enumerate(unit_order)}
    return {
        "schema_version": SCHEMA_VERSION,
        "ignored": ignored_ranges(),
        "shards": shards,
        "types": TYPES,
        "units": unit_order,
        "segments": [len(one.lengths) for one in postings],
        "documents": {
            "folders": [
                [folder, [name for _, _, name in run]] for folder, run in groupby(places, key=lambda place: place[0])
            ],
            "length": [length for one in postings for length in one.lengths.tolist()],
            "title": [length for one in postings for length in one.titles.tolist()],
            "type": [TYPES.index(document.type) for document in documents],
            "units": [[units[name] for name in document.units] for document in documents],
            "month": [document.month for document in documents],
            "issue": [document.issue for document in documents],
        },
    }


def _unit_order(documents: Sequence[Document]) -> list[str]:
    """Every unit that has a document: those with a page in the order of their pages, then any others by name."""
    own = [document.title for document in documents if document.type == "单位"]
    return [*own, *sorted({name for document in documents for name in document.units} - set(own))]


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
