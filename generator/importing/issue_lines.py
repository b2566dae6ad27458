"""The blocks of an issue as lines with what their surroundings say: blank lines, emphasis, line width."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from generator.importing.blocks import Document, ImageBlock, Paragraph, TableBlock

MARKERS = "▲△●○■□★☆◆◇▶►◎"
_NUMBERED_PAGE = re.compile(r"[-—－–―]+\s*\d{1,3}\s*[-—－–―]+|第\s*\d{1,3}\s*页(\s*共\s*\d{1,3}\s*页)?")
_HASHES = re.compile(r"#{1,6}\s+")
_STARS = re.compile(r"\*\*([^*]+)\*\*")
ENUMERATED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、．.]|第[一二三四五六七八九十]{1,3}[，、]|[一二三四五六七八九十]是|"
    r"[（(]?\d{1,2}[）)、．]|\d{1,2}\.(?!\d)|[①-⑳]"
)
_TITLE_BREAKS = re.compile(r"[。；]|[，、：:,]$")
_NEIGHBOURS, _NARROWEST = 4, 16


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in its surroundings.

    ``gap``: a blank line stands before it; ``last``: one stands behind; ``torn``: a soft line break joins it to the
    line before; ``cut``: as wide as its column, so it may go on in the next line; ``after_cut``: the line before is.
    """

    text: str
    number: int
    centred: bool = False
    bold: bool = False
    heading: bool = False
    gap: bool = True
    last: bool = True
    torn: bool = False
    cut: bool = False
    after_cut: bool = False
    notes: tuple[str, ...] = ()

    @property
    def stands_out(self) -> bool:
        """Set apart by its looks."""
        return self.centred or self.bold or self.heading

    @property
    def marker(self) -> str:
        """The mark before a brief, or nothing."""
        return self.text[0] if self.text and self.text[0] in MARKERS else ""

    @property
    def looks_like_title(self) -> bool:
        """Short, and not a sentence."""
        if _TITLE_BREAKS.search(self.text) or self.marker or (self.cut and not self.last):
            return False
        commas = self.text.count("，") + self.text.count(",")
        return len(self.text) <= (60 if self.stands_out else 45) and commas <= (3 if self.stands_out else 1)


Element = Line | TableBlock | ImageBlock


def source_lines(document: Document) -> list[Element]:
    """The document without blank lines and page numbers, tab-separated rows as tables."""
    elements: list[Element] = []
    rows: list[Paragraph] = []
    gap = True
    for block in [*document.blocks, None]:
        if isinstance(block, Paragraph) and "\t" in block.text.strip() and not document.flowed:
            rows.append(block)
            continue
        elements += _table_or_lines(rows)
        gap, rows = gap and not rows, []
        if isinstance(block, TableBlock | ImageBlock):
            elements.append(block)
            gap = True
        elif block is not None:
            line = _line(block, gap, elements)
            gap = not line.text
            elements += [line] if line.text else []
    return _with_surroundings(elements, document.flowed)


def _line(paragraph: Paragraph, gap: bool, before: list[Element]) -> Line:
    text = " ".join(paragraph.text.split())
    heading, bold = paragraph.heading, paragraph.bold
    if hashes := _HASHES.match(text):
        text, heading = text[hashes.end() :], True
    if stars := _STARS.fullmatch(text):
        text, bold = stars[1].strip(), True
    if _NUMBERED_PAGE.fullmatch(text):
        text = ""
    previous = before[-1] if before else None
    torn = isinstance(previous, Line) and previous.number == paragraph.line
    return Line(text, paragraph.line, paragraph.centred, bold, heading, gap, torn=torn, notes=paragraph.notes)


def _table_or_lines(rows: list[Paragraph]) -> list[Element]:
    cells = [tuple(cell.strip() for cell in row.text.strip("\n").split("\t")) for row in rows]
    common, times = Counter(map(len, cells)).most_common(1)[0] if cells else (0, 0)
    if times >= 2 and times == len(cells) and common >= 2:
        return [TableBlock(tuple(cells), rows[0].line)]
    return [_line(row, place == 0, []) for place, row in enumerate(rows)]


def _with_surroundings(elements: list[Element], flowed: bool) -> list[Element]:
    """Add what follows each line and, for printed lines, whether it fills its column."""
    widths = [_width(element.text) if isinstance(element, Line) else 0 for element in elements]
    result: list[Element] = []
    cut = False
    for place, element in enumerate(elements):
        if isinstance(element, Line):
            after = elements[place + 1] if place + 1 < len(elements) else None
            last = flowed or not isinstance(after, Line) or after.gap
            around = max(widths[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1])
            after_cut, cut = cut, not flowed and not last and widths[place] >= max(around - 4, _NARROWEST)
            element = replace(element, last=last, cut=cut, after_cut=after_cut)
        result.append(element)
    return result


def _width(text: str) -> int:
    """Columns on a screen; a Chinese character takes two."""
    return sum(2 if ord(char) > 0x2000 else 1 for char in text)
