"""A unit's names, groups and successions over time, in words."""

from __future__ import annotations

from fractions import Fraction

from generator.model.months import month_label
from generator.model.points import points_text
from generator.model.units import Unit, UnitRegistry


def unit_history(registry: UnitRegistry, unit: Unit) -> list[str]:
    """One sentence for everything that changed; empty for a unit that always was what it is."""
    titles = {group.id: group.title for group in registry.groups}
    said = []
    if unit.since or unit.until:
        said.append(f"{_period(unit.since, unit.until)}存续。")
    for alias in unit.names:
        if alias.since or alias.until:
            said.append(f"{_period(alias.since, alias.until)}称“{alias.name}”。")
    for membership in unit.group:
        if membership.since or membership.until:
            said.append(f"{_period(membership.since, membership.until)}属{titles[membership.id]}。")
    said += [f"其后由{heir.unit}承接{_part(heir.share)}。" for heir in unit.successors]
    for other in registry.units:
        for heir in other.successors:
            if heir.unit == unit.name and other.until:
                said.append(f"{month_label(other.until)}后承接{other.name}{_part(heir.share)}。")
    return said


def _period(since: str | None, until: str | None) -> str:
    start = f"{month_label(since)}起" if since else ""
    return start + (f"至{month_label(until)}" if until else "")


def _part(share: Fraction) -> str:
    return "当年分数" if share == 1 else f"当年分数的{points_text(share * 100)}%"
