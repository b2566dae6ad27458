"""The numbers of a rule set: what a piece is worth by kind, amounts that are never negative, and rates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.model.points import Points, points_text, to_points

Value = TypeVar("Value")

ANY_KIND = "各类"
"""The kind under which a channel's only value is kept."""


class Worth(Enum):
    """A value that is no number: not known yet, as awarded by the publication itself, or no longer given."""

    UNKNOWN = "未定"
    AWARDED = "上级记分"
    RETIRED = "停用"


def _not_negative(points: Fraction) -> Fraction:
    if points < 0:
        raise PydanticCustomError("negative-points", "这里不能是负数；扣分也写成正数，由规则减去")
    return points


def _to_worth(value: object) -> Fraction | Worth:
    for worth in Worth:
        if value in (worth, worth.value):
            return worth
    try:
        points = to_points(value)
    except PydanticCustomError:
        raise PydanticCustomError(
            "bad-worth",
            "分值要写成数字，或“未定”（没有依据）、“上级记分”（以采用时注明的分数为准）、“停用”（不再采用）",
        ) from None
    return _not_negative(points)


def _is_rate(rate: Fraction) -> Fraction:
    if not 0 < rate <= 1:
        raise PydanticCustomError("bad-rate", "采用率要写成 0 到 1 之间的小数，如 0.3（即30%）")
    return rate


def _by_kind(value: object) -> object:
    return value if isinstance(value, Mapping) else {ANY_KIND: value}


Amount = Annotated[Points, AfterValidator(_not_negative)]
"""Points that may not be negative."""


@dataclass(frozen=True, slots=True)
class Span:
    """An amount that is chosen case by case between two bounds, both included."""

    least: Fraction
    most: Fraction

    def __contains__(self, points: Fraction) -> bool:
        return self.least <= points <= self.most

    def __str__(self) -> str:
        return f"{points_text(self.least)}—{points_text(self.most)}"


_SPAN = re.compile(r"\s*([0-9./]{1,20})\s*(?:[-—–~～至到]|——)\s*([0-9./]{1,20})\s*")


def _to_amount(value: object) -> object:
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return value if isinstance(value, Span) else _not_negative(to_points(value))
    least, most = map(to_points, found.groups())
    if least >= most:
        raise PydanticCustomError("bad-span", "幅度要先写小的、后写大的，如 1-5；只有一个数的直接写那个数")
    return Span(least, most)


ChosenAmount = Annotated[
    Fraction | Span,
    BeforeValidator(_to_amount),
    WithJsonSchema({"type": ["number", "string"], "description": "数字；在一个幅度里酌情定的写成 1-5"}),
]
"""Points that may not be negative, or a span in which whoever records the event chooses."""

Rate = Annotated[Points, AfterValidator(_is_rate)]
"""A part of the whole: 0.3 is 30 %."""

_OneWorth = Annotated[
    Fraction | Worth,
    BeforeValidator(_to_worth),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {"type": "string", "pattern": "^[0-9./]+$"},
                {"enum": [worth.value for worth in Worth]},
            ]
        }
    ),
]

ChannelPoints = Annotated[
    Mapping[str, _OneWorth],
    BeforeValidator(_by_kind, json_schema_input_type=_OneWorth | Mapping[str, _OneWorth]),
]
"""Kind → value; a bare value holds for every kind."""

FixedPoints = Annotated[
    Mapping[str, Amount], BeforeValidator(_by_kind, json_schema_input_type=Amount | Mapping[str, Amount])
]
"""Kind → number; a bare number holds for every kind."""


def first_of(table: Mapping[str, Value], *kinds: str) -> Value | None:
    """The value of the first kind the table names, or the one that holds for every kind."""
    return next((table[kind] for kind in (*kinds, ANY_KIND) if kind in table), None)
