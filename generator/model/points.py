"""Points are exact: a third of 20 points stays 20/3 however often it is added."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

ZERO = Fraction(0)


def to_points(value: object) -> Fraction:
    """Read a YAML or CSV number exactly as it is written (``0.5`` is one half, ``"20/3"`` is allowed)."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise PydanticCustomError("bad-points", "分值要写成数字，如 5 或 0.5")
    try:
        return Fraction(str(value).strip())
    except (ValueError, ZeroDivisionError):
        raise PydanticCustomError("bad-points", "分值要写成数字，如 5 或 0.5") from None


Points = Annotated[
    Fraction,
    BeforeValidator(to_points),
    WithJsonSchema({"type": ["number", "string"], "description": '数字；三分之一可写成 "1/3"'}),
]
"""An exact number of points."""


def points_text(points: Fraction) -> str:
    """For people: no trailing zeros (``148.5``, ``108``); what has no finite decimal is a mixed number (``6又2/3``)."""
    if points.denominator == 1:
        return str(points.numerator)
    if _has_finite_decimal(points):
        return f"{float(points):.10f}".rstrip("0").rstrip(".")
    sign, size = ("-" if points < 0 else ""), abs(points)
    whole, rest = divmod(size.numerator, size.denominator)
    fraction = f"{rest}/{size.denominator}"
    return f"{sign}{whole}又{fraction}" if whole else f"{sign}{fraction}"


def part_text(part: Fraction) -> str:
    """A part of a whole: ``60%``, or where that has no finite decimal ``2/3``."""
    return f"{points_text(part * 100)}%" if _has_finite_decimal(part) else points_text(part)


def points_number(points: Fraction) -> int | float:
    """For JSON: an integer where it is one, else the nearest double."""
    return points.numerator if points.denominator == 1 else float(points)


def _has_finite_decimal(points: Fraction) -> bool:
    rest = points.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
