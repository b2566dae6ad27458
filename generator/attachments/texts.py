"""Texts and tables of text: readable, and nothing that a browser would run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.attachments.unfit import Unfit

_ENCODINGS = ("utf-8-sig", "gb18030")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_BEGIN = re.compile(rb"(?:\xef\xbb\xbf)?[\s\0]*(?:<[!?/a-z]|#!|MIME-Version:)", re.IGNORECASE)
_CODE = re.compile(
    rb"<\s*(?:script|html|head|body|iframe|svg|object|embed|meta|link|style|math|base|form|xml)\b|<!doctype|<\?php",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"(?:^|[,;\t])[\s\"']*[=+@-][^,;\t\n]*[|(]", re.MULTILINE)


def runs(data: bytes) -> bool:
    """Whether a browser, or a server, may take it for a page or a program."""
    if data[:2] in _MARKS:
        data = data.replace(b"\0", b"")[2:]
    return bool(_BEGIN.match(data) or _CODE.search(data))


def examine(data: bytes) -> Iterator[str]:
    """A text that can be read; :class:`Unfit` for code and for what is no text."""
    _text(data)
    return iter(())


def examine_table(data: bytes) -> Iterator[str]:
    """As :func:`examine`; formulas are told, as Excel would run them."""
    found = _FORMULA.search(_text(data))
    if found:
        cell = found[0].strip(" ,;\t\"'")[:20]
        yield f"表里有公式（如“{cell}……”），别人用 Excel 打开时会执行。请核对来源；应当是文字的，请在前面加一个单引号"


def _text(data: bytes) -> str:
    if runs(data):
        raise Unfit("内容是网页或程序的代码，不能放在网站上。请只留文字，或删去文件和链接")
    for encoding in [_MARKS[data[:2]]] if data[:2] in _MARKS else _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise Unfit("内容不是文字，读不出来。请用能打开它的程序另存为文本（UTF-8），或改成原来的格式")
