"""Pieces that go together: by the rarer pairs of characters in their titles, and by their units.

Only pieces of the same year and the year before are looked at, so the list of a piece changes with these alone, and
the lists of a year can be kept from one run to the next.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.listings import Entry, Listing

MOST = 5
_COMMON = 24
"""A pair of characters in more titles than this says nothing."""
_SAME_UNIT = 300
_WORDS = re.compile(r"[㐀-鿿]+|[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class RelatedPiece:
    """A piece as another one's page lists it."""

    path: str
    title: str
    unit: str
    """The first one."""
    several: bool
    """Whether there are more."""
    issue: str | None
    month: str


RelatedPieces = dict[str, tuple[RelatedPiece, ...]]
"""Path of a piece → at most five that go with it, the closest first."""


def bigrams(title: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a title, none across punctuation."""
    runs = _WORDS.findall(title)
    return frozenset(run[place : place + 2] for run in runs for place in range(len(run) - 1))


def related_pieces(year: Listing, before: Listing) -> RelatedPieces:
    """For each piece of a year those of the same year and the year before that go with it."""
    pool = sorted([*before.entries, *year.entries], key=lambda piece: (piece.month, piece.path))
    words = [bigrams(piece.display_title) for piece in pool]
    holders: dict[str, list[int]] = defaultdict(list)
    own: dict[str, list[int]] = defaultdict(list)
    for place, piece in enumerate(pool):
        for word in words[place]:
            holders[word].append(place)
        for unit in piece.units:
            own[unit].append(place)
    wanted = {piece.path for piece in year.entries}
    return {
        piece.path: tuple(_related(pool[one]) for one in _closest(place, pool, words, holders, own))
        for place, piece in enumerate(pool)
        if piece.path in wanted
    }


def _related(one: Entry) -> RelatedPiece:
    return RelatedPiece(one.path, one.display_title, one.units[0], len(one.units) > 1, one.issue, one.month)


def _closest(
    place: int,
    pool: Sequence[Entry],
    words: Sequence[frozenset[str]],
    holders: dict[str, list[int]],
    own: dict[str, list[int]],
) -> Iterator[int]:
    """Places of the closest pieces: two rare pairs shared or one and a unit; then others of the first unit."""
    shared: Counter[int] = Counter()
    weight: Counter[int] = Counter()
    for word in words[place]:
        found = holders[word]
        if 1 < len(found) <= _COMMON:
            for other in found:
                shared[other] += 1
                weight[other] += 1000 // len(found)
    units = set(pool[place].units)
    for other in weight:
        if units.intersection(pool[other].units):
            shared[other] += 1
            weight[other] += _SAME_UNIT
    near = [other for other in weight if shared[other] > 1 and other != place]
    near.sort(key=lambda other: (-weight[other], abs(other - place), other))
    chosen = near[:MOST]
    if len(chosen) < MOST and pool[place].units:
        beside = [other for other in own[pool[place].units[0]] if other != place and other not in chosen]
        beside.sort(key=lambda other: (abs(other - place), other))
        chosen += beside[: MOST - len(chosen)]
    yield from chosen
