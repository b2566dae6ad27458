"""Word, Excel and PowerPoint files: their text, who wrote them, and what of them is not meant to be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from generator.attachments.zips import opened, part
from generator.disclosure.findings import Finding, masked

_LARGEST_PART = 16 * 1024 * 1024
_MOST = 64 * 1024 * 1024
_TEXTS = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|xl/(?:sharedStrings|comments.*|drawings/drawing\d+)\.xml"
    r"|xl/worksheets/sheet\d+\.xml|ppt/(?:slides/slide|notesSlides/notesSlide|comments/.*)[\w-]*\.xml|docProps/core\.xml"
    r"|xl/workbook\.xml|xl/threadedComments/.*\.xml"
)
_PERSONS = re.compile(r"<(?:dc:creator|cp:lastModifiedBy)[^>]*>\s*([^<\s][^<]*)<")
_PROGRAMS = re.compile(
    r"(?:WPS|Microsoft|Office|Administrator|Admin|User|python-docx|openpyxl|unknown|未知|微软用户|Windows)\b.*",
    re.IGNORECASE,
)
_TRACKED = re.compile(r"<w:(?:ins|del|moveFrom|moveTo)\s")
_COMMENT = re.compile(r"<(?:w:comment|comment|threadedComment|p:cm|p188:cm)\s")
_HIDDEN = {
    "word/": re.compile(r"<w:(?:vanish|webHidden)(?:\s*/>|\s+w:val=\"(?:1|true|on)\")"),
    "xl/workbook.xml": re.compile(r"<sheet\s[^>]*state=\"(?:hidden|veryHidden)\""),
    "xl/worksheets/": re.compile(r"<(?:row|col)\s[^>]*hidden=\"(?:1|true)\""),
    "ppt/slides/": re.compile(r"<p:sld\s[^>]*show=\"(?:0|false)\""),
}
_PIECES = re.compile(
    r"<(?:w:t|a:t|t|w:delText|w:instrText|text|p:text)(?:\s[^>]*)?>([^<]*)<|<v>([^<]*)</v>|(</(?:w:p|a:p|si|row|comment)>|<(?:w:br|a:br)\b)|(<w:tab/>|</c>)"
)
_POWER = re.compile(r"\d\.\d+E\+?\d\d?")


def office_parts(data: bytes) -> tuple[list[Finding], list[str]]:
    """What is told of the file itself, and its texts, a paragraph, row or cell a line.

    Raises :class:`~generator.attachments.Unfit` where a part of it cannot be unpacked.
    """
    found: set[Finding] = set()
    texts = []
    left = _MOST
    with opened(data) as archive:
        for name in archive.namelist():
            if not _TEXTS.fullmatch(name):
                continue
            raw = part(archive, name, min(left, _LARGEST_PART))
            left -= len(raw)
            xml = _decoded(raw)
            found.update(_told(name, xml))
            if name.startswith(("word/", "xl/", "ppt/")) and name != "xl/workbook.xml":
                texts.append(_text(xml, is_sheet="/sheet" in name))
    return sorted(found), texts


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "replace")


def _told(name: str, xml: str) -> Iterator[Finding]:
    if name == "docProps/core.xml":
        for person in _PERSONS.findall(xml):
            if not _PROGRAMS.fullmatch(person.strip()):
                yield Finding(1, "document-author", masked(unescape(person.strip()), 1, 0))
    if name.startswith("word/") and _TRACKED.search(xml):
        yield Finding(1, "tracked-changes", "")
    if "omment" in name and _COMMENT.search(xml):
        yield Finding(1, "document-comments", "")
    for begin, pattern in _HIDDEN.items():
        if name.startswith(begin) and pattern.search(xml):
            yield Finding(1, "hidden-content", "")


def _text(xml: str, *, is_sheet: bool) -> str:
    """The text of a part; numbers of a sheet are those that stand there, and not the places of shared texts."""
    if is_sheet:
        xml = re.sub(r'<c\s[^>]*t="s"[^>]*><v>\d+</v></c>', "</c>", xml)
    parts = []
    for found in _PIECES.finditer(xml):
        text, number, end, gap = found.groups()
        if text is not None:
            parts.append(unescape(text).replace("\n", " "))
        elif number is not None:
            parts.append(str(int(float(number))) if _POWER.fullmatch(number) else number)
        else:
            parts.append("\n" if end else "\t|\t" if gap == "</c>" else "\t")
    return "".join(parts)
