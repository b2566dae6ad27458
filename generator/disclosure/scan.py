"""A text → what it gives away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from generator.disclosure.digit_runs import numbers_in
from generator.disclosure.findings import CONTACT, Finding, Found
from generator.disclosure.listed_words import ListedWords
from generator.disclosure.marks import marks_in
from generator.disclosure.persons import persons_in
from generator.disclosure.survey import maps_in, survey_in

_OWN_CONTACT = re.compile(r"(?:email|phone):")
_LONGEST_ENTITY = re.compile(r"&(?:#x?[0-9a-f]{1,7}|[a-z]{2,8});", re.IGNORECASE)


def scan_text(text: str, words: ListedWords | None = None, first: int = 1) -> tuple[Finding, ...]:
    """Everything in a text that begins on line ``first``, in order of line."""
    return _findings(text, _all_in(text, words), first)


def scan_markdown(text: str, words: ListedWords | None = None) -> tuple[Finding, ...]:
    """As :func:`scan_text`, for a whole file as editors write it, front matter and all.

    The lines that give the office's own telephone and e-mail address are meant to be public.
    """
    if "&" in text:
        text = _LONGEST_ENTITY.sub(_spelt_out, text)
    found = [*_all_in(text, words), *maps_in(text)]
    lines = text.split("\n") if any(code in CONTACT for _, code, _ in found) else []
    return tuple(
        one
        for one in _findings(text, found, 1)
        if not (one.code in CONTACT and _OWN_CONTACT.match(lines[one.line - 1]))
    )


def _spelt_out(entity: re.Match[str]) -> str:
    char = unescape(entity[0])
    return char if char != "\n" else " "


def _all_in(text: str, words: ListedWords | None) -> Iterator[Found]:
    yield from numbers_in(text)
    yield from marks_in(text)
    yield from persons_in(text)
    yield from survey_in(text)
    if words is not None:
        yield from words.found_in(text)


def _findings(text: str, found: Iterable[Found], first: int) -> tuple[Finding, ...]:
    lines = ((text.count("\n", 0, place), code, shown) for place, code, shown in found)
    return tuple(sorted({Finding(first + line, code, shown) for line, code, shown in lines}))
