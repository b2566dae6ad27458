"""A notice as its parts: the covering text, the rows of the tables, the lists of the units, the foot."""

from __future__ import annotations

import re
import unicodedata
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
    """A printed row of a table, with the line it stands on (in Word: of its table)."""

    cells: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Lines before the first table, rows of all tables, lines after the first table, lines from 注 on."""

    cover: tuple[Paragraph, ...]
    rows: tuple[TableRow, ...]
    lists: tuple[Paragraph, ...]
    foot: tuple[Paragraph, ...]


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
    for block in document.blocks:
        if isinstance(block, TableBlock):
            step = 0 if document.flowed else 1
            rows += [_row(cells, block.line + step * n) for n, cells in enumerate(block.rows)]
        elif isinstance(block, Paragraph):
            for text in block.text.split("\n"):
                cells = text.split("\t")
                if len(cells) >= _SMALLEST_TABLE:
                    rows.append(_row(cells, block.line))
                elif not _RULE.fullmatch(text) and not _PAGE_NUMBER.fullmatch(text):
                    (after if rows else before).append(Paragraph(_MARKS.sub("", text).strip(), block.line))
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


def _row(cells: Iterable[str], line: int) -> TableRow:
    return TableRow(tuple(map(plain, cells)), line)
