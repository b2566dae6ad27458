"""Whether everything that scores can be scored by the rules of its month; nothing is scored by guess."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from generator.loading import problem_in
from generator.loading.advice import suggestion
from generator.model.appearances import Appearance, appearances, bonus_of, worth_of
from generator.model.archive import Archive
from generator.model.articles import Article
from generator.model.months import month_before, month_label, within
from generator.model.office import Event, MonthRecord
from generator.model.points import points_text
from generator.model.rules import RuleSet
from generator.model.worth import ANY_KIND, Span, Worth
from generator.problems import Loc, Problem


def check_scorable(archive: Archive) -> Iterator[Problem]:
    """Channels, kinds, levels, shares, events and dates of everything that earns or loses points."""
    for article in archive.scored_pieces:
        yield from _own_appearance(archive, article)
        if article.adoptions:
            yield from _adoptions(archive, article)
        if article.instructions:
            yield from _instructions(archive, article)
        yield from _shares(archive, article)
        yield from _lifetimes(archive, article)
    for record in archive.records:
        yield from _events(archive, record)
    yield from _several_levels(archive)


def _several_levels(archive: Archive) -> Iterator[Problem]:
    """A warning where the points of a publication are found by its name alone, although it exists at several levels."""
    first: dict[tuple[str, str], str] = {}
    for article in archive.scored_pieces:
        for place, one in enumerate(article.adoptions):
            rules = archive.rules.in_force(one.month)
            name = one.publication
            if rules and rules.channel(f"{name}（{one.level}）", name) == name:
                level = first.setdefault((rules.id, name), one.level)
                if level != one.level:
                    message = (
                        f"“{name}”在别的稿件是{level}，这里是{one.level}，规则“{rules.id}”只按名称记分，两级记一样的分。"
                        f"级别写错的请改正；两级分值不同的，在 points 里另写“{name}（{one.level}）”"
                    )
                    loc: Loc = ("adoptions", place, "level")
                    problem = _problem(archive, article.path, loc, "several-levels", message)
                    yield dataclasses.replace(problem, severity="warning")


_COLUMNS = {"publication": "刊物", "level": "级别", "date": "日期", "kind": "采用类型"}
"""Field of an adoption or instruction → the column of a table in which it stands."""


def _problem(archive: Archive, path: str, loc: Loc, code: str, message: str) -> Problem:
    """A problem where the value is written: in the file itself, or in the row of a table that is joined to it."""
    row = archive.row_of(path, loc)
    if row is None:
        return problem_in(archive.root, path, loc, code, message)
    return Problem(row.path, row.line, _COLUMNS.get(str(loc[-1]), ""), code, f"第 {row.line} 行，{message}")


def _own_appearance(archive: Archive, article: Article) -> Iterator[Problem]:
    if article.publication and article.issue is None:
        message = "publication 写的是本单位的另一种刊物，约稿不用写。请删去这一行"
        yield _problem(archive, article.path, ("publication",), "unexpected-field", message)
    own = next(one for one in appearances(article) if one.category != "采用")
    kind = "type" if article.issue else "commissioner"
    yield from _worth(archive, article, own, (), ("publication" if article.publication else "type", kind))


def _adoptions(archive: Archive, article: Article) -> Iterator[Problem]:
    seen_above = [one for one in appearances(article) if one.category == "采用"]
    known = set[tuple[object, ...]]()
    by_date = sorted(enumerate(article.adoptions), key=lambda pair: pair[1].date)
    for (place, adoption), seen in zip(by_date, seen_above, strict=True):
        loc: Loc = ("adoptions", place)
        if adoption.month < month_before(article.month):
            message = (
                f"采用日期 {adoption.date} 早于稿件本身（{_started(article)}）一个月以上。"
                "本刊印出前上级先采用的，最早是上一个月；请改正日期"
            )
            yield _problem(archive, article.path, (*loc, "date"), "adoption-too-early", message)
        same = (adoption.publication, adoption.level, adoption.date, adoption.kind)
        if same in known:
            message = (
                f"{adoption.publication}（{adoption.level}）{adoption.date} 的采用写了两遍，会重复计分。"
                "请删去一条；确是两次采用的，写明各自的日期或 kind"
            )
            yield _problem(archive, article.path, (*loc, "publication"), "adoption-twice", message)
        known.add(same)
        yield from _worth(archive, article, seen, loc, ("publication", "kind"))


def _started(article: Article) -> str:
    """The day, or else the first of the month, before which nothing can have happened to the piece."""
    return article.date.isoformat() if article.date else f"{article.month}-01"


def _worth(
    archive: Archive, article: Article, seen: Appearance, loc: Loc, fields: tuple[str, str]
) -> Iterator[Problem]:
    """What keeps an appearance from having a value; ``fields``: where its channel and its kind are written."""
    rules = archive.rules.in_force(seen.month)
    if rules is None:
        return  # told once for the month
    channel, worth = rules.channel(*seen.channels), worth_of(rules, seen)
    where = f"{month_label(seen.month)}有效的规则“{rules.id}”"
    kind = seen.kinds[0]
    if channel is None:
        names = "”“".join(seen.channels[-2:])
        near = _retired(archive, seen.channels) or suggestion(seen.channels[-2:][0], rules.points)
        message = f"{where}的分值表里没有“{names}”{near}。请改正名称，或在 rules.yml 的 points 补上分值"
        yield _problem(archive, article.path, (*loc, fields[0]), "unknown-channel", message)
    elif worth is None:
        known = f"{_retired(archive, (channel,), kind)}，只有：{'、'.join(rules.points[channel])}"
        message = f"{where}在“{channel}”下没有类型“{kind}”{known}。请改正类型，或在 rules.yml 补上分值"
        yield _problem(archive, article.path, (*loc, fields[1]), "unknown-kind", message)
    elif isinstance(worth, Worth):
        name = f"“{channel}”" if ANY_KIND in rules.points[channel] else f"“{channel}”的{kind}"
        code, message = _not_a_number(worth, where, name)
        yield _problem(archive, article.path, (*loc, fields[0]), code, message)


def _not_a_number(worth: Worth, where: str, name: str) -> tuple[str, str]:
    if worth is Worth.UNKNOWN:
        message = f"{where}里{name}的分值还是“未定”，无法计分。请查办法后在 rules.yml 填上数字"
        return "undetermined-points", message
    if worth is Worth.RETIRED:
        return "retired-channel", f"{where}里{name}已停用，不能再计分。请改正名称或日期，或删去这一条"
    return "no-awarded-points", f"{name}按上级记分计算，请在这条采用下写明 points（上级给的分数）"


def _retired(archive: Archive, channels: tuple[str, ...], kind: str = "") -> str:
    """For a channel, or a kind of it, that rule sets of other months have."""
    others = [
        rules.id
        for rules in archive.rules.rule_sets
        if (channel := rules.channel(*channels)) and (not kind or kind in rules.points[channel])
    ]
    return f"（规则“{others[0]}”里有，这个月不用）" if others else ""


def _instructions(archive: Archive, article: Article) -> Iterator[Problem]:
    for place, instruction in enumerate(article.instructions):
        loc: Loc = ("instructions", place)
        first = min([_started(article), *(one.date.isoformat() for one in article.adoptions)])
        if instruction.date.isoformat() < first:
            message = f"批示日期 {instruction.date} 早于稿件本身（{_started(article)}），请改正日期"
            yield _problem(archive, article.path, (*loc, "date"), "instruction-too-early", message)
        rules = archive.rules.in_force(instruction.month)
        if rules and rules.instructions and bonus_of(rules, article, instruction) is None:
            levels = "、".join(dict.fromkeys(bonus.level for bonus in rules.instructions))
            message = (
                f"{month_label(instruction.month)}有效的规则“{rules.id}”里没有适用的“{instruction.level}”批示加分"
                f"（规则里的级别：{levels}），这条批示不加分。级别或刊物写错了的请改正；"
                "办法规定不加分的，在 rules.yml 的 instructions 补上一条，points 写 0"
            )
            problem = _problem(archive, article.path, (*loc, "level"), "unknown-level", message)
            yield dataclasses.replace(problem, severity="warning")


def _shares(archive: Archive, article: Article) -> Iterator[Problem]:
    """A piece of several units that scores in a month of 按比例 says how they share it."""
    if len(article.units) <= 1 or article.shares:
        return
    for month in sorted(archive.months_of(article)):
        rules = archive.rules.in_force(month)
        if rules and rules.sharing.mode == "按比例":
            parts = ", ".join(f"{unit}: …" for unit in article.units)
            message = f"规则“{rules.id}”按比例分配，请加一行 shares 写明各单位的份额，合计为 1，如 shares: {{{parts}}}"
            yield _problem(archive, article.path, ("unit",), "no-shares", message)
            return


def _lifetimes(archive: Archive, article: Article) -> Iterator[Problem]:
    for place, name in enumerate(article.units):
        unit = archive.units.by_canonical_name[name]
        if not within(article.month, unit.since, unit.until):
            since = f"{month_label(unit.since)}起" if unit.since else ""
            until = f"至{month_label(unit.until)}止" if unit.until else ""
            message = (
                f"{unit.name}只在{since}{until}存在，{month_label(article.month)}不能署名。"
                "请改署当时的单位，或改 units.yml 里的 from、until"
            )
            yield _problem(archive, article.path, ("unit", place), "outside-lifetime", message)


def _events(archive: Archive, record: MonthRecord) -> Iterator[Problem]:
    rules = archive.rules.in_force(record.month)
    for place, event in enumerate(record.events):
        if rules and event.event not in rules.events:
            known = "、".join(sorted(rules.events)) or "无"
            message = (
                f"{month_label(record.month)}有效的规则“{rules.id}”里没有事项“{event.event}”"
                f"{suggestion(event.event, rules.events)}。规则里的事项：{known}。"
                "请改正，或在 rules.yml 的 deductions、bonuses 或 year_zero 补上"
            )
            yield _problem(archive, record.path, ("events", place, "event"), "unknown-event", message)
        elif rules and not _has_effect(archive, rules, record.month, event):
            effect = _effect(rules, event)
            message = f"规则“{rules.id}”里“{event.event}”的{effect}不适用于{event.unit}，这条记录不起作用。请核对单位"
            loc: Loc = ("events", place, "unit")
            yield problem_in(archive.root, record.path, loc, "idle-event", message, "warning")
        elif rules:
            yield from _amounts(archive, rules, record, place, event)


def _effect(rules: RuleSet, event: Event) -> str:
    return "加分" if any(bonus.event == event.event for bonus in rules.bonuses) else "扣分"


def _amounts(archive: Archive, rules: RuleSet, record: MonthRecord, place: int, event: Event) -> Iterator[Problem]:
    """Where the rules leave a span, the amount is recorded, lies in it and has a reason; else there is none."""
    group = archive.units.by_canonical_name[event.unit].group_in(record.month)
    spans = [
        clause.points
        for clause in rules.with_event(event.event)
        if isinstance(clause.points, Span) and clause.holds_for(event.unit, group)
    ]
    code, field, message = "", "event", ""
    if not spans and event.points is not None:
        code, field = "idle-amount", "points"
        message = f"规则“{rules.id}”里“{event.event}”的分数是定好的，不用写 points。请删去这一项"
    elif spans and event.points is None:
        code = "no-amount"
        message = f"规则“{rules.id}”里“{event.event}”可在 {spans[0]} 分内酌情定。请加一项 points 写明这次记多少分"
    elif spans and event.points is not None and (outside := [one for one in spans if event.points not in one]):
        code, field = "amount-outside-span", "points"
        now = points_text(event.points)
        message = f"“{event.event}”这次写了 {now} 分，规则“{rules.id}”定的幅度是 {outside[0]} 分。请改正"
    elif spans and not event.reason:
        code = "no-reason"
        message = f"“{event.event}”的分数是酌情定的，请加一项 reason 写明理由"
    if code:
        yield problem_in(archive.root, record.path, ("events", place, field), code, message)


def _has_effect(archive: Archive, rules: RuleSet, month: str, event: Event) -> bool:
    """Whether the rules take anything for the event from a unit like this one."""
    group = archive.units.by_canonical_name[event.unit].group_in(month)
    loses = event.event in rules.year_zero or any(one.event == event.event for one in rules.year_zero_after)
    return loses or any(clause.holds_for(event.unit, group) for clause in rules.with_event(event.event))
