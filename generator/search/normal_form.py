"""The form in which text and queries are compared: character by character, whatever stands around it.

NFKC, then lower case, then without the ignored characters. One-character steps are taken for whole arrays of code
points with a lookup table; the few characters that become several are put in afterwards.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
"""Code points, one per character, of one dimension."""

GAP = "\0"
"""Between two texts that are brought into normal form together; nothing else becomes it."""

_IGNORED = frozenset(
    ("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs", "Zl", "Zp", "Mn", "Mc", "Me", "Cc", "Cf", "Sk", "Sm")
)
"""Classes of characters that are ignored: punctuation, spaces, marks, controls, modifiers, mathematical symbols."""

_CODE_POINTS = 0x110000
_FIXED = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAC00, 0xD7A4), (0xD800, 0xF900), (0x17000, 0x18D00))
_FIXED_PLANES = ((0x20000, 0x2F800), (0x2FA20, 0xE0000), (0xE0200, _CODE_POINTS))
"""Ideographs, syllables and private characters (end excluded): they stand for themselves and are never ignored."""

_DROPPED, _SEVERAL = np.uint32(0xFFFFFFFF), np.uint32(0xFFFFFFFE)


def normal_form(text: str) -> str:
    """The text as it is compared; defined one character at a time."""
    return "".join(map(_of_character, text))


@cache
def ignored_ranges() -> tuple[tuple[int, int], ...]:
    """First and last code point of every run of ignored characters, ascending."""
    ranges: list[tuple[int, int]] = []
    for code in _may_change():
        if unicodedata.category(chr(code)) not in _IGNORED:
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return tuple(ranges)


def normal_codes(text: str) -> Codes:
    """The normal forms of the texts between the gaps of ``text``, as code points; the gaps stay as 0."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    single, several = _tables()
    mapped = single[codes]
    found = np.flatnonzero(mapped == _SEVERAL)
    if len(found):
        forms = [several[code] for code in codes[found].tolist()]
        mapped[found] = [ord(form[0]) for form in forms]
        after = np.repeat(found + 1, [len(form) - 1 for form in forms])
        mapped = np.insert(mapped, after, [ord(char) for form in forms for char in form[1:]])
    kept: Codes = mapped[mapped != _DROPPED]
    return kept


def _of_character(char: str) -> str:
    lowered = unicodedata.normalize("NFKC", char).lower()
    return "".join([one for one in lowered if unicodedata.category(one) not in _IGNORED])


def _may_change() -> Iterator[int]:
    """Every code point that may be ignored or differ from its normal form, ascending."""
    start = 0
    for first, end in (*_FIXED, *_FIXED_PLANES):
        yield from range(start, first)
        start = end


@cache
def _tables() -> tuple[Codes, dict[int, str]]:
    """Code point → its normal form if that is one character (4 MB), and the normal forms that are several."""
    single = np.arange(_CODE_POINTS, dtype=np.uint32)
    several = {}
    for code in _may_change():
        form = _of_character(char := chr(code))
        if len(form) > 1:
            several[code] = form
            single[code] = _SEVERAL
        elif form != char:
            single[code] = ord(form) if form else _DROPPED
    single[ord(GAP)] = ord(GAP)
    return single, several
