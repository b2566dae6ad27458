"""What was found: never the value itself, only its masked form."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.settable import SETTABLE
from generator.problems import Problem

SECRET = frozenset({"id-number", "mobile-number", "bank-card"})
"""Codes of values that are nowhere kept in clear, also not in the cache."""

SHORTEST = 11
"""No such value has fewer digits."""

CONTACT = frozenset({"landline", "email-address"})
"""Codes of what the imprint of an issue or a notice has by right."""

UNREAD = "unread-attachment"
"""The code of what could not be looked into."""

_LONGEST = 30

Found = tuple[int, str, str]
"""Place in the text, code, masked value."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Line, code of the check, and what is shown of it."""

    line: int
    code: str
    shown: str

    @property
    def message(self) -> str:
        """What is said of it: what it is, what is shown of it, what to do."""
        check = SETTABLE[self.code]
        shown = f"“{self.shown}”" if self.shown else ""
        return f"{check.word}{shown}。{check.advice}；确实可以公开的，写进 content/allowances.yml"

    def problem(self, path: str) -> Problem:
        """The finding as a problem of a file."""
        return Problem(path, self.line, "", self.code, self.message, SETTABLE[self.code].severity)


def masked(text: str, first: int, last: int) -> str:
    """The first and last characters, and a star for each between them."""
    return text[:first] + "*" * (len(text) - first - last) + (text[-last:] if last else "")


def shortened(text: str) -> str:
    """A word or mark on one line, for showing."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
