"""Texts and tables of text: readable, and nothing that a browser would run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.attachments.unfit import Unfit

_LOOKED_AT = 500_000
"""Characters of a table in which formulas are looked for: whoever reads on has been told, or there are none."""
_ENCODINGS = ("utf-8-sig", "gb18030")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_BLANK = b" \t\r\n\f\v\0"
_BEGIN = re.compile(rb"<[!?/a-z]|#!|MIME-Version:", re.IGNORECASE)
_PAGE = (b"<script", b"<html", b"<iframe", b"<svg", b"<!doctype")
_CODE = (*_PAGE, b"<head", b"<body", b"<object", b"<embed", b"<meta", b"<link", b"<style", b"<math", b"<base", b"<form")
_FORMULA = re.compile(r"(?:^|[,;\t])[ \"']*[=+@-][^,;\t\n]*[|(]", re.MULTILINE)


def is_page(data: bytes) -> bool:
    """Whether a page stands anywhere in it."""
    return _has(data, _PAGE)


def runs(data: bytes) -> bool:
    """Whether a browser, or a server, may take it for a page or a program."""
    if data[:2] in _MARKS:
        data = data.replace(b"\0", b"")[2:]
    begin = data.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANK)[:100]
    return bool(_BEGIN.match(begin)) or _has(data, (*_CODE, b"<?php", b"<?xml"))


def _has(data: bytes, words: tuple[bytes, ...]) -> bool:
    lowered = data.lower()
    return any(word in lowered for word in words)


def examine(data: bytes) -> Iterator[str]:
    """A text that can be read; :class:`Unfit` for code and for what is no text."""
    _text(data)
    return iter(())


def examine_table(data: bytes) -> Iterator[str]:
    """As :func:`examine`; formulas are told, as Excel would run them."""
    found = _FORMULA.search(_text(data)[:_LOOKED_AT])
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
