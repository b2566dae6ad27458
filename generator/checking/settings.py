"""``units.yml`` and ``rules.yml`` taken as wholes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.checking.stray_months import stray_months
from generator.loading import line_in, problem_in
from generator.loading.advice import names_in, suggestion
from generator.model.archive import Archive
from generator.model.inputs import UNITS_FILE
from generator.model.months import month_after, month_before, month_label, within
from generator.model.points import ZERO, points_text
from generator.model.rules import RuleSet
from generator.model.units import Alias, Membership, Unit
from generator.problems import Loc, Problem


def _problem(archive: Archive, path: str, loc: Loc, code: str, message: str) -> Problem:
    return problem_in(archive.root, path, loc, code, message)


def check_units(archive: Archive) -> Iterator[Problem]:
    """Ids, labels and names must be unique, groups and sections must exist."""
    registry = archive.units
    ids = {
        "sections": [section.id for section in registry.sections],
        "groups": [group.id for group in registry.groups],
        "units": [unit.id for unit in registry.units],
    }
    for kind, names in ids.items():
        for place, name in enumerate(names):
            if name in names[:place]:
                message = f"id“{name}”用了两次（另一处是第 {names.index(name) + 1} 项）；id 是网址的一部分，请换一个"
                yield _problem(archive, UNITS_FILE, (kind, place, "id"), "duplicate-id", message)
    labels = [section.label for section in registry.sections]
    for place, label in enumerate(labels):
        if label in labels[:place]:
            message = f"label“{label}”用了两次，占位词（如 {{{{{label}采用}}}}）会分不清是哪个栏目的，请换一个"
            yield _problem(archive, UNITS_FILE, ("sections", place, "label"), "duplicate-label", message)
    sections = [section.id for section in registry.sections]
    for place, group in enumerate(registry.groups):
        if group.section not in sections:
            near = suggestion(group.section, sections)
            message = f"没有栏目“{group.section}”{near}。请改正，或在上面的 sections 里加上这个栏目"
            yield _problem(archive, UNITS_FILE, ("groups", place, "section"), "unknown-section", message)
    groups = [group.id for group in registry.groups]
    for place, unit in enumerate(registry.units):
        for membership in unit.group:
            if membership.id not in groups:
                near = suggestion(membership.id, groups)
                message = f"{unit.name}的分组“{membership.id}”不存在{near}。请改正，或在上面的 groups 里加上这个分组"
                yield _problem(archive, UNITS_FILE, ("units", place, "group"), "unknown-group", message)
    yield from _check_periods(archive)
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
            yield _problem(archive, UNITS_FILE, loc, "successors-without-until", message)
        for number, successor in enumerate(unit.successors):
            message = _successor_fault(archive, unit, successor.unit)
            if message:
                yield _problem(archive, UNITS_FILE, (*loc, number), "unknown-successor", message)
        total = sum((successor.share for successor in unit.successors), ZERO)
        if unit.successors and (total != 1 or min(one.share for one in unit.successors) < 0):
            message = f'{unit.name}的承接份额 share 之和要等于 1（现在是 {points_text(total)}）；三分之一可以写成 "1/3"'
            yield _problem(archive, UNITS_FILE, loc, "bad-shares", message)


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


def _check_periods(archive: Archive) -> Iterator[Problem]:
    """``until`` is not before ``from``."""
    for place, unit in enumerate(archive.units.units):
        records: list[tuple[Loc, Unit | Membership | Alias]] = [((), unit)]
        records += [(("group", number), membership) for number, membership in enumerate(unit.group)]
        records += [(("aliases", number), alias) for number, alias in enumerate(unit.aliases)]
        for loc, record in records:
            if record.since and record.until and record.until < record.since:
                message = f"{unit.name}的 until（{record.until}）早于 from（{record.since}），请改正"
                yield _problem(archive, UNITS_FILE, ("units", place, *loc, "until"), "bad-period", message)


def _check_names(archive: Archive) -> Iterator[Problem]:
    """A name is one name, and means one unit at a time."""
    claims: dict[str, list[tuple[int, Alias]]] = {}
    for place, unit in enumerate(archive.units.units):
        for alias in unit.names:
            loc = _place_of(archive, place, alias.name)
            parts = names_in(alias.name)
            if len(parts) > 1:
                message = f"“{alias.name}”是写在一起的几个名称。请用英文逗号隔开：[{', '.join(parts)}]"
                yield _problem(archive, UNITS_FILE, loc, "joined-names", message)
            for other, claim in claims.setdefault(alias.name, []):
                if other != place and _overlap(claim, alias):
                    yield _problem(archive, UNITS_FILE, loc, "alias-clash", _clash(archive, other, unit, alias.name))
            claims[alias.name].append((place, alias))


def _clash(archive: Archive, other: int, unit: Unit, name: str) -> str:
    first = archive.units.units[other]
    line = line_in(archive.root, UNITS_FILE, _place_of(archive, other, name))
    if first.name == unit.name:
        return f"单位“{name}”写了两次（另一处在第 {line} 行），请删去一处，或改正名称"
    return (
        f"名称“{name}”同时属于{first.name}（第 {line} 行）和{unit.name}，署名时分不清。"
        "请从其中一个单位删去，或用 from、until 写明各自使用的月份"
    )


def _place_of(archive: Archive, unit: int, name: str) -> Loc:
    record = archive.units.units[unit]
    for field in ("name", "full_name", "short_name"):
        if getattr(record, field) == name:
            return ("units", unit, field)
    place = next(place for place, alias in enumerate(record.aliases) if alias.name == name)
    return ("units", unit, "aliases", place)


def _overlap(one: Alias, other: Alias) -> bool:
    return (one.since or "") <= (other.until or "9999-12") and (other.since or "") <= (one.until or "9999-12")


def check_rules(archive: Archive) -> Iterator[Problem]:
    """Rule sets follow each other without gap or overlap, and cover every month."""
    sets = sorted(enumerate(archive.rules.rule_sets), key=lambda pair: (pair[1].since, pair[0]))
    yield from _check_rule_sets(archive)
    for (_, earlier), (place, later) in pairwise(sets):
        if found := _transition(earlier, later):
            yield _problem(archive, archive.rules_file, ("rule_sets", place, "from"), *found)
    first, last = sets[0][1], sets[-1][1]
    strays = stray_months(archive)
    for month in archive.months if not any(_reversed(rules) for _, rules in sets) else ():
        outside = month < first.since or (last.until is not None and month > last.until)
        if outside and month not in strays and archive.rules.in_force(month) is None:
            message = f"{month_label(month)}有内容，但没有一套规则在这个月有效。请调整 from、until，或加一套规则"
            loc: Loc = ("rule_sets", sets[0 if month < first.since else -1][0])
            yield _problem(archive, archive.rules_file, loc, "no-rules", message)


def _check_rule_sets(archive: Archive) -> Iterator[Problem]:
    """Each set has its own id and does not end before it begins."""
    ids = [rules.id for rules in archive.rules.rule_sets]
    for place, rules in enumerate(archive.rules.rule_sets):
        if rules.id in ids[:place]:
            message = f"id“{rules.id}”用了两次，请给这一套规则另起一个，如生效的年份"
            yield _problem(archive, archive.rules_file, ("rule_sets", place, "id"), "duplicate-id", message)
        if _reversed(rules):
            message = f"规则“{rules.id}”的 until（{rules.until}）早于 from（{rules.since}），请改正"
            yield _problem(archive, archive.rules_file, ("rule_sets", place, "until"), "bad-period", message)


def _reversed(rules: RuleSet) -> bool:
    return rules.until is not None and rules.until < rules.since


def _transition(earlier: RuleSet, later: RuleSet) -> tuple[str, str] | None:
    """What is wrong where one set ends and the next begins: code and message."""
    if _reversed(earlier):
        return None
    before, since = month_before(later.since), month_label(later.since)
    if earlier.until is None or earlier.until >= later.since:
        end = f"到{month_label(earlier.until)}止" if earlier.until else "没有写 until，一直有效"
        message = f"规则“{later.id}”从{since}起，与规则“{earlier.id}”（{end}）重叠。"
        if earlier.since < later.since:
            return "rules-overlap", f"{message}请给“{earlier.id}”写上“until: {before}”，或改正 from"
        return "rules-overlap", f"{message}请改正其中一套的 from"
    if earlier.until != before:
        message = (
            f"规则“{earlier.id}”到{month_label(earlier.until)}止，规则“{later.id}”从{since}起，"
            f"中间有月份没有规则。请给“{earlier.id}”写上“until: {before}”，或改正 from"
        )
        return "rules-gap", message
    return None
