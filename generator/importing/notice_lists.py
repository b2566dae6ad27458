"""The lists of a notice: for each unit its summary line and the titles of its pieces with their labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from generator.importing.blocks import Doubts, Paragraph
from generator.importing.notice_parts import joined, plain, title_key
from generator.importing.numerals import value_of
from generator.loading.unit_names import unknown_unit
from generator.model.months import year_of
from generator.model.units import UnitRegistry

_SUMMARY = (
    r"[（(](?P<summary>[^（）()]{0,300}(?:报送|累计|基础分)[^（）()]{0,300})(?:[）)]|(?=\n\s*(?:[-*•]\s*)?1\s*[、.．]))"
)
_ISSUE = r"\s*(?:\d{4}\s*年\s*)?第\s*[0-9０-９一二三四五六七八九十]+\s*期"
_LABEL = (
    rf"[（(](?P<label>{_ISSUE}[^（）()]{{0,8}}(?=[）)])|{_ISSUE}[^（）()\n]{{0,20}}|[^（）()]{{1,15}}约\s*稿\s*)"
    r"(?:[）)]|(?=\n|\Z))(?=[\s。；;]*(?:\n|\Z|(?:[-*•]\s*)?\d{1,3}\s*[、.．]))"
)
_TOKEN = re.compile(f"{_SUMMARY}|{_LABEL}")
_NUMBERED = re.compile(r"^[ \t]*(?:[-*•·][ \t]*)?(\d{1,3})[ \t]*(?:、|[.．](?!\d))", re.M)
_BULLET = re.compile(r"^[ \t]*[-*•·][ \t]*")
_ISSUE_LABEL = re.compile(r"(?:(\d{4})年)?第(\d+|[一二三四五六七八九十]+)期(.*)")
_COMMISSIONED_LABEL = re.compile(r"(.+)约稿")
_SECTION = re.compile(r".{0,20}信息采用情况|.{0,40}统计表?(?:[（(].{1,3}类[）)])?|[（(]?[A-Za-z甲乙丙]类[）)]?")

_FIGURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("submitted", re.compile(r"(?:报送|上报)(?:稿件|信息)?(\d+)[篇条]")),
    ("articles", re.compile(r"(?<!约稿)(?:采用信息|、信息)(\d+)[篇条]")),
    ("briefs", re.compile(r"简讯(\d+)[则篇条]")),
    ("commissioned", re.compile(r"约稿(?:信息)?(\d+)[篇条]")),
    ("base_points", re.compile(r"基础分(\d+(?:\.\d+)?)分?")),
    ("month_points", re.compile(r"本月(?:得分|分数|合计|共)(\d+(?:\.\d+)?)分")),
    ("total_points", re.compile(r"累计(?:得分|分数)?(\d+(?:\.\d+)?)分?")),
)
_SUBTOTAL = re.compile(r"合计(\d+(?:\.\d+)?)分")
_FORWARDED = re.compile(r"报(市|省)[^\d,，;；。]{0,5}(\d+)[篇条]")

Kind = Literal["信息", "简讯", "约稿"]
_KINDS: Mapping[str, Kind] = {"": "信息", "信息": "信息", "简讯": "简讯"}
"""What a label says behind the number of the issue."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a unit's list. ``issue`` is the number in its year (``None`` for 约稿)."""

    title: str
    kind: Kind
    line: int
    issue: int | None = None
    commissioner: str = ""

    @property
    def key(self) -> str:
        """The title as it is compared."""
        return title_key(self.title)

    @property
    def place(self) -> tuple[int | None, str]:
        """Issue number, or commissioner."""
        return self.issue, self.commissioner


@dataclass(frozen=True, slots=True)
class Said:
    """A figure of a summary line, and the words it stands in."""

    value: Fraction
    words: str


@dataclass
class UnitList:
    """A unit's part of the lists. ``unit`` is empty when nobody has the printed name."""

    unit: str
    printed: str
    line: int
    figures: Mapping[str, Said]
    """``submitted``, ``articles``, ``briefs``, ``adopted_points``, ``to_city``, ``to_province``, …"""
    items: list[Item] = field(default_factory=list)

    def value(self, figure: str) -> Fraction:
        """The figure; 0 when the line does not name it."""
        return self.figures[figure].value if figure in self.figures else Fraction(0)


def read_lists(lines: Sequence[Paragraph], units: UnitRegistry, month: str, doubts: Doubts) -> list[UnitList]:
    """The lists in the printed order; what cannot be placed is a doubt with its line."""
    return _Reading(lines, units, month, doubts).lists()


