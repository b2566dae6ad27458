"""A notice as its parts: the covering text, the rows of the tables, the lists of the units, the foot."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.importing.blocks import Document, Paragraph, TableBlock

_MARKS = re.compile(r"^\s*#+\s*")
_RULE = re.compile(r"[-—–_=*\s]*")
_PAGE_NUMBER = re.compile(r"[-—–·\s]*\d{1,3}[-—–·\s]*")
_NOTES = re.compile(r"^注\s*[:：]")
_FOOT = re.compile(r"^(?:发|抄送|主送|责任编辑|编辑|投\s*稿|电\s*话)\s*[:：]")
_LISTED = re.compile(r"[（(].{0,10}(?:报送|上报)|[（(]\s*第.{1,8}期.{0,4}[）)]\s*$|约\s*稿\s*[）)]\s*$")
"""What only a line of the units' lists has: the beginning of a summary, or a label."""
_CJK = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—]"
_IDLE_SPACE = re.compile(rf"(?<={_CJK})[ \u3000]+(?=[{_CJK[1:-1]}0-9])|(?<=[0-9])[ \u3000]+(?={_CJK})")
_SMALLEST_TABLE = 3
"""A line with this many cells is a row of a table; a tab after the number of an item makes just two."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A printed row of a table, with the line it stands on (in Word: of its table) and the table's running number."""

    cells: tuple[str, ...]
    line: int
    table: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Lines before the first table, rows of all tables, lines after the first table, lines from 注 on."""

    cover: tuple[Paragraph, ...]
    rows: tuple[TableRow, ...]
    lists: tuple[Paragraph, ...]
    foot: tuple[Paragraph, ...]


class Stream:
    """Lines as one text, which still knows on what line each character stood."""

    def __init__(self, lines: Sequence[Paragraph]) -> None:
        self._lines = lines
        self._starts: list[int] = []
        length = 0
        for line in lines:
            self._starts.append(length)
            length += len(line.text) + 1
        self.text = "\n".join(line.text for line in lines)

    def line_at(self, place: int) -> int:
        """The source line of the character at ``place``."""
        index = bisect_right(self._starts, place) - 1
        return self._lines[index].line if index >= 0 else 1


def plain(text: str) -> str:
    """Without any white space, in half-width characters: for recognising, never for writing."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def title_key(text: str) -> str:
    """What two printings of a title have in common: letters, figures and characters."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def joined(text: str) -> str:
    """Printed lines as one: Chinese is joined as it is, words of letters or figures with a space."""
    text = re.sub(r"(?<=[0-9A-Za-z])[ \t]*\n\s*(?=[A-Za-z])", " ", text)
    return re.sub(r"\s+", " ", re.sub(r"\s*\n\s*", "", text)).strip()


def tidy(text: str) -> str:
    """Joined, and without the spaces that an extraction leaves between characters and figures."""
    return _IDLE_SPACE.sub("", joined(text))


def split_parts(document: Document) -> Parts:
    """Sort the blocks of a notice; pictures, rules and page numbers are left out."""
    before: list[Paragraph] = []
    rows: list[TableRow] = []
    after: list[Paragraph] = []
    last_row, table = -1, 0
    for block in document.blocks:
        if isinstance(block, TableBlock):
            table += 1
            step = 0 if document.flowed else 1
            rows += [TableRow(_cells(cells), block.line + step * n, table) for n, cells in enumerate(block.rows)]
        elif isinstance(block, Paragraph):
            for line in _printed(block):
                if line.text.count("\t") >= _SMALLEST_TABLE - 1:
                    table += line.line != last_row + 1
                    last_row = line.line
                    rows.append(TableRow(_cells(line.text.split("\t")), line.line, table))
                elif _is_text(line.text):
                    (after if rows else before).append(_unmarked(line))
    if not rows:  # then the lists begin where the first of them does
        first = next((n for n, line in enumerate(before) if _LISTED.search(line.text)), len(before))
        before, after = before[:first], before[first:]
    end = _end_of_lists(after)
    return Parts(tuple(before), tuple(rows), tuple(after[:end]), tuple(after[end:]))


def _end_of_lists(lines: Sequence[Paragraph]) -> int:
    """The first line of the foot: a note below a table, with lists after it, is none."""
    last = max((n for n, line in enumerate(lines) if _LISTED.search(line.text)), default=-1)
    foot = (n for n, line in enumerate(lines) if n > last and (_NOTES.match(line.text) or _FOOT.match(line.text)))
    return next(foot, len(lines))


def _printed(block: Paragraph) -> Iterable[Paragraph]:
    """The lines of a paragraph in which a line break was typed."""
    return [Paragraph(text, block.line, block.centred, block.bold) for text in block.text.split("\n")]


def _cells(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(plain(cell) for cell in cells)


def _is_text(text: str) -> bool:
    return not _RULE.fullmatch(text) and not _PAGE_NUMBER.fullmatch(text)


def _unmarked(line: Paragraph) -> Paragraph:
    return Paragraph(_MARKS.sub("", line.text).strip(), line.line, line.centred, line.bold)
