"""The clauses of a rule set against the units and against each other: a clause that can never apply is a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from generator.loading import problem_in
from generator.loading.advice import suggestion
from generator.model.archive import Archive
from generator.model.rules import RuleSet
from generator.model.worth import ANY_KIND, Span
from generator.problems import Loc, Problem

_Finding = tuple[Loc, str, str]
"""Where in the rule set, code and message."""


def check_rule_sets(archive: Archive) -> Iterator[Problem]:
    """Groups, units and channels that clauses name exist; every clause says one thing that can happen."""
    for place, rules in enumerate(archive.rules.rule_sets):
        findings = (
            *_scopes(archive, rules),
            *_channels(rules),
            *_deductions(rules),
            *_bonuses(rules),
            *_quotas(rules),
            *_combining(rules),
            *_sharing(rules),
        )
        for loc, code, message in findings:
            whole: Loc = ("rule_sets", place, *loc)
            yield problem_in(archive.root, archive.rules_file, whole, code, message)
    yield from _dropped(archive)


_COMPARED = ("multipliers", "instructions", "base", "deductions", "caps", "year_zero")
"""What a set may have that gives or takes points, beside its table of points."""


def _dropped(archive: Archive) -> Iterator[Problem]:
    """A warning for each kind of clause that the set before has, and this one neither has nor says to be without."""
    sets = sorted(enumerate(archive.rules.rule_sets), key=lambda pair: pair[1].since)
    for (_, earlier), (place, later) in pairwise(sets):
        for name in _COMPARED:
            if getattr(earlier, name) and not getattr(later, name) and name not in later.without:
                message = (
                    f"上一套规则“{earlier.id}”有 {name}，这一套“{later.id}”没有，从 {later.since} 起不再起作用。"
                    f"漏写的请补上；确实取消的，写上 without: [{name}]"
                )
                loc: Loc = ("rule_sets", place, "from")
                yield problem_in(archive.root, archive.rules_file, loc, "clause-dropped", message, "warning")


def _scopes(archive: Archive, rules: RuleSet) -> Iterator[_Finding]:
    groups, units = [group.id for group in archive.units.groups], archive.units.by_canonical_name
    clauses = {
        "base": rules.base,
        "deductions": rules.deductions,
        "bonuses": rules.bonuses,
        "quotas": rules.quotas,
        "caps": rules.caps,
    }
    for kind, scopes in clauses.items():
        for number, scope in enumerate(scopes):
            for position, group in enumerate(scope.groups):
                if group not in groups:
                    message = f"units.yml 里没有分组“{group}”{suggestion(group, groups)}，请改正"
                    yield (kind, number, "groups", position), "unknown-group", message
            for field, names in (("units", scope.units), ("except", scope.exempt)):
                for position, name in enumerate(names):
                    if name not in units:
                        message = (
                            f"units.yml 里没有单位“{name}”{suggestion(name, units)}。这里要写单位的 name，不能写别名"
                        )
                        yield (kind, number, field, position), "unknown-unit", message


def _channels(rules: RuleSet) -> Iterator[_Finding]:
    """Every channel that is named beside the table of points has points."""
    named: list[tuple[Loc, str]] = [(("multipliers", channel), channel) for channel in rules.multipliers]
    named += [(("sharing", "points", channel), channel) for channel in rules.sharing.points]
    for name, members in rules.classes.items():
        named += [(("classes", name, position), channel) for position, channel in enumerate(members)]
    for number, bonus in enumerate(rules.instructions):
        named += [(("instructions", number, "channels", at), channel) for at, channel in enumerate(bonus.channels)]
    for number, one in enumerate(rules.bonuses):
        named += [(("bonuses", number, "used_by", at), channel) for at, channel in enumerate(one.used_by)]
    for number, quota in enumerate(rules.quotas):
        named += [(("quotas", number, "channels", at), channel) for at, channel in enumerate(quota.channels)]
    for loc, channel in named:
        if channel not in rules.points:
            near = suggestion(channel, rules.points)
            message = f"分值表 points 里没有渠道“{channel}”{near}。请改正名称，或在 points 里补上分值"
            yield loc, "unknown-channel", message


def _deductions(rules: RuleSet) -> Iterator[_Finding]:
    for number, deduction in enumerate(rules.deductions):
        grounds = deduction.grounds
        if not grounds:
            message = (
                "扣分要写明情形：event（发生某事项）、quota（任务篇数）或 adoption_rate_below（采用率）。请补上一行"
            )
            yield ("deductions", number), "no-ground", message
        elif len(grounds) > 1:
            message = f"一条扣分只能有一种情形，现在写了 {'、'.join(grounds)}。请拆成 {len(grounds)} 条"
            yield ("deductions", number, grounds[1]), "several-grounds", message
        elif isinstance(deduction.points, Span) and not deduction.event:
            yield ("deductions", number, "points"), "idle-span", _IDLE_SPAN


_IDLE_SPAN = "只有 event（发生某事项）的分数可以在一个幅度里酌情定，这里要写一个数"


def _quotas(rules: RuleSet) -> Iterator[_Finding]:
    kinds = dict.fromkeys(kind for table in rules.points.values() for kind in table)
    for number, quota in enumerate(rules.quotas):
        if not quota.named:
            message = (
                "任务要写明后果：short（每少一篇扣）、missed（没有完成扣多少，或 基础分、全部）、met（完成记多少）"
                "或 beyond（每超一篇加）。请补上一行"
            )
            yield ("quotas", number), "no-ground", message
        if quota.is_partial and quota.of in ("上报", "报省市"):
            field = "kinds" if quota.kinds else "channels"
            message = f"台账里的{quota.of}篇数不分类型和渠道，{field} 不起作用。请删去，或改为 of: 采用、约稿、上级采用"
            yield ("quotas", number, field), "idle-kinds", message
        for at, kind in enumerate(quota.kinds if ANY_KIND not in kinds else ()):
            if kind not in kinds and quota.of not in ("上报", "报省市"):
                message = (
                    f"分值表 points 里没有类型“{kind}”{suggestion(kind, kinds)}。请改正名称，或在 points 里补上分值"
                )
                yield ("quotas", number, "kinds", at), "unknown-kind", message


def _bonuses(rules: RuleSet) -> Iterator[_Finding]:
    for number, bonus in enumerate(rules.bonuses):
        grounds = bonus.grounds
        if not grounds:
            message = (
                "加分要写明情形：event（发生某事项）、used_by（被哪些刊物、级别采用）或 adoption_rate_from（采用率）。"
                "请补上一行"
            )
            yield ("bonuses", number), "no-ground", message
        elif len(grounds) > 1:
            message = f"一条加分只能有一种情形，现在写了 {'、'.join(grounds)}。请拆成 {len(grounds)} 条"
            yield ("bonuses", number, grounds[1]), "several-grounds", message
        elif isinstance(bonus.points, Span) and not bonus.event:
            yield ("bonuses", number, "points"), "idle-span", _IDLE_SPAN
    for number, repeated in enumerate(rules.year_zero_after):
        if repeated.event in rules.year_zero:
            message = f"“{repeated.event}”在 year_zero 里，发生一次全年就归零，这一条不起作用。请删去一处"
            yield ("year_zero_after", number, "event"), "idle-event", message


def _combining(rules: RuleSet) -> Iterator[_Finding]:
    if rules.classes and rules.combine != "同类取最高":
        message = f"classes 只在 combine: 同类取最高 时有用（现在是“{rules.combine}”）。请改 combine，或删去 classes"
        yield ("classes",), "idle-classes", message
    first: dict[str, str] = {}
    for name, members in rules.classes.items():
        for position, channel in enumerate(members):
            if channel in first:
                message = f"渠道“{channel}”已经在“{first[channel]}”类里，一个渠道只能属于一类。请删去一处"
                yield ("classes", name, position), "channel-twice", message
            first.setdefault(channel, name)


def _sharing(rules: RuleSet) -> Iterator[_Finding]:
    fixed = rules.sharing.mode == "定额"
    if fixed and not rules.sharing.points:
        message = "定额要写明分值，如 sharing: {mode: 定额, points: {本刊: 0.5}}"
        yield ("sharing",), "no-fixed-points", message
    if not fixed and rules.sharing.points:
        message = f"sharing 的 points 只在 mode: 定额 时有用（现在是“{rules.sharing.mode}”）。请改 mode，或删去 points"
        yield ("sharing", "points"), "idle-fixed-points", message
    for channel, table in rules.sharing.points.items():
        known: Iterable[str] = rules.points.get(channel, table)
        for kind in table if ANY_KIND not in known else ():
            if kind not in known and kind != ANY_KIND:
                near = suggestion(kind, known)
                message = f"分值表 points 的“{channel}”下没有类型“{kind}”{near}。请改正名称，或在 points 里补上分值"
                yield ("sharing", "points", channel, kind), "unknown-kind", message
