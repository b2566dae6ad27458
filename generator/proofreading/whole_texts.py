"""A whole text, with all that is looked for in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.proofreading.dates import text_date
from generator.proofreading.finding import Finding, Hit
from generator.proofreading.markup_slips import headings, lost_asterisks, restarted_lists, text_as_code, wide_links
from generator.proofreading.name_slips import NearNames
from generator.proofreading.pipe_tables import tables
from generator.proofreading.place_names import wrong_places
from generator.proofreading.punctuation import doubled, marks, unpaired
from generator.proofreading.sums_in_text import growth, over_hundred, parts

_Look = Callable[[str], Iterator[Hit]]
_IN_WORDS: tuple[_Look, ...] = (marks, doubled, unpaired, wrong_places, growth, parts, over_hundred)
"""Looked for in titles too."""
_IN_BODY: tuple[_Look, ...] = (lost_asterisks, wide_links, headings, text_as_code, restarted_lists, tables)
_CUT = re.compile(r"^(title|subtitle):[ \t]+(?![\"'|>\[{&*!#])[^\n]*?(?: #\S|\S #[ \t])", re.MULTILINE)
_FIELDS = ("title", "subtitle")


@dataclass(frozen=True, slots=True)
class Text:
    """What is looked at: a text, its front matter as written, and the month in which it counts (or nothing)."""

    body: str
    first: int
    """The line of the file on which the body begins."""
    head: str = ""
    """The front matter, which begins on line 2."""
    title: str = ""
    subtitle: str = ""
    month: str = ""


def proofread(text: Text, names: NearNames) -> tuple[Finding, ...]:
    """Everything that is found, in the order of the lines."""
    return tuple(sorted([*_in_head(text), *_in_text(text, names)]))


def _in_text(text: Text, names: NearNames) -> Iterator[Finding]:
    body = text.body
    for look in _IN_BODY:
        yield from (_in_line(text, hit) for hit in look(body))
    if text.month:
        yield from (_in_line(text, hit) for hit in text_date(body, text.month))
    whole = f"{body}\n\n{text.title}\n\n{text.subtitle}"
    for look in (*_IN_WORDS, names.in_text):
        yield from (_in_line(text, hit) for hit in look(whole))


def _in_line(text: Text, hit: Hit) -> Finding:
    """The finding of a hit in the body, or in the titles behind it."""
    after = hit.place - len(text.body) - 2
    if after < 0 or not (text.title or text.subtitle):
        return Finding(text.first + text.body.count("\n", 0, hit.place), "", hit.code, hit.message)
    field = "title" if after <= len(text.title) and text.title else "subtitle"
    return Finding(_line_of(text.head, field), field, hit.code, hit.message)


def _line_of(head: str, field: str) -> int:
    return next((line for line, written in enumerate(head.split("\n"), start=2) if written.startswith(f"{field}:")), 2)


def _in_head(text: Text) -> Iterator[Finding]:
    if " #" not in text.head:
        return
    for found in _CUT.finditer(text.head):
        line = 2 + text.head.count("\n", 0, found.start())
        kept = found[0].rpartition(" #")[0].partition(":")[2].strip()
        message = (
            f"“空格加 #”后面的字会丢掉，只剩“{kept}”。请给整项加上英文双引号，或删去 # 前的空格；是说明的，另起一行写"
        )
        yield Finding(line, found[1], "title-cut", message)
