"""One item of an issue in the making: titles, paragraphs, tables, pictures, credit."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.importing.blocks import Doubt, ImageBlock, TableBlock
from generator.importing.credits import Credit
from generator.importing.markdown_text import escaped


@dataclass
class Text:
    """A paragraph as printed; ``strong``: a heading inside an item."""

    text: str
    line: int
    strong: bool = False

    @property
    def markdown(self) -> str:
        """The paragraph as Markdown."""
        return f"**{escaped(self.text)}**" if self.strong else escaped(self.text)


@dataclass
class Picture:
    """A picture and what is printed below it."""

    image: ImageBlock
    caption: str = ""


@dataclass
class Item:
    """One 信息 or 简讯 in the making."""

    kind: str
    line: int
    title: str = ""
    subtitle: str = ""
    parts: list[Text | TableBlock | Picture] = field(default_factory=list)
    credit: Credit | None = None
    lead: Credit | None = None
    """The credit that stands before the text; then the item is open until the next begins."""
    number: str = ""
    """How its title is numbered: the mark or the first numeral of that sort."""
    notes: list[str] = field(default_factory=list)
    loose: bool = False
    """Its title is numbered, and no heading says what it is."""
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def last_text(self) -> Text | None:
        """The last paragraph; pictures and tables may stand behind it, torn out of its middle by a page end."""
        return next((part for part in reversed(self.parts) if isinstance(part, Text)), None)
