"""The authors: their list, and a page for each with the pieces that bear the name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.model.listings import Entry, Listing
from generator.model.months import year_of
from generator.pages.page import Page
from generator.pages.page_links import people_path
from generator.pages.parts import Parts
from generator.pages.planning import Planner, generated
from generator.pages.view import View, view
from generator.plans import Plan

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


def plans(parts: Parts, planner: Planner) -> Iterator[Plan[Page]]:
    """The list, and an author's page."""
    if not parts.site.people:
        return
    batch = planner.batch("people", people, *parts.listings)
    yield batch("people/index.md", generated("作者"))
    for name in dict.fromkeys(name for piece in parts.archive.articles for name in piece.authors):
        yield batch(people_path(name), generated(f"作者{name}"))


def people(*listings: Listing) -> list[View]:
    """Every author, by the sound of the surname as far as GB 2312 tells it."""
    pieces: dict[str, list[Entry]] = defaultdict(list)
    entries = (piece for listing in listings for piece in listing.entries)
    for piece in sorted(entries, key=lambda one: (one.month, one.path)):
        for name in dict.fromkeys(piece.authors):
            pieces[name].append(piece)
    initials: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name in sorted(pieces, key=by_sound):
        initials[initial(name)].append((name, len(pieces[name])))
    views = [view("people/index.md", "作者", "people", "单位", initials=dict(initials), count=len(pieces))]
    views += [_person(name, own) for name, own in pieces.items()]
    return views


def _person(name: str, pieces: list[Entry]) -> View:
    """The pieces of a name by year, newest first, and the units they are credited to, most first."""
    counts = Counter(unit for piece in pieces for unit in piece.units)
    years: dict[int, list[Entry]] = defaultdict(list)
    for piece in reversed(pieces):
        years[year_of(piece.month)].append(piece)
    units = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    path = people_path(name)
    return view(path, name, "person", "单位", count=len(pieces), units=units, years=dict(years))


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
