"""Segments: runs of whole years, so that an edit touches only the postings of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter

from generator.search.document import Document
from generator.search.normal_form import GAP

LARGE = 3_000_000
"""Characters after which a segment ends with the year."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Documents whose postings are kept together."""

    documents: list[Document]

    def text(self) -> str:
        """All sections, each followed by a gap."""
        joined = []
        for document in self.documents:
            sections = document.sections
            text = GAP.join(sections)
            if text.count(GAP) >= len(sections):
                text = GAP.join(section.replace(GAP, "") for section in sections)
            joined.append(text)
        return GAP.join(joined) + GAP if joined else ""

    def counts(self) -> list[int]:
        """The number of sections of each document."""
        return [len(document.sections) for document in self.documents]


def size(documents: Iterable[Document]) -> int:
    """Characters of all sections; about as many as the positions they will take."""
    return sum(len(section) + 1 for document in documents for section in document.sections)


def segments(documents: Iterable[Document], large: int = LARGE) -> list[Segment]:
    """The documents by year and path, cut after a year once a segment has ``large`` characters."""
    return [Segment(run) for run in _runs(documents, large)]


def _runs(documents: Iterable[Document], large: int) -> Iterator[list[Document]]:
    run: list[Document] = []
    for _, year in groupby(sorted(documents, key=attrgetter("year", "path")), key=attrgetter("year")):
        run += year
        if size(run) >= large:
            yield run
            run = []
    if run:
        yield run


def digest(text: str, counts: list[int], *settings: object) -> bytes:
    """What the postings of a segment depend on, in 32 bytes."""
    hashed = blake2b(repr((settings, counts)).encode(), digest_size=32)
    hashed.update(text.encode("utf-8", "surrogatepass"))
    return hashed.digest()
