"""Made-up Chinese text of the right kind: sentence patterns whose gaps are filled at random.

Nothing here is a fact. The patterns (``vocabulary.yml``) follow what such bulletins print; every name
and number is drawn.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import yaml

_T = TypeVar("_T")

MARK = "（合成数据）"
"""Stands in every text, so that nobody takes it for a real one."""

_GAP = re.compile(r"\{(\w+)\}")

_VOCABULARY = yaml.load((Path(__file__).parent / "vocabulary.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
_WORDS: dict[str, list[str]] = {name: words.split() for name, words in _VOCABULARY["words"].items()}
_NAME_CHARS, _RARE_CHARS, _SURNAMES, _GIVEN = (
    str(_VOCABULARY[kind]) for kind in ("name_chars", "rare_chars", "surnames", "given")
)

_Pattern = list[str]
"""Text and names of gaps in turn."""


def _patterns(kind: str) -> list[_Pattern]:
    return [_GAP.split(pattern) for pattern in _VOCABULARY[kind]]


_SENTENCES, _BRIEFS = _patterns("sentences"), _patterns("briefs")
_TITLES, _SUBTITLES, _REQUESTS = _patterns("titles"), _patterns("subtitles"), _patterns("requests")


class Writer:
    """Writes titles, sentences and names from one stream of random numbers."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed).random

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random() * (high - low + 1))

    def chance(self, probability: float) -> bool:
        """True that often."""
        return self._random() < probability

    def pick(self, choices: Sequence[_T]) -> _T:
        """One of them."""
        return choices[int(self._random() * len(choices))]

    def some(self, choices: Sequence[str], count: int) -> list[str]:
        """So many different ones, in the order drawn."""
        left = list(choices)
        return [left.pop(int(self._random() * len(left))) for _ in range(min(count, len(left)))]

    def title(self) -> str:
        """The title of a piece."""
        return self._fill(self.pick(_TITLES))

    def subtitle(self) -> str:
        """The second line of a title."""
        return self._fill(self.pick(_SUBTITLES))

    def request(self) -> str:
        """The title of a commissioned piece."""
        return self._fill(self.pick(_REQUESTS))

    def brief(self) -> str:
        """The one paragraph of a 简讯."""
        return self._fill(self.pick(_BRIEFS)) + "".join(self.sentence() for _ in range(self.number(2, 5)))

    def article(self, size: int) -> str:
        """Paragraphs of about ``size`` characters together."""
        paragraphs, written = [], 0
        while written < size:
            paragraphs.append("".join(self.sentence() for _ in range(self.number(3, 9))))
            written += len(paragraphs[-1])
        return "\n\n".join(paragraphs)

    def sentence(self) -> str:
        """One sentence."""
        return self._fill(self.pick(_SENTENCES))

    def person(self) -> str:
        """A name of two or three characters."""
        given = "".join(self.pick(_GIVEN) for _ in range(self.number(1, 2)))
        return self.pick(_SURNAMES) + (given if self.chance(0.99) else self.pick(_RARE_CHARS))

    def _place(self, kind: Sequence[str]) -> str:
        second = self.pick(_RARE_CHARS if self.chance(0.02) else _NAME_CHARS)
        return self.pick(_NAME_CHARS) + second + self.pick(kind)

    def _number(self) -> str:
        number = int(10 ** (self._random() * 4)) + 1
        return f"{number:,}" if number > 999 and self.chance(0.2) else str(number)

    def _fill(self, pattern: _Pattern) -> str:
        """The pattern with something in every gap; a 2 after a gap's name only says that it is another one."""
        parts = list(pattern)
        for place in range(1, len(parts), 2):
            name = parts[place].rstrip("2")
            words = _WORDS.get(name)
            parts[place] = self.pick(words) if words else _DRAWN[name](self)
        return "".join(parts)


_DRAWN: dict[str, Callable[[Writer], str]] = {
    "person": Writer.person,
    "town": lambda writer: writer._place(("镇", "乡", "街道")),
    "village": lambda writer: writer._place(("村", "庄", "社区", "屯", "集村")),
    "number": Writer._number,
    "small": lambda writer: str(writer.number(2, 48)),
    "decimal": lambda writer: f"{writer.number(1, 9999)}.{writer.number(0, 99):02d}".rstrip("0").rstrip("."),
    "percent": lambda writer: f"{writer.number(1, 99)}.{writer.number(0, 9)}" + writer.pick("%%%％"),
    "date": lambda writer: f"{writer.number(1, 12)}月{writer.number(1, 28)}日",
    "month": lambda writer: str(writer.number(2, 12)),
    "year": lambda writer: str(writer.number(2006, 2035)),
}
