"""An attachment → what it gives away: its text, and what programs wrote into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.attachments import ATTACHMENTS, Unfit
from generator.attachments.zips import opened, part
from generator.disclosure.findings import UNREAD, Finding
from generator.disclosure.listed_words import ListedWords
from generator.disclosure.office_text import office_parts
from generator.disclosure.pdf_text import pdf_author, pdf_texts
from generator.disclosure.picture_notes import picture_findings
from generator.disclosure.scan import scan_text
from generator.disclosure.survey_files import survey_file

_OFFICE = (".docx", ".xlsx", ".pptx")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
_MAY_HOLD_TEXT = re.compile(rb"/(?:Font|Image|Encrypt|ObjStm)\b")
"""A PDF without any of these shows nothing that could be read."""
_LARGEST_MEMBER = 32 * 1024 * 1024
_MOST_MEMBERS = 200
_LARGEST_TEXT = 8 * 1024 * 1024


def attached_findings(path: str, data: bytes, words: ListedWords | None = None) -> tuple[Finding, ...]:
    """Everything in an attachment that has been examined (:func:`generator.attachments.examine`)."""
    try:
        return tuple(sorted(set(_found(path, data, words))))
    except Unfit:
        return (Finding(1, UNREAD, PurePosixPath(path).name),)


def _found(path: str, data: bytes, words: ListedWords | None) -> Iterator[Finding]:
    ending = PurePosixPath(path).suffix.lower()
    if ending in _PICTURES:
        yield from picture_findings(data)
    elif ending in _OFFICE:
        told, texts = office_parts(data)
        yield from told
        for text in texts:
            yield from scan_text(text, words)
    elif ending == ".pdf":
        yield from _in_pdf(path, data, words)
    elif ending == ".zip":
        yield from _in_zip(path, data, words)
    else:
        yield from _in_text(path, data, words)


def _in_pdf(path: str, data: bytes, words: ListedWords | None) -> Iterator[Finding]:
    if pdf_author(data):
        yield Finding(1, "document-author", "")
    texts = pdf_texts(data)
    if not texts and _MAY_HOLD_TEXT.search(data):
        yield Finding(1, UNREAD, PurePosixPath(path).name)
    for text in texts:
        yield from (Finding(1, one.code, one.shown) for one in scan_text(text, words))


def _in_text(path: str, data: bytes, words: ListedWords | None) -> Iterator[Finding]:
    if len(data) > _LARGEST_TEXT:
        yield Finding(1, UNREAD, PurePosixPath(path).name)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data[:_LARGEST_TEXT].decode(encoding)
        except UnicodeDecodeError:
            continue
        yield from scan_text(text.replace("\r\n", "\n").replace("\r", "\n"), words)
        return
    yield Finding(1, UNREAD, PurePosixPath(path).name)


def _in_zip(path: str, data: bytes, words: ListedWords | None) -> Iterator[Finding]:
    left = _LARGEST_MEMBER
    with opened(data) as archive:
        for number, info in enumerate(archive.infolist()):
            name = PurePosixPath(info.filename).name
            if survey_file(info.filename):
                yield Finding(1, "survey-file", name)
            elif not info.is_dir():
                known = PurePosixPath(name).suffix.lower() in ATTACHMENTS and number < _MOST_MEMBERS
                if not known or info.file_size > left:
                    yield Finding(1, UNREAD, name)
                    continue
                inner = part(archive, info.filename, left)
                left -= len(inner)
                yield from (Finding(1, one.code, one.shown) for one in attached_findings(name, inner, words))
