"""A unit's months of one year as bars."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from generator.charts.chart_data import MonthPoints
from generator.charts.layout import ticks
from generator.charts.svg import box, drawing, rule, text
from generator.model.months import number_of
from generator.model.points import points_text

_WIDTH, _TOP, _BOTTOM, _STEP, _BAR = 480, 26, 166, 40, 24


def unit_months(name: str, year: int, months: Sequence[MonthPoints], id: str = "months") -> Markup:
    """Bars of a unit's points by month of ``year``, each with its number; a month without figures stays empty."""
    known = sorted(months, key=lambda one: one.month)
    steps = ticks(
        min((float(one.points) for one in known), default=0), max((float(one.points) for one in known), default=0)
    )
    scale = (_BOTTOM - _TOP) / (steps[-1] - steps[0])
    zero = _TOP + steps[-1] * scale
    parts = [text(_middle(number), _BOTTOM + 20, f"{number}月", "tick", "middle") for number in range(1, 13)]
    parts.append(rule(0, zero, _WIDTH, zero, "axis"))
    for one in known:
        parts += _bar(one, zero, scale)
    said = "；".join(
        f"{number_of(one.month)}月{points_text(one.points)}分{'（暂定）' if one.provisional else ''}" for one in known
    )
    return drawing(id, "months", (_WIDTH, _BOTTOM + 40), f"{name}{year}年各月分数", said or "没有数据", parts)


def _middle(number: int) -> float:
    return (number - 0.5) * _STEP


def _bar(one: MonthPoints, zero: float, scale: float) -> list[str]:
    middle, height = _middle(number_of(one.month)), float(one.points) * scale
    kind = "bar provisional" if one.provisional else "bar"
    top = min(zero, zero - height)
    said = text(middle, top - 6 if height >= 0 else zero - height + 15, points_text(one.points), "value", "middle")
    parts = [box(middle - _BAR / 2, top, _BAR, abs(height), kind) if height else "", said]
    if one.provisional:
        parts.append(text(middle, _BOTTOM + 35, "暂定", "note", "middle"))
    return parts
