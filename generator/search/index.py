"""The files of the index, as ``docs/search-index.md`` describes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.search.document import TYPES, Document
from generator.search.normal_form import ignored_ranges
from generator.search.postings import Postings, encode
from generator.search.segments import LARGE, Segment, segments, size

SCHEMA_VERSION = 1
SHARD_SIZE = 16 * 1024
"""Bytes that a shard should have on average."""

Write = Callable[[str, bytes], object]
"""Takes a path below the site and the bytes of the file there."""


def build_index(documents: Sequence[Document], write: Write, cache: Path | None = None, large: int = LARGE) -> None:
    """Hand every file of the index to ``write``, once each."""
    parts = segments(documents, large)
    shards = shards_for(size(documents))
    postings = [encode(part.text(), part.counts(), shards) for part in parts]
    write("search/index.json", _json(_contents(documents, parts, postings, shards)))
    for shard in range(shards):
        blocks = [one.block(shard) for one in postings]
        write(
            f"search/shards/{shard}.bin",
            b"".join(part for block in blocks for part in (len(block).to_bytes(4, "little"), block)),
        )
    for part in parts:
        for document in part.documents:
            write(f"search/text/{document.path}.json", _json(_shown(document)))


def shards_for(positions: int) -> int:
    """The number of shards: a power of two that brings them near ``SHARD_SIZE``."""
    return 1 << max(0, round(positions * 2.5 / SHARD_SIZE) - 1).bit_length()


def _contents(given: Sequence[Document], parts: list[Segment], postings: list[Postings], shards: int) -> dict[str, Any]:
    documents = [document for part in parts for document in part.documents]
    places = [document.path.rpartition("/") for document in documents]
    units = {name: place for place, name in enumerate(_unit_order(given))}
    return {
        "schema_version": SCHEMA_VERSION,
        "ignored": ignored_ranges(),
        "shards": shards,
        "types": TYPES,
        "units": list(units),
        "segments": [len(part.documents) for part in parts],
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
