"""What any source file is turned into before its meaning is looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

About = Literal["", "type", "unit"]
"""The field of a piece that a doubt is about."""


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Something a person should look at: the line of the source, and what is uncertain, in Chinese.

    ``about``: the type or the credit of the piece at ``path`` may be wrong; such a piece is not written unasked.
    """

    line: int
    message: str
    about: About = ""
    path: str = ""


class Doubts(list[Doubt]):
    """Doubts as they come up."""

    def add(self, line: int, message: str) -> None:
        """Note one more."""
        self.append(Doubt(line, message))


class ImportFailed(Exception):
    """The file cannot be imported at all; the message, in Chinese, says why and what to do."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One printed line or one Word paragraph; ``line`` is its number in the source, from 1. It may be empty."""

    text: str
    line: int
    centred: bool = False
    bold: bool = False
    heading: bool = False
    """In Word: its style is a heading or a title."""
    notes: tuple[str, ...] = ()
    """Footnotes and endnotes that it refers to."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table as rows of cells; a merged cell stands in its first place and is empty in the others."""

    rows: tuple[tuple[str, ...], ...]
    line: int


@dataclass(frozen=True, slots=True)
class ImageBlock:
    """A picture with a file name of its own (``image1.png``)."""

    name: str
    data: bytes
    line: int


Block = Paragraph | TableBlock | ImageBlock


@dataclass(frozen=True, slots=True)
class Document:
    """A source file as blocks in reading order. ``flowed``: paragraphs are whole (Word), not printed lines (text).

    ``doubts``: what the reading itself could not be sure of (macros left out, a torn end, a picture of no use).
    """

    name: str
    blocks: tuple[Block, ...]
    flowed: bool
    doubts: tuple[Doubt, ...] = ()
