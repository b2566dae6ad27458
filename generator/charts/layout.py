"""Where things go: round numbers for an axis, and labels that do not cover each other."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round numbers at even steps from at or below ``low`` to at or above ``high``; zero is one of them."""
    low, high = min(low, 0), max(high, 0)
    if high - low < 1e-12:
        high = 1
    rough = (high - low) / about
    exponent = floor(log10(rough))
    power, decimals = 10.0**exponent, max(6, 1 - exponent)
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    return [round(number * step, decimals) for number in range(floor(low / step + 1e-9), ceil(high / step - 1e-9) + 1)]


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places at least ``gap`` apart, in the order of and as near as can be to the wanted ones.

    They lie between ``low`` and ``high`` where there is room; too many for it stand evenly, closer than ``gap``.
    """
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda one: (wanted[one], one))
    blocks: list[tuple[list[int], float]] = []  # labels that touch, and where their first one stands
    for one in order:
        members, start = [one], _inside(wanted[one], 0, low, high)
        while blocks and blocks[-1][1] + len(blocks[-1][0]) * gap > start:
            members = blocks.pop()[0] + members
            mean = sum(wanted[each] - place * gap for place, each in enumerate(members)) / len(members)
            start = _inside(mean, (len(members) - 1) * gap, low, high)
        blocks.append((members, start))
    places = [0.0] * len(wanted)
    for members, start in blocks:
        for number, one in enumerate(members):
            places[one] = start + number * gap
    return places


def _inside(start: float, length: float, low: float, high: float) -> float:
    return max(low, min(start, high - length))
