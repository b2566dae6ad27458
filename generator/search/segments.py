"""Segments: periods of some months, so that an edit touches only the postings of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.search.document import Document, DocumentPlan
from generator.search.normal_form import GAP
from generator.search.postings import Postings, encode

LARGE = 1_500_000
"""Characters that a segment should have on average."""

_PERIODS = (1, 2, 3, 6, 12, 24, 48, 96, 192, 384)
"""Lengths in months; each is a whole number of those before it, or of a part of a year."""


def segments(plans: Sequence[DocumentPlan], large: int = LARGE) -> list[list[DocumentPlan]]:
    """The documents by period, month and path, those without a month first.

    Periods lie in the calendar, so that a new document shifts no others; they are the shortest with which segments
    are large enough on average.
    """
    total = sum(plan.size for plan in plans)
    for length in _PERIODS:
        groups: dict[int, list[DocumentPlan]] = defaultdict(list)
        for plan in plans:
            groups[_number(plan.month) // length if plan.month else -1].append(plan)
        if total >= large * len(groups) or len(groups) < 2:
            break
    return [sorted(groups[number], key=lambda plan: (plan.month, plan.path)) for number in sorted(groups)]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


@dataclass(frozen=True, slots=True)
class Column:
    """What ``index.json`` says of one document."""

    path: str
    type: str
    units: tuple[str, ...]
    month: str
    issue: str


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of the index that stands for some documents."""

    columns: list[Column]
    postings: Postings

    def fits(self, shards: int) -> bool:
        """Whether its parts belong together, and into so many shards."""
        own = self.postings
        return len(self.columns) == len(own.lengths) == len(own.titles) and len(own.ends) == shards


def segment_of(documents: Iterable[Document], shards: int) -> Segment:
    """The segment of these documents, computed."""
    documents = list(documents)
    columns = [Column(one.path, one.type, one.units, one.month, one.issue) for one in documents]
    sections = [document.sections for document in documents]
    counts = list(map(len, sections))
    text = GAP.join([section for own in sections for section in own]) + GAP
    if text.count(GAP) > sum(counts):
        text = "".join([section.replace(GAP, "") + GAP for own in sections for section in own])
    return Segment(columns, encode(text, counts, shards))
