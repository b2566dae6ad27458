"""The authors: their list, and a page for each with the pieces that bear the name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.keys import Plan
from generator.model.articles import Article
from generator.model.months import year_of
from generator.pages.desk import Desk
from generator.pages.links import people_path
from generator.pages.page import Page

_INITIALS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
"""The first character of each initial in GB 2312, whose first 3755 characters stand in the order of their sounds."""
_SURNAMES = dict(
    zip(
        "单曾解仇查区朴种盖胥闫亓阚蔺臧晁仝佟冼芮荀缪邬郅鄢隗闵逯逄濮昝晏栾窦綦訾谌佘嵇岑邝邰郇郜郦羿於郗璩尉滕翟宓郏郄",
        "SZXQZOPCGXYQKLZCTTXRXMWZYWMLPPZYLDQZCSJCKTHGLYYXQYTZMJQ",
        strict=True,
    )
)
"""Surnames that sound otherwise than the character, or come later in GB 2312."""


@dataclass(frozen=True, slots=True)
class Author:
    """A name with the pieces it stands over, oldest first. It may be that of several persons."""

    name: str
    pieces: tuple[Article, ...]

    @property
    def units(self) -> list[tuple[str, int]]:
        """The units the pieces are credited to, with their numbers, most first."""
        counts = Counter(unit for piece in self.pieces for unit in piece.units)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    @property
    def years(self) -> list[tuple[int, list[Article]]]:
        """The pieces by year, newest first."""
        by_year: dict[int, list[Article]] = defaultdict(list)
        for piece in reversed(self.pieces):
            by_year[year_of(piece.month)].append(piece)
        return list(by_year.items())


def plans(desk: Desk) -> Iterator[Plan[Page]]:
    """The list, and an author's page."""
    if not desk.people:
        return
    found = authors(desk)
    yield Plan("people/index.md", desk.keys.everything, partial(people, desk, found))
    for author in found:
        key = desk.keys.of(author.name, desk.keys.titles(author.pieces))
        yield Plan(people_path(author.name), key, partial(person, desk, author))


def authors(desk: Desk) -> list[Author]:
    """Every author, by the sound of the surname as far as GB 2312 tells it."""
    pieces: dict[str, list[Article]] = defaultdict(list)
    for piece in sorted(desk.archive.articles, key=lambda piece: (piece.month, piece.path)):
        for name in dict.fromkeys(piece.authors):
            pieces[name].append(piece)
    return [Author(name, tuple(pieces[name])) for name in sorted(pieces, key=by_sound)]


def people(desk: Desk, found: list[Author]) -> Page:
    """All authors by the initial of the surname."""
    initials: dict[str, list[Author]] = defaultdict(list)
    for author in found:
        initials[initial(author.name)].append(author)
    return desk.page("people/index.md", "作者", "people", "单位", initials=initials, count=len(found))


def person(desk: Desk, author: Author) -> Page:
    """The pieces of one name, by year."""
    return desk.page(people_path(author.name), author.name, "person", "单位", author=author)


def initial(name: str) -> str:
    """The initial of the surname: a letter, or ``其他``."""
    first = name[:1]
    if first in _SURNAMES:
        return _SURNAMES[first]
    code = first.encode("gb18030")
    if len(code) != 2 or not b"\xb0\xa1" <= code <= b"\xd7\xf9":
        return "其他"
    return next(
        letter for letter, start in zip(_INITIALS[::-1], _FIRST[::-1], strict=True) if code >= start.encode("gb18030")
    )


def by_sound(name: str) -> tuple[bool, str, bytes, str]:
    """A key to sort names by."""
    letter = initial(name)
    return letter == "其他", letter, name.encode("gb18030", "surrogatepass"), name
