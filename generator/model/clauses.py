"""A rule set in words: numbered clauses that score lines, the rules page and explanations refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.model.frozen import COLUMNS
from generator.model.points import points_text
from generator.model.rules import COMMISSIONED, OWN, Bonus, Condition, Deduction, Quota, RuleSet, Scope
from generator.model.worth import ANY_KIND, Span, Worth


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; ``id`` is what the ``rule`` of a score line ends with."""

    id: str
    title: str
    text: str


_SHARING = {
    "全额": "几个单位共同署名的，每个单位都记全分。",
    "均分": "几个单位共同署名的，分数由各单位平均分配。",
    "按比例": "几个单位共同署名的，分数按稿件注明的份额分配，各份之和为1。",
    "定额": "几个单位共同署名的，每个单位按定额记分",
}
_COMBINE = {
    "累加": "同一稿件被几处采用的，各处分数相加。",
    "取最高": "同一稿件在一年内被几处采用的，只计最高分，后来更高的补足差额。",
    "同类取最高": "同一稿件在一年内被同类渠道几处采用的，只计最高分，后来更高的补足差额；不同类的相加。",
}
_VALUES = {Worth.UNKNOWN: "分值未定", Worth.AWARDED: "按上级所记的分数", Worth.RETIRED: "已停用"}


def clauses(rules: RuleSet, group_titles: Mapping[str, str]) -> Iterator[Clause]:
    """Every clause of a rule set, in the order in which it applies; ``group_titles`` by group id."""
    for number, (channel, table) in enumerate(rules.points.items(), start=1):
        yield Clause(f"points-{number}", _channel_title(channel), _channel_text(rules, channel, table))
    yield Clause("combine", "多处采用", _combine_text(rules))
    yield Clause("sharing", "共同署名", _sharing_text(rules))
    for number, bonus in enumerate(rules.instructions, start=1):
        where = f"（刊于{'、'.join(bonus.channels)}的）" if bonus.channels else ""
        yield Clause(
            f"instruction-{number}",
            "批示",
            f"获{bonus.level}领导批示{where}，加{points_text(bonus.points)}分"
            f"{'（同一稿件同一级别只加一次）' if bonus.once else ''}。",
        )
    for number, base in enumerate(rules.base, start=1):
        text = f"{_scope(base, group_titles)}当月{_condition(base.when)}的，记{points_text(base.points)}分。"
        yield Clause(f"base-{number}", "基础分", text)
    for number, deduction in enumerate(rules.deductions, start=1):
        text = f"{_scope(deduction, group_titles)}{_deduction(deduction)}。"
        yield Clause(f"deduction-{number}", "扣分", text)
    for number, one in enumerate(rules.bonuses, start=1):
        yield Clause(f"bonus-{number}", "加分", f"{_scope(one, group_titles)}{_bonus(one)}。")
    for number, quota in enumerate(rules.quotas, start=1):
        yield Clause(f"quota-{number}", "任务", f"{_scope(quota, group_titles)}{_quota(quota)}。")
    yield from _limits(rules, group_titles)
    yield Clause("totals", "累计", "累计分数是当年1月到本月各月分数之和，每年1月重新计算。")
    yield Clause("ranking", "排名", _ranking_text(rules))


def _limits(rules: RuleSet, group_titles: Mapping[str, str]) -> Iterator[Clause]:
    """What keeps deductions and points within bounds, and what loses the year."""
    if rules.deduction_floor == "基础分":
        yield Clause("floor", "扣分限额", "一个月的扣分以当月基础分为限，扣完为止；加分不受影响。")
    if rules.deduction_floor == "全年基础分":
        yield Clause("floor", "扣分限额", "全年的扣分以全年基础分为限，扣完为止；加分不受影响。")
    for number, cap in enumerate(rules.caps, start=1):
        period = "全年" if cap.per == "年" else "每月"
        text = f"{_scope(cap, group_titles)}{cap.of}{period}最多{points_text(cap.points)}分。"
        yield Clause(f"cap-{number}", "封顶", text)
    if rules.year_zero:
        yield Clause("year-zero", "一票否决", f"发生{'、'.join(rules.year_zero)}的，全年分数归零。")
    for number, repeated in enumerate(rules.year_zero_after, start=1):
        text = f"一年内{repeated.event}满{repeated.times}次的，从当月起全年分数归零。"
        yield Clause(f"year-zero-after-{number}", "一票否决", text)


def _channel_title(channel: str) -> str:
    return {OWN: "本刊采用", COMMISSIONED: "约稿"}.get(channel, f"{channel}采用")


