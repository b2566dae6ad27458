"""How a table names a piece: by number, place or title; and which piece that is."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from generator.loading.office_table import key_of, said
from generator.model.articles import Article
from generator.model.inputs import CONTENT
from generator.model.months import is_issue, issue_label
from generator.model.registers import NamedPiece

_NUMBER = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.]|月)(\d{1,2})日?")
_WORDS = re.compile(r"[(\[〔【]?(\d{4})[)\]〕】]?年?第?(\d{1,2})期(?:第|[-/])?(\d{1,2})[条篇号则]?")
_PLACE = re.compile(r"(?:.*?/)?((?:\d{4}/\d\d|commissioned/\d{4}-\d\d)/[a-z0-9-]+)(?:\.md|\.html|/index\.html|/)?")
_ISSUE = re.compile(r"[(\[〔【]?(\d{4})[)\]〕】]?(?:-|/|\.|年)?第?(\d{1,2})期?")
_NO_YEAR = re.compile(r"第?\d{1,2}期(?:第?\d{1,2}[条篇号则]?)?")
_NEAR, _FEWEST_SHARED = 3, 2
_LONGEST = 300
_MOST_SEARCHES = 50
"""So often is said what may have been meant; it takes long among many pieces."""


class UnknownPiece(Exception):
    """Which piece is meant is not known; code and what to say."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def place_of(text: str) -> str:
    """The place a cell names, as :class:`NamedPiece` has it; empty where it is no number or place of a piece."""
    if len(text) > _LONGEST:
        return ""
    text = "".join(unicodedata.normalize("NFKC", text).split()).replace("—", "-").replace("–", "-")
    if found := _NUMBER.fullmatch(text) or _WORDS.fullmatch(text):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    if found := _PLACE.fullmatch(text):
        return f"{CONTENT}/{found[1]}.md"
    if found := _ISSUE.fullmatch(text):
        return f"{found[1]}-{int(found[2]):02}"
    return ""


def lacks_year(text: str) -> bool:
    """Whether a cell names a number without the year of the issue."""
    return len(text) <= _LONGEST and bool(_NO_YEAR.fullmatch("".join(unicodedata.normalize("NFKC", text).split())))


class Pieces:
    """The pieces of an archive, to be found by what tables call them."""

    def __init__(self, articles: Sequence[Article], paths: Iterable[str]) -> None:
        self._articles, self._files, self._searches = articles, frozenset(paths), 0

    def find(self, named: NamedPiece) -> Article | None:
        """The piece; ``None`` for one whose file cannot be read, which has been told.

        :class:`UnknownPiece` where there is none, or more than one.
        """
        if not named.place or is_issue(named.place):
            return self._by_title(named)
        found = self._by_place.get(named.place)
        if found is None:
            path = _path_of(named.place)
            if path in self._files:
                return None
            raise UnknownPiece("unknown-piece", f"库中没有这一篇：{path}{self._near(named.title)}。请改正期号和条号")
        if named.title and key_of(named.title) not in _keys(found):
            message = f"{found.path} 的标题是“{found.display_title}”，这里写的是“{said(named.title)}”。请核对是哪一篇"
            raise UnknownPiece("title-differs", message)
        if named.unit and named.unit not in found.units:
            raise UnknownPiece(
                "unit-differs", f"{found.path} 的供稿单位是{'、'.join(found.units)}，不是{named.unit}。请核对"
            )
        return found

    def titled(self, title: str, unit: str, month: str) -> Article | None:
        """The only piece of the unit with this title, if there is one; of several, the only one of the month."""
        found = [one for one in self._by_key.get(key_of(title), ()) if unit in one.units]
        found = found if len(found) == 1 else [one for one in found if one.month == month]
        return found[0] if len(found) == 1 else None

    def _by_title(self, named: NamedPiece) -> Article:
        same = [one for one in self._by_key.get(key_of(named.title), ()) if named.place in ("", one.issue)]
        found = [one for one in same if not named.unit or named.unit in one.units]
        if len(found) == 1:
            return found[0]
        if found:
            message = f"标题是“{said(named.title)}”的有几篇：{_listed(found)}。请写明编号，如 {_number(found[0])}"
            raise UnknownPiece("title-doubtful", message)
        if same:
            whose = "；".join(f"{one.path}（{'、'.join(one.units)}）" for one in same[:_NEAR])
            message = f"标题是“{said(named.title)}”的稿件不是{named.unit}的：{whose}。请核对单位或标题"
            raise UnknownPiece("unit-differs", message)
        where = issue_label(named.place) if named.place else "库中"
        none = f"{where}没有标题是“{said(named.title)}”的稿件{self._near(named.title)}"
        message = f"{none}。请改成原题，或写明编号，如 2024-07-03"
        raise UnknownPiece("unknown-title", message)

    def _near(self, title: str) -> str:
        """Pieces with a title like this one."""
        key = key_of(title)[:_LONGEST]
        self._searches += 1
        if not key or self._searches > _MOST_SEARCHES:
            return ""
        pairs = _pairs(key)
        shared = ((len(pairs & own), other) for other, own in self._pairs_by_key.items())
        near = sorted(shared, key=lambda one: (-one[0], one[1]))[:20]
        close = [other for shared, other in near if shared >= _FEWEST_SHARED and _alike(key, other)]
        found = [piece for other in close[:_NEAR] for piece in self._by_key[other]][:_NEAR]
        return f"（是不是 {_listed(found)}？）" if found else ""

    @cached_property
    def _by_place(self) -> dict[str, Article]:
        found = {one.path: one for one in self._articles}
        for one in self._articles:
            if one.issue and one.file_number is not None:
                found[f"{one.issue}-{one.file_number:02}"] = one
        return found

    @cached_property
    def _by_key(self) -> dict[str, list[Article]]:
        index: dict[str, list[Article]] = defaultdict(list)
        for one in self._articles:
            for key in _keys(one):
                index[key].append(one)
        return dict(index)

    @cached_property
    def _pairs_by_key(self) -> dict[str, set[str]]:
        return {key: _pairs(key[:_LONGEST]) for key in self._by_key}


def _keys(article: Article) -> set[str]:
    """What is left of the titles a piece may be called by."""
    titles = {article.display_title, f"{article.display_title}{article.subtitle}"}
    return {key for title in titles if (key := key_of(title))}


def _path_of(place: str) -> str:
    if "/" in place:
        return place
    year, issue, number = place.split("-")
    return f"{CONTENT}/{year}/{issue}/{number}.md"


def _pairs(key: str) -> set[str]:
    return {key[place : place + 2] for place in range(len(key) - 1)}


def _alike(one: str, other: str) -> bool:
    return one in other or other in one or difflib.SequenceMatcher(None, one, other).ratio() >= 0.6


def _number(article: Article) -> str:
    number = article.file_number
    return f"{article.issue}-{number:02}" if article.issue and number is not None else article.path


def _listed(articles: Sequence[Article]) -> str:
    return "；".join(f"{_number(one)}“{said(one.display_title)}”（{'、'.join(one.units)}）" for one in articles[:_NEAR])
