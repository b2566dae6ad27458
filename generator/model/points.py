"""Points are exact: a third of 20 points stays 20/3 however often it is added."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

ZERO = Fraction(0)
_WRITTEN = re.compile(r"[+-]?(?:[0-9]{1,6}(?:\.[0-9]{0,9})?|\.[0-9]{1,9}|[0-9]{1,6}/[1-9][0-9]{0,5})")


def to_points(value: object) -> Fraction:
    """Read a YAML or CSV number exactly as it is written (``0.5`` is one half, ``"20/3"`` is allowed)."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise PydanticCustomError("bad-points", "分值要写成数字，如 5 或 0.5")
    written = format(Decimal(str(value)), "f") if isinstance(value, float) else str(value).strip()
    if not _WRITTEN.fullmatch(written):
        raise PydanticCustomError("bad-points", "分值要写成数字，如 5 或 0.5")
    return Fraction(written)


Points = Annotated[
    Fraction,
    BeforeValidator(to_points),
    WithJsonSchema({"type": ["number", "string"], "description": '数字；三分之一可写成 "1/3"'}),
]
"""An exact number of points."""


def points_text(points: Fraction) -> str:
    """For people: no trailing zeros (``148.5``, ``108``); what has no finite decimal is a mixed number (``6又2/3``)."""
    top, bottom = points.numerator, points.denominator
    if bottom == 1:
        return str(top)
    sign, top = ("-", -top) if top < 0 else ("", top)
    places = _decimal_places(bottom)
    if places is not None:
        digits = str(top * 10**places // bottom).rjust(places + 1, "0")
        return f"{sign}{digits[:-places]}.{digits[-places:]}"
    whole, rest = divmod(top, bottom)
    return f"{sign}{whole}又{rest}/{bottom}" if whole else f"{sign}{rest}/{bottom}"


def part_text(part: Fraction) -> str:
    """A part of a whole: ``60%``, or where that has no finite decimal ``2/3``."""
    return points_text(part) if _decimal_places(part.denominator) is None else f"{points_text(part * 100)}%"


def rate_text(count: int, whole: int | None) -> str:
    """A rate in percent, rounded to one decimal (half up), which the page must say; a dash where there is no whole."""
    if not whole:
        return "—"
    tenths = (2000 * count + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def points_number(points: Fraction) -> int | float:
    """For JSON: an integer where it is one, else the nearest double."""
    return points.numerator if points.denominator == 1 else float(points)


def _decimal_places(bottom: int) -> int | None:
    """How many decimals a fraction in lowest terms has; ``None`` where they never end."""
    rest, places = bottom, 0
    for prime in (2, 5):
        times = 0
        while rest % prime == 0:
            rest, times = rest // prime, times + 1
        places = max(places, times)
    return places if rest == 1 else None
