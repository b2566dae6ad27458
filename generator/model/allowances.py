"""What the office allows although a check finds it: each with a reason, a name and a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from generator.fingerprints import Record
from generator.model.months import Day
from generator.model.site import CheckCode, Text

OwnPath = Annotated[str, StringConstraints(pattern=r"^(content/.+|[a-z]+\.yml)$")]


@dataclass(frozen=True, slots=True)
class Allowance:
    """A finding that is allowed: in which file, of which check, and, where there are several, which."""

    path: OwnPath
    code: CheckCode
    reason: Text
    by: Text
    date: Day
    text: Text | None = None
    """What the message shows of it: the masked value or the word. Without it, whatever the check finds in the file."""


@dataclass(frozen=True)
class AllowanceList(Record):
    """All of them (``content/allowances.yml``)."""

    path: str
    allowances: tuple[Allowance, ...] = ()
