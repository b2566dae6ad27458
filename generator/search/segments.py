"""Segments: runs of whole years, so that an edit touches only the postings of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter

import numpy as np

from generator.search.document import Document
from generator.search.normal_form import GAP
from generator.search.postings import Postings, encode

LARGE = 3_000_000
"""Characters after which a segment ends with the year."""

POSTINGS_VERSION = 1
"""To be raised when the same documents get other postings."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Documents whose postings are kept together, as one text."""

    documents: list[Document]
    text: str
    """All their sections, each followed by a gap."""
    counts: list[int]
    """The number of sections of each document."""

    def digest(self, shards: int) -> bytes:
        """All that the postings depend on, in 32 bytes."""
        settings = (POSTINGS_VERSION, unicodedata.unidata_version, shards, len(self.counts))
        hashed = blake2b(repr(settings).encode(), digest_size=32)
        hashed.update(np.array(self.counts, dtype="<u4").tobytes())
        hashed.update(self.text.encode("utf-8", "surrogatepass"))
        return hashed.digest()

    def postings(self, shards: int) -> Postings:
        """The postings, computed."""
        return encode(self.text, self.counts, shards)


def size(documents: Iterable[Document]) -> int:
    """Characters of all sections, gaps included; about as many as the positions they will take."""
    return sum(sum(map(len, sections)) + len(sections) for sections in (one.sections for one in documents))


def segments(documents: Iterable[Document], large: int = LARGE) -> Iterator[Segment]:
    """The documents by year and path, cut after a year once a segment has ``large`` characters."""
    run: list[Document] = []
    length = 0
    for _, group in groupby(sorted(documents, key=attrgetter("year", "path")), key=attrgetter("year")):
        year = list(group)
        run += year
        length += size(year)
        if length >= large:
            yield _segment(run)
            run, length = [], 0
    if run:
        yield _segment(run)


def _segment(documents: list[Document]) -> Segment:
    sections = [document.sections for document in documents]
    counts = list(map(len, sections))
    text = GAP.join([section for own in sections for section in own]) + GAP
    if text.count(GAP) > sum(counts):
        text = "".join([section.replace(GAP, "") + GAP for own in sections for section in own])
    return Segment(documents, text, counts)
