"""What is shown of each unit's year, as digests.

A piece more or less changes the figures of few units; the pages of the others can be kept.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from generator.cache import Cache
from generator.keys import Keys
from generator.model.articles import Article
from generator.model.months import year_of
from generator.scoring import Scores


class UnitYears:
    """The digests of all units, made year by year when they are asked for; ``cache`` keeps them."""

    def __init__(self, scores: Scores, keys: Keys, cache: Cache | None) -> None:
        self._scores, self._keys = scores, keys
        self._cache = cache if cache and scores.archive.digests else Cache()
        self._years: dict[int, dict[str, str]] = {}

    def key(self, unit: str, year: int) -> str:
        """For what shows the rows, the score lines and the titles of a unit's year, and nothing of other units'."""
        if year not in self._years:
            key = self._keys.scored(year)
            self._years[year] = self._cache.obtain(f"units-{year}", key, partial(self._digests_of, year))
        return self._keys.of(self._keys.settings, self._years[year].get(unit, ""))

    def _digests_of(self, year: int) -> dict[str, str]:
        shown: dict[str, list[str]] = defaultdict(list)
        for month, table in self._scores.tables.items():
            if year_of(month) == year:
                marks = f"{month} {table.gaps} {self._scores.differs(month)}"
                for row in (row for group in table.groups for row in group.rows):
                    shown[row.unit].append(f"{marks} {row}")
        pieces: dict[str, list[Article]] = defaultdict(list)
        for piece in self._scores.archive.by_year[year].articles:
            if year_of(piece.month) == year:
                for unit in piece.units:
                    pieces[unit].append(piece)
        for one in self._scores.archive.units.units:
            shown[one.name] += map(str, self._scores.index.of_year(one.name, year))
            shown[one.name].append(self._keys.titles(pieces[one.name]))
        return {unit: self._keys.of(*parts) for unit, parts in shown.items()}
