"""Text files in the encodings that Windows programs write → printed lines."""

from __future__ import annotations

import codecs
import re
import unicodedata

from generator.importing.blocks import Block, Document, Doubt, ImportFailed, Paragraph, TableBlock
from generator.limits import IMPORT_TEXT
from generator.loading.conflicts import conflicts

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UNREADABLE = "认不出文字编码，可能不是文本文件，也可能已损坏。请用记事本或 WPS 打开，另存为 UTF-8 编码的 .txt"
_TORN = "文件在半个字处断了，末尾可能缺了内容，请对照原件"
_MOST_LOST = 0.02
"""Of a text with more broken characters than this nothing can be trusted."""
_LEAST_COMMON = 0.8
"""In a real text nearly all characters are of GB 2312; text decoded wrongly has mostly rare ones."""
_PAGE_NUMBER = re.compile(r"[\s\-—–－―·第页共/]*\d{1,3}[\s\-—–－―·第页共/\d]*")
_SET_APART = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[\u3000-\u9fff\uff00-\uffef])"
)
"""The thin space that Word sets between Chinese and digits comes out of a PDF as a full one."""
_PIPE_ROW = re.compile(r"\s*\|(.*)\|\s*")
_PIPE_RULE = re.compile(r"[\s:|-]+")


def read_lines(name: str, data: bytes, pages: bool = False) -> Document:
    """A text as one block a line (Markdown tables as tables). ``pages``: it has form feeds and page numbers."""
    if len(data) > IMPORT_TEXT.most:
        raise ImportFailed(IMPORT_TEXT.message())
    text, doubts = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    for conflict in conflicts(name, text):
        raise ImportFailed(conflict.message)
    lines = _without_page_numbers(text) if pages else text.replace("\f", "\n").split("\n")
    lines = ["".join(char for char in line if _is_text(char)) for line in lines]
    return Document(name, tuple(_blocks(lines)), flowed=False, doubts=tuple(doubts))


def decode(data: bytes) -> tuple[str, list[Doubt]]:
    """The text, and doubts about it. Raises :class:`ImportFailed` for what is no text."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _checked(*_decoded(data[len(mark) :], encoding))
    wide = _utf16_without_mark(data)
    for encoding in [wide] if wide else ["utf-8", "gb18030"]:
        text, lost = _decoded(data, encoding)
        if not lost and _plausible(text):
            return _checked(text, lost)
    text, lost = _decoded(data, "utf-8")
    if lost > max(1, len(text) * _MOST_LOST) or not _plausible(text):
        text, lost = _decoded(data, "gb18030")
    return _checked(text, lost)


def _decoded(data: bytes, encoding: str) -> tuple[str, int]:
    """The text and the number of places that could not be read; half a character at the end is not counted."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(data)
    torn = bool(decoder.getstate()[0])
    return text + ("\ufffd" if torn else ""), text.count("\ufffd")


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 without a mark shows in its line ends and ASCII: every second byte of them is zero."""
    head = data[:4096]
    if head.count(0) * 20 < len(head):
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _plausible(text: str) -> bool:
    chars = [char for char in text if ord(char) > 127 and char != "\ufffd"]
    common = sum(1 for char in chars if _is_common(char))
    control = sum(1 for char in text if unicodedata.category(char) == "Cc" and char not in "\t\n\r\f\v")
    return common >= len(chars) * _LEAST_COMMON and control <= len(text) * 0.001


def _is_common(char: str) -> bool:
    if "\u2000" <= char <= "\u2fff" or "\u3000" <= char <= "\u33ff" or "\uff00" <= char <= "\uffef":
        return True
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return char == "\xa0"
    return True


def _checked(text: str, lost: int) -> tuple[str, list[Doubt]]:
    if lost > max(1, len(text) * _MOST_LOST) or not _plausible(text):
        raise ImportFailed(_UNREADABLE)
    if not text.strip("\ufffd \t\r\n\f"):
        raise ImportFailed("文件里没有文字，请检查是不是选错了文件")
    torn = text.endswith("\ufffd")
    lines = text.removesuffix("\ufffd").split("\n")
    broken = [number for number, line in enumerate(lines, 1) if "\ufffd" in line]
    doubts = [Doubt(number, "这一行有读不出来的字（已用“\ufffd”代替），请对照原件补上") for number in broken]
    return "\n".join(lines), [*doubts, *([Doubt(len(lines), _TORN)] if torn else [])]


def _is_text(char: str) -> bool:
    return char in "\t\u3000\xa0" or unicodedata.category(char)[0] not in "C" or unicodedata.category(char) == "Co"


def _without_page_numbers(text: str) -> list[str]:
    """The lines of all pages; a number alone at the foot or the head of its page is left out (blank)."""
    lines: list[str] = []
    for page in text.split("\f"):
        here = page.split("\n")
        filled = [place for place, line in enumerate(here) if line.strip()]
        for place in {*filled[:1], *filled[-1:]}:
            if _PAGE_NUMBER.fullmatch(here[place]):
                here[place] = ""
        lines += (_SET_APART.sub("", line) for line in here)
    return lines


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    begin = 0
    for number, line in enumerate([*lines, None], 1):
        row = _PIPE_ROW.fullmatch(line) if line is not None else None
        if row and not _PIPE_RULE.fullmatch(row[0]):
            begin = begin if rows else number
            rows.append(tuple(cell.strip() for cell in row[1].split("|")))
        elif not (row and rows):
            blocks += [TableBlock(tuple(rows), begin)] if rows else []
            blocks += [Paragraph(line.rstrip(), number)] if line is not None else []
            rows = []
    return blocks
