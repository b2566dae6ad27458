"""XML of files from elsewhere: no document types (entities), no absurd depth, no millions of parts."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

_DEEPEST = 200
_MOST_PARTS = 300_000
"""Elements and attributes; a book of several hundred pages has as many."""


class XmlRefused(ValueError):
    """The XML is larger or deeper than any honest one, or defines entities."""


class XmlDamaged(ValueError):
    """The XML is none."""


class _Guard(ElementTree.TreeBuilder):
    def __init__(self) -> None:
        super().__init__()
        self.depth = self.parts = 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Office programs write no document types; who does wants entities."""
        raise XmlRefused

    def start(self, tag: str, attrs: dict[str, str], /) -> Any:
        """Go down one level."""
        self.depth += 1
        self.parts += 1 + len(attrs)
        if self.depth > _DEEPEST or self.parts > _MOST_PARTS:
            raise XmlRefused
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        """Go up one level."""
        self.depth -= 1
        return super().end(tag)


def guarded_xml(data: bytes, largest: int) -> ElementTree.Element:
    """The root of an XML text of at most ``largest`` bytes; :class:`XmlRefused` or :class:`XmlDamaged`."""
    if len(data) > largest:
        raise XmlRefused
    try:
        return ElementTree.fromstring(data, ElementTree.XMLParser(target=_Guard()))
    except XmlRefused:
        raise
    except (ElementTree.ParseError, ValueError, LookupError):
        raise XmlDamaged from None
