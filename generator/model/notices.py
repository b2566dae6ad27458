"""The notice of a month: its covering text and what is printed around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from generator.fingerprints import Record
from generator.model.points import Points
from generator.model.reviews import Review


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A figure printed for a unit that contradicts the notice's own table; the table is followed."""

    unit: str
    column: Literal[
        "submitted",
        "adopted",
        "adopted_points",
        "commissioned",
        "commissioned_points",
        "forwarded",
        "base_points",
        "month_points",
        "total_points",
    ]
    printed: Points
    where: str


@dataclass(frozen=True)
class Notice(Record):
    """The covering text of a month's notice and what is printed around it."""

    path: str
    month: str
    title: str
    date: date | None = None
    signatory: str = ""
    addressees: str = ""
    attachment: str = ""
    notes: tuple[str, ...] = ()
    recipients: str = ""
    editors: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    published: Mapping[str, int] = field(default_factory=dict)
    """Figures printed in the covering text that the archive does not reproduce, by placeholder."""
    discrepancies: tuple[Discrepancy, ...] = ()
    """Figures printed elsewhere in the notice that contradict its tables."""
    unconfirmed: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Old addresses, which lead here."""
    review: Review | None = None
    """Who has approved it."""
    body: str = ""
