"""What a skeleton leaves for an editor to write: it is there to be seen, and nothing is published while it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

COUNT = "待填"
"""What stands in a ledger where a count is to be written; an empty cell would count as 0."""

_SIGN = "在这里写"
_BLANK = re.compile(rf"[（(]{_SIGN}([^（）()\n]*)[)）]")


def blank(what: str) -> str:
    """What stands where ``what`` is to be written."""
    return f"（{_SIGN}{what}）"


TITLE, UNIT, TEXT = blank("标题"), blank("单位"), blank("正文")


def is_blank(text: str) -> bool:
    """Whether the text is what a skeleton has there, and nothing else."""
    return _BLANK.fullmatch(text.strip()) is not None


def blanks_in(text: str) -> Iterator[tuple[int, str]]:
    """The line (from 1) of each blank in a text, and what is to be written there."""
    if _SIGN not in text:  # as in nearly all texts
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for found in _BLANK.finditer(line):
            yield number, found[1]
