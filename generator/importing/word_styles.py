"""What Word keeps beside the text: styles (centred, bold, heading) and automatic numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from generator.importing.numerals import chinese

_OFF = ("0", "false", "off", "none")
_HEADING = re.compile(r"(heading|title|subtitle|标题|副标题)\b.*|标题.*", re.IGNORECASE)
_SYMBOLS = {0xB7: "●", 0x6C: "●", 0xA7: "■", 0x6E: "■", 0x75: "◆", 0x70: "▲", 0x76: "◆"}
"""Characters of the symbol fonts that bulletins use, by their code in the font."""


def local(element: Element) -> str:
    """The name of an element without its namespace (Word has two for the same thing)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of local names."""
    for name in path:
        element = next((item for item in element if local(item) == name), None) if element is not None else None
    return element


def attribute(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), None)


def flag(element: Element | None) -> bool | None:
    """An on/off property; ``None`` when it is not given."""
    return None if element is None else attribute(element) not in _OFF


def symbol(code: str | None) -> str:
    """A character of a symbol font as one of Unicode."""
    try:
        return _SYMBOLS.get(int(code or "", 16) & 0xFF, "●")
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    paragraph: Element | None
    run: Element | None


class Styles:
    """``styles.xml``, which need not be there; answers what a paragraph or a run inherits."""

    def __init__(self, root: Element | None) -> None:
        self.by_id: dict[str, _Style] = {}
        self.default: str | None = None
        for item in root if root is not None else ():
            name = attribute(item, "styleId")
            if local(item) == "style" and name:
                based_on = attribute(child(item, "basedOn"))
                title = attribute(child(item, "name")) or name
                self.by_id[name] = _Style(title, based_on, child(item, "pPr"), child(item, "rPr"))
                if attribute(item, "type") == "paragraph" and attribute(item, "default") in ("1", "true"):
                    self.default = name

    def chain(self, name: str | None) -> Iterator[_Style]:
        """A style and those it is based on."""
        seen: set[str] = set()
        name = name or self.default
        while name in self.by_id and name not in seen:
            seen.add(name)
            style = self.by_id[name]
            yield style
            name = style.based_on

    def properties(self, paragraph: Element) -> Iterator[Element]:
        """The paragraph's own properties and those of its styles, nearest first."""
        own = child(paragraph, "pPr")
        if own is not None:
            yield own
        for style in self.chain(attribute(child(own, "pStyle"))):
            if style.paragraph is not None:
                yield style.paragraph

    def is_centred(self, paragraph: Element) -> bool:
        """Whether the paragraph is centred."""
        found = (attribute(child(properties, "jc")) for properties in self.properties(paragraph))
        return next((value for value in found if value), "") == "center"

    def is_heading(self, paragraph: Element) -> bool:
        """Whether the paragraph is a heading or a title."""
        names = (style.name for style in self.chain(attribute(child(paragraph, "pPr", "pStyle"))))
        levels = (attribute(child(properties, "outlineLvl")) for properties in self.properties(paragraph))
        return any(map(_HEADING.fullmatch, names)) or next((level for level in levels if level), "9") != "9"

    def is_bold(self, run: Element, paragraph: Element) -> bool:
        """Whether a run of the paragraph is bold."""
        own = child(run, "rPr")
        chains = (attribute(child(own, "rStyle")) or "", attribute(child(paragraph, "pPr", "pStyle")))
        inherited = [style.run for name in chains if name != "" for style in self.chain(name)]
        return next((value for item in (own, *inherited) if (value := flag(child(item, "b"))) is not None), False)


class Numbering:
    """``numbering.xml`` (if there is one), counting along: the text that Word prints before a numbered paragraph."""

    def __init__(self, root: Element | None) -> None:
        self.levels: dict[str, dict[int, Element]] = {}
        self.abstract_of: dict[str, str] = {}
        self.counters: dict[tuple[str, int], int] = {}
        for item in root if root is not None else ():
            if local(item) == "abstractNum":
                levels = {_number(attribute(level, "ilvl")): level for level in item if local(level) == "lvl"}
                self.levels[attribute(item, "abstractNumId") or ""] = levels
            elif local(item) == "num":
                self.abstract_of[attribute(item, "numId") or ""] = attribute(child(item, "abstractNumId")) or ""

    def prefix(self, paragraph: Element, styles: Styles) -> str:
        """The number or the bullet of a paragraph, or nothing."""
        found = (child(properties, "numPr") for properties in styles.properties(paragraph))
        properties = next((item for item in found if item is not None), None)
        abstract = self.abstract_of.get(attribute(child(properties, "numId")) or "", "")
        at = _number(attribute(child(properties, "ilvl")))
        level = self.levels.get(abstract, {}).get(at)
        if level is None:
            return ""
        text = attribute(child(level, "lvlText")) or ""
        if attribute(child(level, "numFmt")) == "bullet":
            return "".join(symbol(f"{ord(char):x}") if "\ue000" <= char <= "\uf8ff" else char for char in text)
        self._count(abstract, at, level)
        return re.sub(r"%([1-9])", lambda match: self._shown(abstract, int(match[1]) - 1), text)

    def _count(self, abstract: str, at: int, level: Element) -> None:
        start = _number(attribute(child(level, "start")), 1)
        self.counters[abstract, at] = self.counters.get((abstract, at), start - 1) + 1
        for deeper in range(at + 1, 9):
            self.counters.pop((abstract, deeper), None)

    def _shown(self, abstract: str, at: int) -> str:
        kind = attribute(child(self.levels[abstract].get(at), "numFmt")) or "decimal"
        count = self.counters.get((abstract, at), 1)
        return chinese(count) if "chinese" in kind.lower() or "ideograph" in kind.lower() else str(count)


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else otherwise
