"""Texts that would take the Markdown library long: counted before it sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator import limits
from generator.limits import Limit

_COUNTED: tuple[tuple[Limit, tuple[str, ...]], ...] = (
    (limits.BRACKETS, ("[",)),
    (limits.TAGS, ("<",)),
    (limits.BACKTICKS, ("`",)),
    (limits.STARS, ("*", "_")),
    (limits.BRACES, ("{",)),
    (limits.SLASHES, ("\\",)),
    (limits.NESTED_HTML, ("markdown",)),
)
_REPEATED = re.compile(rf"(.)\1{{{limits.REPEATED.most}}}")
_HALF = limits.REPEATED.most // 2
_MARKERS = (">", "- ", "* ", "+ ", ". ", ") ", "\t", " " * 8)
"""Without any of these in a text no line is nested or indented."""
_LINE = re.compile(
    rf"^(?P<indent>[ \t]{{{limits.INDENT.most + 1}}})"
    rf"|^(?P<nesting>(?:[ \t]*(?:>|(?:[*+-]|[0-9]{{1,9}}[.)])(?=[ \t]))){{{limits.NESTING.most + 1}}})(?![ \t>*+-]*$)"
    rf"|^(?P<columns>(?:[^|\n]*\|){{{limits.COLUMNS.most + 2}}})",
    re.MULTILINE,
)
_LINE_LIMITS = {"indent": limits.INDENT, "nesting": limits.NESTING, "columns": limits.COLUMNS}
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_BRACKET = re.compile(r"\]\(|[\[\])]")
_FEW = 20
"""No more brackets than these take long, whatever stands between them."""


class Excess(NamedTuple):
    """Line of the text, counted from 0, and the limit that is exceeded there."""

    line: int
    limit: Limit
    found: int | None = None


def excess(body: str) -> Excess | None:
    """The first limit that a text exceeds."""
    return next(_excesses(body), None)


def _excesses(body: str) -> Iterator[Excess]:
    lines = body.count("\n") + 1
    if lines > limits.LINES.most:
        yield Excess(limits.LINES.most, limits.LINES, lines)
    for limit, symbols in _COUNTED:
        found = sum(map(body.count, symbols))
        if found > limit.most:
            yield Excess(_line(body, min(place for one in symbols if (place := body.find(one)) >= 0)), limit, found)
    halves = (body[place : place + _HALF] for place in range(0, len(body), _HALF))
    if any(half == half[0] * _HALF for half in halves):  # as is one of them in each long run; the search takes longer
        for match in _REPEATED.finditer(body):
            yield Excess(_line(body, match.start()), limits.REPEATED)
    if sum(map(body.count, _MARKERS)) > limits.NESTING.most or body.count("|") > limits.COLUMNS.most:
        for match in _LINE.finditer(body):
            yield Excess(_line(body, match.start()), _LINE_LIMITS[match.lastgroup or ""])
    if len(body) > limits.PARAGRAPH.most or body.count("[") > _FEW:
        yield from _in_paragraphs(body)


def _in_paragraphs(body: str) -> Iterator[Excess]:
    start = steps = 0
    for end in [*(gap.start() for gap in _PARAGRAPHS.finditer(body)), len(body)]:
        paragraph = body[start:end]
        if len(paragraph) > limits.PARAGRAPH.most:
            yield Excess(_line(body, start), limits.PARAGRAPH, len(paragraph))
        steps += _steps(paragraph)
        if steps > limits.OPEN_BRACKETS.most:
            yield Excess(_line(body, start), limits.OPEN_BRACKETS)
        start = end + 1


def _steps(paragraph: str) -> int:
    """How far the library looks from all brackets together, each to the one that closes it, or to the end.

    A bracket in code closes none; where there is any code, all are taken to be open.
    """
    if "[" not in paragraph:
        return 0
    seen = _ESCAPED.sub("", paragraph)
    if "`" in seen:
        seen = seen.replace("]", " ")
    steps, square, round_ = 0, list[int](), list[int]()
    for found in _BRACKET.finditer(seen):
        if found[0] == "[":
            square.append(found.start())
        elif found[0] == ")":
            steps += found.start() - round_.pop() if round_ else 0
        else:
            steps += found.start() - square.pop() if square else 0
            if found[0] == "](":
                round_.append(found.start())
    return steps + sum(len(seen) - place for place in [*square, *round_])


def _line(body: str, place: int) -> int:
    return body.count("\n", 0, place)
