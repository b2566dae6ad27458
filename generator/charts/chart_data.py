"""What charts are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class MonthPoints:
    """A unit's points of one month; ``href``, where given, leads to what they are made of."""

    month: str
    points: Fraction
    provisional: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's line through a year: number of a month (1–12) → its value; a month that is not there is a gap."""

    name: str
    values: Mapping[int, Fraction | int]
    top: bool = True
    """Whether it is drawn strongly; the others are thin, and labelled where one points at them."""
