"""The office's own list of words, which may be long and may lie outside Git."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.disclosure.findings import Found, masked


class ListedWords:
    """Words by their first two characters: a text is asked once which pairs it has, and then for few words."""

    def __init__(self, words: Iterable[str] = (), digest: str = "") -> None:
        self.digest = digest
        """Of the list; empty where there is none."""
        self._by_pair: dict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys(words):
            self._by_pair[word[:2]].append(word)
        self._pairs = frozenset(self._by_pair)

    def found_in(self, text: str) -> Iterator[Found]:
        """Every place of every word, whatever the case of Latin letters."""
        if not self._pairs:
            return
        lower = text.lower()
        if len(lower) != len(text):
            lower = text
        for pair in self._pairs.intersection(map(str.__add__, lower, lower[1:])):
            for word in self._by_pair[pair]:
                place = lower.find(word)
                while place >= 0:
                    yield place, "listed-word", masked(word, 1, 0) if len(word) < 3 else masked(word, 1, 1)
                    place = lower.find(word, place + len(word))
