"""Bytes as programs on Windows save them → text; what may be one encoding as well as another is not guessed."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_LEAST_COMMON = 0.95
"""In Chinese that was saved as GBK nearly all characters are of GB 2312; text decoded wrongly has mostly rare ones."""
_LEAST_FREQUENT = 0.8
"""Most of them are of its first level, which has the 3755 characters in daily use; of wrong ones half are not."""
_FIRST_LEVEL = (b"\xb0\xa1", b"\xd7\xf9")
_NEARLY = 0.1
"""A text with no more broken characters than this is UTF-8 with some damage, and nothing else."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what is unusual about how it was saved: ``GBK 编码``; empty for plain UTF-8."""

    text: str
    saved_as: str = ""


def decoded(data: bytes) -> Decoded | None:
    """The text of UTF-8, of UTF-16 with its mark, or of GBK (GB 18030) where it is Chinese beyond doubt."""
    for mark, encoding in _WIDE.items():
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            return None if text is None or "\0" in text else Decoded(text.lstrip("\ufeff"), "UTF-16 编码")
    text = _strictly(data, "utf-8")
    if text is not None:
        return Decoded(text.lstrip("\ufeff"), "BOM") if text.startswith("\ufeff") else Decoded(text)
    text = _strictly(data, "gb18030")
    return None if text is None or _nearly_utf8(data) or not _is_chinese(text) else Decoded(text, "GBK 编码")


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _nearly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    wide = sum("\u2e80" <= char < "\ufffd" for char in text)  # two bytes of GBK may look like a letter of two
    return text.count("\ufffd") <= wide * _NEARLY


def _is_chinese(text: str) -> bool:
    foreign = [char for char in text if char > "\x7f"]
    codes = [char.encode("gb2312", "replace") for char in foreign]
    common = [code for code in codes if len(code) == 2]
    frequent = sum(code[0] < 0xB0 or _FIRST_LEVEL[0] <= code <= _FIRST_LEVEL[1] for code in common)
    control = any(char < " " and char not in "\t\n\r" for char in text)
    return (
        not control
        and len(common) >= len(foreign) * _LEAST_COMMON
        and frequent >= len(foreign) * _LEAST_FREQUENT
        and any("\u4e00" <= char <= "\u9fff" for char in foreign)
    )
