"""A .docx as blocks in reading order: text, tables, pictures and text boxes; columns need no care, Word flows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from posixpath import basename, dirname, join
from xml.etree.ElementTree import Element

from generator.importing.blocks import Block, Document, Doubts, ImageBlock, ImportFailed, Paragraph, TableBlock
from generator.importing.word_package import WordPackage, open_package
from generator.importing.word_styles import Numbering, Styles, attribute, child, flag, local, symbol

_PICTURE = re.compile(r".+\.(png|jpe?g|gif|webp|bmp)", re.IGNORECASE)
_WIDEST = 100
_LONG_CELL = 3
"""A cell with this many sentences in paragraphs of their own is a column of text: the table only lays it out."""
_INSIDE = ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "bdo", "dir")
_MACROS = "含宏，宏未执行，也没有导入。请核对文件来源"


def read_docx(name: str, data: bytes) -> Document:
    """Read a Word file. Raises :class:`ImportFailed` when it is damaged, locked, a bomb or empty."""
    package = open_package(data)
    root = package.xml(package.main)
    body = child(root, "body")
    if body is None:
        raise ImportFailed("Word 文件里没有正文，可能已损坏。请在 Word 或 WPS 里打开，另存为 .docx 再导入")
    reader = _Reader(package)
    if package.has_macros:
        reader.doubts.add(1, _MACROS)
    blocks = tuple(reader.blocks(body))
    reader.tell_marks(body)
    if not any(not isinstance(block, Paragraph) or block.text for block in blocks):
        raise ImportFailed("文件里没有文字，请检查是不是选错了文件")
    return Document(name, blocks, flowed=True, doubts=tuple(reader.doubts))


@dataclass
class _Inline:
    """What a paragraph holds: its text (line breaks as such), whether every part is bold, pictures and text boxes."""

    text: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _Reader:
    """Walks the body once, counting paragraphs and tables as lines."""

    def __init__(self, package: WordPackage) -> None:
        self.package = package
        self.doubts = Doubts()
        self.line = 0
        folder = dirname(package.main)
        self.styles = Styles(self._optional(join(folder, "styles.xml")))
        self.numbering = Numbering(self._optional(join(folder, "numbering.xml")))
        self.targets = package.targets(package.main)
        self.notes = {kind: self._notes(join(folder, f"{kind}s.xml"), kind) for kind in ("footnote", "endnote")}
        self.held = ""
        """The text of a paragraph whose end was deleted: it goes on in the next one."""

    def _notes(self, name: str, kind: str) -> dict[str, str]:
        root = self._optional(name)
        items = [item for item in (root if root is not None else ()) if local(item) == kind]
        texts = ("".join(part.text or "" for part in _kept(item) if local(part) == "t") for item in items)
        return {attribute(item, "id") or "": text.strip() for item, text in zip(items, texts, strict=True)}

    def tell_marks(self, body: Element) -> None:
        """Say once what revisions and comments the file has."""
        kinds = Counter(map(local, body.iter()))
        if changes := sum(kinds[kind] for kind in ("ins", "del", "moveFrom", "moveTo")):
            self.doubts.add(1, f"文件里有修订（{changes} 处），按全部接受以后的样子读，请核对")
        if kinds["commentReference"]:
            self.doubts.add(1, f"文件里有批注（{kinds['commentReference']} 处），没有导入")

    def _optional(self, name: str) -> Element | None:
        try:
            return self.package.xml(name)
        except ImportFailed:
            self.doubts.add(1, f"文件里的 {basename(name)} 已损坏，居中、加粗和自动编号可能认不准，请核对标题")
            return None

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Every block below an element, in reading order."""
        for element in parent:
            kind = local(element)
            if kind == "p":
                yield from self._paragraph(element)
            elif kind == "tbl":
                yield from self._table(element)
            elif kind in _INSIDE:
                yield from self.blocks(element)
            elif kind == "AlternateContent":
                yield from self.blocks(_choice(element))

    def _paragraph(self, element: Element) -> Iterator[Block]:
        self.line += 1
        line = self.line
        inline = _Inline()
        self._collect(element, element, inline)
        prefix = self.numbering.prefix(element, self.styles)
        text = f"{self.held}{prefix}{''.join(inline.text)}"
        self.held = text if child(element, "pPr", "rPr", "del") is not None else ""
        if self.held:
            return
        notes = tuple(inline.notes)
        plain = Paragraph("", line, self.styles.is_centred(element), all(inline.bold) and bool(inline.bold))
        whole = replace(plain, heading=self.styles.is_heading(element))
        if text.strip() or not (inline.pictures or inline.boxes):
            parts = [replace(whole, text=part.strip()) for part in text.split("\n")]
            last = next((place for place in reversed(range(len(parts))) if parts[place].text), -1)
            yield from (replace(part, notes=notes) if place == last else part for place, part in enumerate(parts))
        for picture in inline.pictures:
            yield from self._picture(picture, line)
        for box in inline.boxes:
            yield from self.blocks(box)

    def _collect(self, parent: Element, paragraph: Element, inline: _Inline) -> None:
        for element in parent:
            kind = local(element)
            if kind == "r":
                self._run(element, paragraph, inline)
            elif kind in _INSIDE:
                self._collect(element, paragraph, inline)
            elif kind == "AlternateContent":
                self._collect(_choice(element), paragraph, inline)

    def _run(self, run: Element, paragraph: Element, inline: _Inline) -> None:
        if flag(child(run, "rPr", "vanish")):
            return
        before = len(inline.text)
        for element in run:
            self._piece(element, inline)
        if "".join(inline.text[before:]).strip():
            inline.bold.append(self.styles.is_bold(run, paragraph))

    def _piece(self, element: Element, inline: _Inline) -> None:
        match local(element):
            case "t":
                inline.text.append((element.text or "").replace("\n", " "))
            case "tab":
                inline.text.append("\t")
            case "noBreakHyphen":
                inline.text.append("-")
            case "br" | "cr" if attribute(element, "type") not in ("page", "column"):
                inline.text.append("\n")
            case "sym":
                inline.text.append(symbol(attribute(element, "char")))
            case "footnoteReference" | "endnoteReference":
                note = self.notes[local(element).removesuffix("Reference")].get(attribute(element, "id") or "", "")
                inline.notes += [note] if note else []
                said = "移到了这一篇的末尾" if note else "找不到它的文字，没有导入"
                self.doubts.add(self.line, f"这里有脚注或尾注，{said}，请对照原件核对")
            case "drawing" | "pict" | "object":
                self._graphic(element, inline)
            case "AlternateContent":
                for inner in _choice(element):
                    self._piece(inner, inline)

    def _graphic(self, element: Element, inline: _Inline) -> None:
        if local(element) == "txbxContent":
            inline.boxes.append(element)
            return
        name = attribute(element, "embed") if local(element) == "blip" else None
        name = attribute(element, "id") if local(element) == "imagedata" else name
        if name and name not in inline.pictures:
            inline.pictures.append(name)
        for inner in _choice(element) if local(element) == "AlternateContent" else element:
            self._graphic(inner, inline)

    def _picture(self, relationship: str, line: int) -> Iterator[Block]:
        _, place = self.targets.get(relationship, ("", ""))
        data = self.package.members.get(place)
        if data and _PICTURE.fullmatch(place):
            yield ImageBlock(basename(place), data, line)
        elif data:
            self.doubts.add(line, f"图片 {basename(place)} 的格式网页显示不了，没有导入。请另存为 PNG 后补上")
        else:
            self.doubts.add(line, "这里的图片不在文件里（可能是链接的外部图片），没有导入，请找到原图后补上")

    def _table(self, element: Element) -> Iterator[Block]:
        self.line += 1
        line = self.line
        rows = [row for row in _below(element, "tr") if child(row, "trPr", "del") is None]
        cells = [[self._cell(cell) for cell in _below(row, "tc")] for row in rows]
        filled = [cell for row in cells for cell, _ in row if any(_text(block) for block in cell)]
        if len(filled) == 1 or any(sum("。" in _text(block) for block in cell) >= _LONG_CELL for cell in filled):
            if len(filled) > 1:
                self.doubts.add(line, "这个表格看来只用于分栏排版，已逐格读成正文，请核对次序")
            yield from (block for column in _columns(cells) for block in column)
            return
        texts = tuple(tuple(_padded(row)) for row in cells if row)
        if any(any(row) for row in texts):
            yield TableBlock(texts, line)
        yield from (block for row in cells for cell, _ in row for block in cell if isinstance(block, ImageBlock))

    def _cell(self, element: Element) -> tuple[list[Block], int]:
        """The blocks of a cell (none where an upper cell reaches down) and the columns it spans."""
        properties = child(element, "tcPr")
        span = attribute(child(properties, "gridSpan")) or "1"
        width = min(int(span), _WIDEST) if re.fullmatch(r"[0-9]{1,6}", span) else 1
        for name in ("vMerge", "hMerge"):
            merge = child(properties, name)
            if merge is not None and attribute(merge) != "restart":
                return [], width
        return list(self.blocks(element)), width


def _kept(parent: Element) -> Iterator[Element]:
    """All elements below one, but for what was deleted."""
    for element in parent:
        if local(element) not in ("del", "moveFrom"):
            yield element
            yield from _kept(element)


def _choice(element: Element) -> Element:
    """The part of an alternative to read: the modern one, else the old one."""
    parts = [part for part in element if local(part) in ("Choice", "Fallback")]
    return parts[0] if parts else Element("nothing")


def _below(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, whatever they are wrapped in."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in _INSIDE:
            yield from _below(element, name)


def _padded(row: list[tuple[list[Block], int]]) -> Iterator[str]:
    for blocks, width in row:
        yield "\n".join(text for block in blocks if (text := _text(block)))
        yield from [""] * (width - 1)


def _columns(rows: list[list[tuple[list[Block], int]]]) -> Iterator[list[Block]]:
    """The cells of a table that only lays out text: column by column."""
    for place in range(max((len(row) for row in rows), default=0)):
        yield from (row[place][0] for row in rows if place < len(row))


def _text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return "\n".join(" ".join(row) for row in block.rows) if isinstance(block, TableBlock) else ""
