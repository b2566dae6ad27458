"""``units.yml`` and ``rules.yml`` taken as wholes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.loading import line_in
from generator.loading.schema import suggestion
from generator.model.archive import Archive
from generator.model.months import month_after, month_label, within
from generator.model.points import ZERO, points_text
from generator.model.units import Unit
from generator.problems import Loc, Problem

_UNITS = "units.yml"


def _problem(archive: Archive, path: str, loc: Loc, code: str, message: str) -> Problem:
    field = next((step for step in reversed(loc) if isinstance(step, str)), "")
    return Problem(path, line_in(archive.root, path, loc), field, code, message)


def check_units(archive: Archive) -> Iterator[Problem]:
    """Ids and names must be unique, groups and sections must exist."""
    registry = archive.units
    ids = {
        "sections": [section.id for section in registry.sections],
        "groups": [group.id for group in registry.groups],
        "units": [unit.id for unit in registry.units],
    }
    for kind, names in ids.items():
        for place, name in enumerate(names):
            if name in names[:place]:
                message = f"id “{name}”用了两次；id 是网址的一部分，请换一个"
                yield _problem(archive, _UNITS, (kind, place, "id"), "duplicate-id", message)
    sections = [section.id for section in registry.sections]
    for place, group in enumerate(registry.groups):
        if group.section not in sections:
            message = f"没有栏目“{group.section}”{suggestion(group.section, sections)}。栏目写在上面的 sections 里"
            yield _problem(archive, _UNITS, ("groups", place, "section"), "unknown-section", message)
    groups = [group.id for group in registry.groups]
    for place, unit in enumerate(registry.units):
        for membership in unit.group:
            if membership.id not in groups:
                near = suggestion(membership.id, groups)
                message = f"{unit.name}的分组“{membership.id}”不存在{near}。分组写在上面的 groups 里"
                yield _problem(archive, _UNITS, ("units", place, "group"), "unknown-group", message)
    yield from _check_names(archive)
    yield from _check_successors(archive)


def _check_successors(archive: Archive) -> Iterator[Problem]:
    """Successors follow a unit that ends, are units of the time after, and take over the whole of it."""
    for place, unit in enumerate(archive.units.units):
        loc: Loc = ("units", place, "successors")
        if unit.successors and unit.until is None:
            message = (
                f"{unit.name}写了 successors（承接单位），却没有写 until（最后一个月）。请补上 until，或删去 successors"
            )
            yield _problem(archive, _UNITS, loc, "successors-without-until", message)
        for number, successor in enumerate(unit.successors):
            message = _successor_fault(archive, unit, successor.unit)
            if message:
                yield _problem(archive, _UNITS, (*loc, number), "unknown-successor", message)
        total = sum((successor.share for successor in unit.successors), ZERO)
        if unit.successors and (total != 1 or min(one.share for one in unit.successors) < 0):
            message = f'{unit.name}的承接份额 share 之和要等于 1（现在是 {points_text(total)}）；三分之一可以写成 "1/3"'
            yield _problem(archive, _UNITS, loc, "bad-shares", message)


def _successor_fault(archive: Archive, unit: Unit, name: str) -> str:
    """Why the unit of that name cannot take over; nothing when it can."""
    known = archive.units.by_canonical_name
    other = known.get(name)
    if other is None:
        return f"没有承接单位“{name}”{suggestion(name, known)}。请写 units.yml 里另一个单位的 name，不能写别名"
    if other is unit:
        return f"{name}不能由自己承接。请在 successors 里写另一个单位的 name"
    if unit.until and not within(month_after(unit.until), other.since, other.until):
        end = month_label(unit.until)
        return f"{unit.name}到{end}止，承接单位{name}下个月却不存在。请改正其中一个的 from、until"
    return ""


def _check_names(archive: Archive) -> Iterator[Problem]:
    claims: dict[str, list[tuple[int, str | None, str | None]]] = {}
    for place, unit in enumerate(archive.units.units):
        for alias in unit.names:
            for other, since, until in claims.setdefault(alias.name, []):
                if other != place and _overlap((since, until), (alias.since, alias.until)):
                    first = archive.units.units[other]
                    message = (
                        f"名称“{alias.name}”同时属于{first.name}和{unit.name}，署名时分不清。"
                        "请从其中一个单位删去，或用 from、until 写明各自使用的月份"
                    )
                    yield _problem(archive, _UNITS, _place_of(archive, place, alias.name), "alias-clash", message)
            claims[alias.name].append((place, alias.since, alias.until))


def _place_of(archive: Archive, unit: int, name: str) -> Loc:
    record = archive.units.units[unit]
    for field in ("name", "full_name", "short_name"):
        if getattr(record, field) == name:
            return ("units", unit, field)
    place = next(place for place, alias in enumerate(record.aliases) if alias.name == name)
    return ("units", unit, "aliases", place)


def _overlap(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    return (one[0] or "") <= (other[1] or "9999-12") and (other[0] or "") <= (one[1] or "9999-12")


def check_rules(archive: Archive) -> Iterator[Problem]:
    """Rule sets follow each other without gap or overlap and cover every month."""
    sets = sorted(enumerate(archive.rules.rule_sets), key=lambda pair: (pair[1].since, pair[0]))
    for place, rules in sets:
        if rules.until is not None and rules.until < rules.since:
            message = f"规则“{rules.id}”的 until（{rules.until}）早于 from（{rules.since}），请改正"
            yield _problem(archive, archive.rules_file, ("rule_sets", place, "until"), "rules-dates", message)
    for (_, earlier), (place, later) in pairwise(sets):
        loc: Loc = ("rule_sets", place, "from")
        if earlier.until is None or earlier.until >= later.since:
            end = month_label(earlier.until) if earlier.until else "没有写 until（一直有效）"
            message = (
                f"规则“{later.id}”从{month_label(later.since)}起，与规则“{earlier.id}”重叠"
                f"（它的终止月份：{end}）。请改 from 或给“{earlier.id}”写上更早的 until"
            )
            yield _problem(archive, archive.rules_file, loc, "rules-overlap", message)
        elif month_after(earlier.until) != later.since:
            message = (
                f"规则“{earlier.id}”到{month_label(earlier.until)}止，规则“{later.id}”从{month_label(later.since)}起，"
                "中间有月份没有规则。请让两套规则首尾相接"
            )
            yield _problem(archive, archive.rules_file, loc, "rules-gap", message)
    for month in archive.months:
        if archive.rules.in_force(month) is None:
            message = f"{month_label(month)}有内容，但没有一套规则在这个月有效。请调整 from、until"
            yield Problem(archive.rules_file, 1, "rule_sets", "no-rules", message)
