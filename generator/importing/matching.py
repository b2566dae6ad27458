"""Pieces that several lists name, against each other and against what the archive has: equal, near, or new."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.importing.blocks import Doubt, Doubts
from generator.importing.notice_lists import Item, UnitList
from generator.importing.notice_parts import title_key
from generator.model.articles import Article

_NEAR = 0.8
"""From this similarity on (twice the common part over both lengths) two titles are shown to a person."""
_COMMON_TWOS = 0.4
_SHORTEST_PART = 10
"""A title of this length or more that stands inside another is near to it."""
_TOLD_BY_TEXT = 0.7
"""The part of a title's pairs of characters that must stand in a brief without title for it to be that brief."""


@dataclass
class Piece:
    """An item with everyone credited for it: canonical name → name as printed at the unit's list."""

    item: Item
    credits: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def said(self) -> str:
        """``“标题”（第9期 简讯，阳谷局、临清局）``."""
        label = f"第{self.item.issue}期 {self.item.kind}" if self.item.issue else f"{self.item.commissioner}约稿"
        return f"“{self.item.title}”（{label}，{'、'.join(self.credits)}）"


@dataclass(frozen=True)
class Matched:
    """Pieces the archive lacks, and pieces it has with the article that is the same."""

    fresh: list[Piece]
    known: list[tuple[Piece, Article]]


def collect(lists: Sequence[UnitList]) -> list[Piece]:
    """One piece for each title in an issue or of a commissioner, in the order of first mention."""
    pieces: dict[tuple[object, str], Piece] = {}
    for one in lists:
        for item in one.items:
            piece = pieces.setdefault((item.place, item.key), Piece(item))
            if piece.item.kind != item.kind:
                said = f"{one.printed}把“{item.title}”列为{item.kind}，别处列为{piece.item.kind}"
                piece.doubts.append(Doubt(item.line, f"{said}，按后者收录", "type"))
            if one.unit:
                piece.credits.setdefault(one.unit, one.printed)
            else:
                said = f"“{item.title}”也列在“{one.printed}”名下，不认识这个单位，没有署它"
                piece.doubts.append(Doubt(item.line, said, "unit"))
    return [piece for piece in pieces.values() if piece.credits]


def near_groups(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Groups of pieces whose titles are nearly equal (or equal, in different places), each piece in one group."""
    group = list(range(len(pieces)))
    for first, one in enumerate(pieces):
        for second in range(first + 1, len(pieces)):
            if group[first] != group[second] and are_near(one.item.key, pieces[second].item.key):
                old, new = group[second], group[first]
                group = [new if number == old else number for number in group]
    for number in dict.fromkeys(group):
        members = [piece for piece, own in zip(pieces, group, strict=True) if own == number]
        if len(members) > 1:
            yield members


def are_near(one: str, other: str) -> bool:
    """Whether two titles (as compared) look like printings of one."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _SHORTEST_PART and shorter in longer:
        return True
    if 2 * len(shorter) < _NEAR * (len(shorter) + len(longer)):
        return False
    if len(_twos(shorter) & _twos(longer)) < _COMMON_TWOS * len(_twos(shorter)):
        return False  # quick to tell, and so for nearly all pairs
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= _NEAR


@functools.lru_cache(maxsize=4096)
def _twos(key: str) -> frozenset[str]:
    """All pairs of neighbouring characters."""
    return frozenset(key[place : place + 2] for place in range(len(key) - 1))


def match(pieces: Iterable[Piece], at: Callable[[Piece], Sequence[Article]], doubts: Doubts) -> Matched:
    """Compare pieces with the articles ``at`` their place; a near-equal one is proposed and not written again."""
    result = Matched([], [])
    left: list[Piece] = []
    taken: set[str] = set()
    for piece in pieces:
        same = next((article for article in at(piece) if title_key(article.title) == piece.item.key), None)
        if same is None:
            left.append(piece)
        else:
            taken.add(same.path)
            doubts += [replace(doubt, about="") for doubt in piece.doubts]
            result.known.append((piece, same))
    for piece in left:
        free = [article for article in at(piece) if article.path not in taken]
        near = next((article for article in free if _may_be(piece, article)), None)
        if near is None:
            result.fresh.append(piece)
            continue
        taken.add(near.path)
        advice = "很可能是同一篇，没有新建。是同一篇请核对标题和 unit；不是请另建一个文件"
        doubts.add(piece.item.line, f"{piece.said}与库中 {near.path}“{near.display_title[:30]}”相近，{advice}")
    return result


def _may_be(piece: Piece, article: Article) -> bool:
    if article.title:
        return are_near(piece.item.key, title_key(article.title))
    text, key = title_key(article.body), piece.item.key
    two = _twos(key)
    common = sum(pair in text for pair in two)
    return len(two) >= 5 and common >= _TOLD_BY_TEXT * len(two) and bool(set(article.units) & set(piece.credits))
