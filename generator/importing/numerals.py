"""Chinese numerals: how bulletins print numbers, and Word counts paragraphs."""

from __future__ import annotations

import re

_DIGITS = "〇一二三四五六七八九"
_VALUES = {"零": 0} | {digit: value for value, digit in enumerate(_DIGITS)}


def value_of(text: str) -> int:
    """``9``, ``九``, ``二十一`` or ``二〇二四``."""
    if text.isdigit() and text.isascii():
        return int(text)
    if not re.search("[十百]", text):
        return int("".join(str(_VALUES.get(char, 0)) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in "十百":
            total, digit = total + (digit or 1) * (10 if char == "十" else 100), 0
        else:
            digit = _VALUES.get(char, 0)
    return total + digit


def chinese(count: int) -> str:
    """``二十一``; from a hundred on in figures."""
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