class _Reading:
    """One pass over the lists: brackets that hold a summary or a label cut the text into pieces."""

    def __init__(self, lines: Sequence[Paragraph], units: UnitRegistry, month: str, doubts: Doubts) -> None:
        self._headings = {plain(section.list_title) for section in units.sections}
        self._lines = [line for line in lines if not self._is_section(line.text)]
        self._text = "\n".join(line.text for line in self._lines)
        self._units, self._month, self._doubts = units, month, doubts
        self._found: list[UnitList] = []
        self._last = 0

    def lists(self) -> list[UnitList]:
        place = 0
        for token in _TOKEN.finditer(self._text):
            before = self._text[place : token.start()]
            if token["summary"] is not None:
                self._begin(before, place, token)
            else:
                self._item(before, place, token)
            place = token.end()
        self._leftover(self._text[place:], place)
        return self._found

    def _is_section(self, text: str) -> bool:
        bare = plain(text)
        return bare in self._headings or bool(_SECTION.fullmatch(bare))

    def _line_at(self, place: int) -> int:
        """The source line of the character at ``place`` of the text."""
        return self._lines[self._text.count("\n", 0, place)].line if self._lines else 1

    def _doubt(self, place: int, message: str) -> None:
        self._doubts.add(self._line_at(place), message)

    def _begin(self, before: str, place: int, token: re.Match[str]) -> None:
        """A summary line: the name stands before its bracket, perhaps after lines that belong to nothing."""
        rest, name = self._name_in(before)
        self._leftover(rest, place)
        unit = self._units.resolve(name, self._month)
        own = before[len(rest) :]
        at = place + len(before) - len(own.lstrip())
        if unit is None:
            self._doubt(at, f"篇目清单：{unknown_unit(self._units, name, self._month)}。它的篇目没有记给任何单位")
        figures = figures_of(token["summary"])
        self._found.append(UnitList(unit.name if unit else "", name, self._line_at(at), figures))
        self._last = 0

    def _name_in(self, before: str) -> tuple[str, str]:
        """The text before the name, and the name: as many of the last lines as a unit is called."""
        lines = before.split("\n")
        filled = [number for number, line in enumerate(lines) if line.strip()]
        for first in filled[-3:]:
            name = plain("".join(lines[first:]))
            if self._units.resolve(name, self._month):
                return "\n".join(lines[:first]), name
        last = filled[-1] if filled else 0
        return "\n".join(lines[:last]), plain("".join(lines[last:]))

    def _item(self, before: str, place: int, token: re.Match[str]) -> None:
        starts = list(_NUMBERED.finditer(before))
        begin = starts[-1].start() if starts else 0
        self._leftover(before[:begin], place)
        title = _BULLET.sub("", before[starts[-1].end() :] if starts else before.lstrip())
        at = place + (starts[-1].start(1) if starts else len(before) - len(before.lstrip()))
        if starts:
            self._count(int(starts[-1][1]), at)
        title = joined(title).rstrip("。；; ")
        item = self._labelled(title, plain(token["label"]), at)
        if item is None:
            return
        if not self._found:
            self._doubt(at, f"“{_short(title)}”前面没有单位，没有收录")
        elif item.key in {other.key for other in self._found[-1].items if other.place == item.place}:
            self._doubt(at, f"{self._found[-1].printed}的清单里“{_short(title)}”写了两次，只计一次")
        else:
            self._found[-1].items.append(item)

    def _count(self, number: int, at: int) -> None:
        if number != self._last + 1:
            self._doubt(at, f"篇目序号从 {self._last} 跳到 {number}，可能少了篇目或少了一个单位，请对照原件")
        self._last = number

    def _labelled(self, title: str, label: str, at: int) -> Item | None:
        """The piece a label makes of a title; ``None`` with a doubt when one of them says nothing."""
        line = self._line_at(at)
        if not title_key(title):
            self._doubt(at, f"标注“（{label}）”前面没有标题，没有收录")
            return None
        if commissioned := _COMMISSIONED_LABEL.fullmatch(label):
            return Item(title, "约稿", line, commissioner=commissioned[1])
        found = _ISSUE_LABEL.fullmatch(label)
        number = value_of(found[2]) if found else 0
        kind = _KINDS.get(found[3]) if found else None
        if found is None or kind is None or not 0 < number < 100:
            self._doubt(at, f"“{_short(title)}”的标注“（{label}）”不认识，没有收录。应是第几期、简讯或某某约稿")
            return None
        year = year_of(self._month)
        if found[1] and int(found[1]) != year:
            self._doubt(at, f"“{_short(title)}”标注的是{found[1]}年的期号，仍按{year}年收录，请核对")
        return Item(title, kind, line, issue=number)

    def _leftover(self, text: str, place: int) -> None:
        """Numbered lines that lack a label, and anything else that could not be placed."""
        starts = [0, *(start.start() for start in _NUMBERED.finditer(text) if start.start()), len(text)]
        for begin, end in pairwise(starts):
            piece = text[begin:end]
            at = place + begin + len(piece) - len(piece.lstrip())
            if numbered := _NUMBERED.match(piece.lstrip("\n")):
                self._count(int(numbered[1]), at)
                self._doubt(at, f"篇目“{_short(joined(piece))}”没有能认出的标注（第几期、简讯或某某约稿），没有收录")
            elif piece.strip():
                self._doubt(at, f"这段文字没有放进任何单位：“{_short(joined(piece))}”")


def figures_of(summary: str) -> dict[str, Said]:
    """The figures of a summary line by name, with the words they stand in."""
    text = plain(summary)
    found: dict[str, Said] = {}
    for name, pattern in _FIGURES:
        if match := pattern.search(text):
            found[name] = Said(Fraction(match[1]), match[0])
    for match in _SUBTOTAL.finditer(text):
        before = text[: match.start()]
        last_named = max(("简讯", "采用信息", "约稿"), key=before.rfind)
        above = "commissioned_points" if last_named == "约稿" else "adopted_points"
        found.setdefault(above, Said(Fraction(match[1]), match[0]))
    for name, words in (("to_city", "市"), ("to_province", "省")):
        parts = [match for match in _FORWARDED.finditer(text) if match[1] == words]
        if parts:
            value = sum((Fraction(match[2]) for match in parts), Fraction(0))
            found[name] = Said(value, "、".join(match[0] for match in parts))
    return found


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"
