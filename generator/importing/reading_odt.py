"""An OpenDocument text (.odt) as blocks in reading order: text, tables, pictures, text boxes, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from posixpath import basename
from xml.etree.ElementTree import Element

from generator.importing.blocks import Block, Document, Doubts, ImageBlock, ImportFailed, Paragraph, TableBlock
from generator.importing.word_package import parse_xml
from generator.importing.word_styles import attribute, child, local

_PICTURE = re.compile(r"Pictures/.+\.(png|jpe?g|gif|webp|bmp)", re.IGNORECASE)
_INSIDE = (
    *("section", "list", "list-item", "list-header", "index-body", "index-title", "table-of-content"),
    *("table-header-rows", "table-row-group", "table-rows"),
)
_WIDEST, _MOST_SPACES = 100, 100
_HEADING = re.compile(r"(heading|title|subtitle|标题|副标题)([_\s\d].*)?", re.IGNORECASE)


def read_odt(name: str, members: Mapping[str, bytes]) -> Document:
    """Read the members of an .odt. Raises :class:`ImportFailed` when it is damaged, a bomb or empty."""
    root = parse_xml(members.get("content.xml", b""))
    body = child(root, "body", "text")
    if body is None:
        raise ImportFailed("文件里没有正文，可能已损坏。请用 WPS 或 LibreOffice 打开，另存为 .docx 再导入")
    styles = [root, *(parse_xml(members[part]) for part in ("styles.xml",) if part in members)]
    reader = _Reader(members, styles)
    blocks = tuple(reader.blocks(body))
    if not any(not isinstance(block, Paragraph) or block.text for block in blocks):
        raise ImportFailed("文件里没有文字，请检查是不是选错了文件")
    return Document(name, blocks, flowed=True, doubts=tuple(reader.tell()))


@dataclass
class _Inline:
    """What a paragraph holds; ``bold`` for each run with text."""

    text: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    frames: list[Element] = field(default_factory=list)


class _Reader:
    """Walks the text once, counting paragraphs and tables as lines."""

    def __init__(self, members: Mapping[str, bytes], roots: list[Element]) -> None:
        self.members = members
        self.doubts = Doubts()
        self.line = self.changes = self.comments = 0
        self.styles: dict[str, Element] = {}
        for root in roots:
            for item in root.iter():
                if local(item) == "style" and (name := attribute(item, "name")):
                    self.styles.setdefault(name, item)

    def tell(self) -> Doubts:
        """What was come across, with revisions and comments said once."""
        if self.changes:
            self.doubts.add(1, f"文件里有修订（{self.changes} 处），按全部接受以后的样子读，请核对")
        if self.comments:
            self.doubts.add(1, f"文件里有批注（{self.comments} 处），没有导入")
        return self.doubts

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Every block below an element, in reading order."""
        for element in parent:
            kind = local(element)
            if kind in ("p", "h"):
                yield from self._paragraph(element)
            elif kind == "table":
                yield from self._table(element)
            elif kind in _INSIDE:
                yield from self.blocks(element)
            elif kind == "frame":
                yield from self._frame(element, self.line or 1)
            elif kind == "tracked-changes":
                self.changes += sum(local(item) == "changed-region" for item in element)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        self.line += 1
        line, inline = self.line, _Inline()
        name = attribute(element, "style-name") or ""
        self._collect(element, self._is_bold(name) or False, inline)
        whole = Paragraph(
            "",
            line,
            self._property(name, "paragraph-properties", "text-align") == "center",
            bool(inline.bold) and all(inline.bold),
            local(element) == "h" or self._is_heading(name),
        )
        parts = [replace(whole, text=part.strip()) for part in "".join(inline.text).split("\n")]
        if any(part.text for part in parts) or not inline.frames:
            last = next((place for place in reversed(range(len(parts))) if parts[place].text), -1)
            notes = tuple(inline.notes)
            yield from (replace(part, notes=notes) if place == last else part for place, part in enumerate(parts))
        for frame in inline.frames:
            yield from self._frame(frame, line)

    def _collect(self, parent: Element, bold: bool, inline: _Inline) -> None:
        self._say(parent.text, bold, inline)
        for element in parent:
            match local(element):
                case "span":
                    own = self._is_bold(attribute(element, "style-name") or "")
                    self._collect(element, bold if own is None else own, inline)
                case "s":
                    count = attribute(element, "c") or "1"
                    inline.text.append(" " * min(int(count) if re.fullmatch("[0-9]{1,4}", count) else 1, _MOST_SPACES))
                case "tab":
                    inline.text.append("\t")
                case "line-break":
                    inline.text.append("\n")
                case "note":
                    texts = [part for part in (child(element, "note-body"),) if part is not None]
                    inline.notes += ["".join("".join(part.itertext()) for part in texts).strip()]
                    self.doubts.add(self.line, "这里有脚注或尾注，移到了这一篇的末尾，请对照原件核对")
                case "annotation":
                    self.comments += 1
                case "frame":
                    inline.frames.append(element)
                case "a" | "ruby" | "ruby-base" | "bookmark-ref" | "date" | "time" | "page-number" | "sequence":
                    self._collect(element, bold, inline)
            self._say(element.tail, bold, inline)

    def _say(self, text: str | None, bold: bool, inline: _Inline) -> None:
        if text:
            inline.text.append(re.sub(r"\s+", " ", text))
            if text.strip():
                inline.bold.append(bold)

    def _frame(self, element: Element, line: int) -> Iterator[Block]:
        """A picture or a text box."""
        for inner in element:
            if local(inner) == "text-box":
                yield from self.blocks(inner)
            elif local(inner) == "image":
                place = (attribute(inner, "href") or "").removeprefix("./")
                data = self.members.get(place)
                if data and _PICTURE.fullmatch(place):
                    yield ImageBlock(basename(place), data, line)
                else:
                    self.doubts.add(line, "这里的图片不在文件里，或者格式网页显示不了，没有导入。请另存为 PNG 后补上")
                return

    def _table(self, element: Element) -> Iterator[Block]:
        self.line += 1
        line = self.line
        rows = tuple(tuple(self._cells(row)) for row in _rows(element))
        filled = [cell for row in rows for cell in row if cell]
        if len(filled) == 1:
            yield from (Paragraph(text, line) for text in filled[0].split("\n"))
        elif filled:
            yield TableBlock(rows, line)

    def _cells(self, row: Element) -> Iterator[str]:
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            blocks = [block for block in self.blocks(cell) if isinstance(block, Paragraph) and block.text]
            repeated = attribute(cell, "number-columns-repeated") or "1"
            times = min(int(repeated), _WIDEST) if re.fullmatch("[0-9]{1,6}", repeated) else 1
            yield from ["\n".join(block.text for block in blocks)] * times

    def _chain(self, name: str) -> Iterator[Element]:
        """A style and those it is based on."""
        seen: set[str] = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            yield self.styles[name]
            name = attribute(self.styles[name], "parent-style-name") or ""

    def _property(self, name: str, kind: str, wanted: str) -> str:
        found = (attribute(child(style, kind), wanted) for style in self._chain(name))
        return next((value for value in found if value), "")

    def _is_bold(self, name: str) -> bool | None:
        weight = self._property(name, "text-properties", "font-weight")
        return (weight == "bold" or weight in ("600", "700", "800", "900")) if weight else None

    def _is_heading(self, name: str) -> bool:
        return any(_HEADING.fullmatch(attribute(style, "name") or "") for style in self._chain(name))


def _rows(parent: Element) -> Iterator[Element]:
    for element in parent:
        if local(element) == "table-row":
            yield element
        elif local(element) in _INSIDE:
            yield from _rows(element)
