"""What proofreading finds; every check that finds something is in :mod:`generator.model.settable`."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """Line of the file, stable code, and what is wrong and what to do, in Chinese; ``field``: in the front matter."""

    line: int
    field: str
    code: str
    message: str


class Hit(NamedTuple):
    """As a :class:`Finding`, at a place of the text that was looked at."""

    place: int
    code: str
    message: str


def words(text: str) -> list[str]:
    """The words of a list that is written with spaces between them."""
    return text.split()