def _channel_text(rules: RuleSet, channel: str, table: Mapping[str, Fraction | Worth]) -> str:
    parts = []
    for kind, worth in table.items():
        name, measure = "" if kind == ANY_KIND else kind, "每则" if kind == "简讯" else "每篇"
        parts.append(name + (_VALUES[worth] if isinstance(worth, Worth) else f"{measure}{points_text(worth)}分"))
    times = rules.multipliers.get(channel)
    return "，".join(parts) + (f"，再乘以{points_text(times)}" if times is not None else "") + "。"


def _combine_text(rules: RuleSet) -> str:
    text = _COMBINE[rules.combine]
    if rules.combine == "同类取最高" and rules.classes:
        text += "；".join(f"{name}：{'、'.join(channels)}" for name, channels in rules.classes.items()) + "。"
    return text


def _sharing_text(rules: RuleSet) -> str:
    text = _SHARING[rules.sharing.mode]
    if rules.sharing.mode == "定额":
        values = [
            f"{channel}{'' if kind == ANY_KIND else kind}{points_text(points)}分"
            for channel, table in rules.sharing.points.items()
            for kind, points in table.items()
        ]
        text += f"：{'，'.join(values)}；没有定额的记全分。"
    if rules.instructions:
        divided = rules.sharing.mode in ("均分", "按比例")
        text += f"批示加分{'同样分配' if divided else '每个单位都记全分'}。"
    return text


def _scope(scope: Scope, group_titles: Mapping[str, str]) -> str:
    names = [*(group_titles.get(group, group) for group in scope.groups), *scope.units]
    but = f"（{'、'.join(scope.exempt)}除外）" if scope.exempt else ""
    return f"{'、'.join(names) or '各单位'}{but}，" if names or but else ""


def _condition(when: Condition) -> str:
    asked = {"上报": when.submitted, "报省市": when.forwarded, "采用": when.adopted, "约稿": when.commissioned}
    parts = [f"{name}{least}篇以上" for name, least in asked.items() if least is not None]
    return "、".join(parts) if parts else "列入台账"


def _bonus(bonus: Bonus) -> str:
    points = _amount(bonus.points)
    if bonus.event:
        return f"{bonus.event}每次加{points}分"
    if bonus.adoption_rate_from is not None:
        return f"当月采用率达到{points_text(bonus.adoption_rate_from * 100)}%的加{points}分，没有上报的不算采用率"
    return f"稿件被{'、'.join(bonus.used_by)}采用的加{points}分，一篇稿件不论采用几次只加一次"


def _quota(quota: Quota) -> str:
    period = "全年" if quota.per == "年" else "当月"
    names = "、".join((*quota.channels, *quota.kinds))
    parts = [f"{period}{quota.of}{f'（{names}）' if names else ''}任务{quota.least}篇"]
    if quota.met is not None:
        parts.append(f"完成的记{points_text(quota.met)}分")
    if quota.beyond is not None:
        parts.append(f"超出的每篇加{points_text(quota.beyond)}分")
    if quota.short is not None:
        parts.append(f"每少一篇扣{points_text(quota.short)}分")
    if isinstance(quota.missed, Fraction):
        parts.append(f"没有完成的扣{points_text(quota.missed)}分")
    elif quota.missed:
        what = "基础分" if quota.missed == "基础分" else "分数"
        parts.append(f"没有完成的{period}{what}不计")
    return "，".join(parts) + ("（到12月结算）" if quota.per == "年" and (quota.short or quota.missed) else "")


def _amount(points: Fraction | Span) -> str:
    return points_text(points) if isinstance(points, Fraction) else f"{points}"


def _deduction(deduction: Deduction) -> str:
    points = _amount(deduction.points)
    if deduction.event:
        return f"{deduction.event}每次扣{points}分"
    if deduction.quota is not None:
        return f"当月任务{deduction.quota}篇，每少报一篇扣{points}分"
    rate = points_text((deduction.adoption_rate_below or Fraction(0)) * 100)
    return f"当月采用率不到{rate}%的扣{points}分"


def _tie_breaker(name: str) -> str:
    return f"全年{COLUMNS[name.removeprefix('year_')]}" if name.startswith("year_") else COLUMNS[name]


def _ranking_text(rules: RuleSet) -> str:
    text = "各组按累计分数从高到低排名；"
    if rules.ranking.tie_breakers:
        text += f"同分的依次比较{'、'.join(map(_tie_breaker, rules.ranking.tie_breakers))}，仍相同的"
    else:
        text += "同分的"
    text += "名次并列，其后名次" + ("不跳过（1、2、2、3）。" if rules.ranking.dense else "跳过（1、2、2、4）。")
    if rules.ranking.unranked_without_points:
        text += "累计没有分数的单位不排名。"
    return text
