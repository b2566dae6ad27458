"""Pieces that go together: by the rarer pairs of characters in their titles, and by their units.

Only pieces of the same year and the year before are looked at, so the list of a piece changes with these alone, and
the lists of a year are kept from one run to the next.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, partial

from generator.cache import Cache
from generator.files import digest
from generator.keys import Keys
from generator.model.archive import Archive
from generator.model.articles import Article
from generator.model.months import year_of

MOST = 5
_COMMON = 24
"""A pair of characters in more titles than this says nothing."""
_SAME_UNIT = 300
_WORDS = re.compile(r"[㐀-鿿]+|[A-Za-z0-9]+")

_Lists = dict[str, tuple[tuple[str, ...], str]]
"""Path of a piece → paths of the pieces that go with it, and a digest of what is shown of them."""


class Related:
    """The lists of all pieces, made year by year when they are asked for; ``cache`` keeps them."""

    def __init__(self, archive: Archive, keys: Keys, cache: Cache | None) -> None:
        self._archive, self._keys = archive, keys
        self._cache = cache if cache and archive.digests else Cache()
        self._years: dict[int, _Lists] = {}

    def of(self, piece: Article) -> list[Article]:
        """At most five pieces, the closest first."""
        return [self._by_path[path] for path in self._lists(piece)[piece.path][0]]

    def key(self, piece: Article) -> str:
        """A digest of what is shown of them."""
        return self._lists(piece)[piece.path][1]

    @cached_property
    def _by_path(self) -> dict[str, Article]:
        return {piece.path: piece for piece in self._archive.articles}

    @cached_property
    def _by_year(self) -> dict[int, list[Article]]:
        by_year: dict[int, list[Article]] = defaultdict(list)
        for piece in self._archive.articles:
            by_year[year_of(piece.month)].append(piece)
        return by_year

    def _lists(self, piece: Article) -> _Lists:
        year = year_of(piece.month)
        if year not in self._years:
            make = partial(_lists_of, self._by_year[year], self._by_year.get(year - 1, []))
            self._years[year] = self._cache.obtain(f"related-{year}", self._keys.scored(year, year - 1), make)
        return self._years[year]


def bigrams(title: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a title, none across punctuation."""
    runs = _WORDS.findall(title)
    return frozenset(run[place : place + 2] for run in runs for place in range(len(run) - 1))


def _lists_of(pieces: Sequence[Article], before: Sequence[Article]) -> _Lists:
    pool = sorted([*before, *pieces], key=lambda piece: (piece.month, piece.path))
    titles = [piece.display_title for piece in pool]
    words = [bigrams(title) for title in titles]
    holders: dict[str, list[int]] = defaultdict(list)
    own: dict[str, list[int]] = defaultdict(list)
    for place, piece in enumerate(pool):
        for word in words[place]:
            holders[word].append(place)
        for unit in piece.units:
            own[unit].append(place)
    wanted = {piece.path for piece in pieces}
    lists = {}
    for place, piece in enumerate(pool):
        if piece.path in wanted:
            chosen = list(_closest(place, pool, words, holders, own))
            shown = "\n".join(
                f"{pool[one].path} {titles[one]} {pool[one].units[:1]} {len(pool[one].units) > 1}" for one in chosen
            )
            paths = tuple(pool[one].path for one in chosen)
            lists[piece.path] = (paths, digest(shown))
    return lists


def _closest(
    place: int,
    pool: Sequence[Article],
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
