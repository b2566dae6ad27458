"""What to say about a name that no unit has."""

from __future__ import annotations

import re

from generator.loading.advice import shown, suggestion
from generator.model.months import month_label
from generator.model.units import UnitRegistry

_LONG = 50
_BETWEEN = re.compile(r"[，、；;,/\s]+")
_BRACKETS = "[]［］【】（）() "


def unknown_unit(units: UnitRegistry, name: str, month: str = "") -> str:
    """Advice for a name that resolves to nothing in that month, or at any time."""
    name = shown(name) if len(name) > _LONG else name
    parts = [part for part in _BETWEEN.split(name.strip(_BRACKETS)) if part.strip("-")]
    if len(parts) > 1 and any(part in units.known_names for part in parts):
        return f"“{name}”里有几个单位。请放在英文方括号里，用英文逗号隔开，如 unit: [{', '.join(parts)}]"
    if month and name in units.known_names:
        return (
            f"{month_label(month)}没有叫“{name}”的单位（units.yml 里给这个名称写了 from 或 until）。"
            "请改用当时的名称，或改正 units.yml 里的月份"
        )
    near = suggestion(name, units.known_names)
    return f"units.yml 里没有单位“{name}”{near}。写错了请改正；是新名称请加到 units.yml 该单位的 aliases 里"
