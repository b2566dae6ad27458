"""Rule sets: what is worth how many points, from which month on, and on the strength of which document.

The vocabulary covers the shapes of the published rules of comparable bodies; it is declarative and small: a table of
channel × kind, how channels combine, how units share, and what the month adds, takes away or caps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from generator.fingerprints import Record
from generator.model.counting import Consequence, Counting
from generator.model.months import Month, within
from generator.model.units import Slug
from generator.model.worth import ANY_KIND, Amount, ChannelPoints, ChosenAmount, FixedPoints, Rate, Worth, first_of

PinnedType = Literal["信息", "简讯", "约稿"]
"""The kinds of pieces every archive has; rules may name others (:attr:`RuleBook.own_kinds`)."""

OWN, COMMISSIONED = "本刊", "约稿"
"""The two channels every archive has: an issue of the bulletin, and a commissioned piece."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which units a clause holds for; neither groups nor units: all that are ranked."""

    groups: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    exempt: Annotated[tuple[str, ...], Field(alias="except")] = ()
    """Units of these groups for which it does not hold, because they have a clause of their own."""

    def holds_for(self, unit: str, group: str | None) -> bool:
        """Whether the clause holds for a unit that is in that group."""
        if unit in self.exempt:
            return False
        if not self.groups and not self.units:
            return group is not None
        return unit in self.units or group in self.groups


@dataclass(frozen=True, slots=True)
class Condition:
    """What a unit must have reached in the month; every count that is named must be reached."""

    submitted: Annotated[int | None, Field(ge=1)] = None
    forwarded: Annotated[int | None, Field(ge=1)] = None
    adopted: Annotated[int | None, Field(ge=1)] = None
    commissioned: Annotated[int | None, Field(ge=1)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseRule(Scope):
    """A base score in a month in which a condition (the quota) is met; without one, in every month with a ledger."""

    points: Amount
    when: Condition = Condition()


@dataclass(frozen=True, slots=True)
class InstructionBonus:
    """A bonus when a leader of that level wrote an instruction (批示) on a piece."""

    level: str
    points: Amount
    channels: tuple[str, ...] = ()
    """Only for pieces that appeared in one of these channels; none: for every piece."""
    once: bool = False
    """Whether a piece earns it once, however many leaders of the level wrote on it; else each of them counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction(Scope):
    """Points taken away on one ground: each such event, each piece short of a quota, or a low adoption rate."""

    points: ChosenAmount
    event: str = ""
    quota: Annotated[int | None, Field(ge=1)] = None
    adoption_rate_below: Rate | None = None

    @property
    def grounds(self) -> list[str]:
        """The grounds that are written; a valid clause has one."""
        return [name for name in ("event", "quota", "adoption_rate_below") if getattr(self, name)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonus(Scope):
    """Points added on one ground: each such event, a piece that was used above (once however often), a high rate."""

    points: ChosenAmount
    event: str = ""
    used_by: tuple[str, ...] = ()
    """Publications or levels; the first adoption of a piece by one of them earns the bonus."""

    adoption_rate_from: Rate | None = None
    """From this adoption rate of the month on; who sent nothing has none."""

    @property
    def grounds(self) -> list[str]:
        """The grounds that are written; a valid clause has one."""
        return [name for name in ("event", "used_by", "adoption_rate_from") if getattr(self, name)]


@dataclass(frozen=True, kw_only=True)
class Quota(Consequence, Counting, Scope):
    """How many pieces of a counted set a unit owes in a period, and what follows."""


@dataclass(frozen=True, slots=True)
class RepeatedEvent:
    """An event that has a consequence when it happens to a unit for the ``times``-th time in a year."""

    event: Annotated[str, Field(min_length=1)]
    times: Annotated[int, Field(ge=2, le=99)]


CapOf = Literal["基础分", "采用", "约稿", "批示", "合计"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap(Scope):
    """The most a unit can earn of something in a month or a year; what is above is taken off by a line of its own."""

    of: CapOf
    per: Literal["月", "年"]
    points: Amount


TieBreaker = Literal[
    "month_points",
    "adopted_points",
    "commissioned_points",
    "adopted_above",
    "adopted",
    "commissioned",
    "forwarded",
    "submitted",
    "year_adopted",
    "year_adopted_above",
    "year_commissioned",
    "year_forwarded",
    "year_submitted",
]
"""A figure of the month's table, or a count from January on."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How a group is ranked by total; equal totals share a rank and the next is skipped (1, 2, 2, 4)."""

    dense: bool = field(default=False, kw_only=True)
    """After a shared rank none is skipped (1, 2, 2, 3)."""

    unranked_without_points: bool = False
    tie_breakers: tuple[TieBreaker, ...] = ()


def _sharing(value: object) -> object:
    return value if isinstance(value, Mapping) else {"mode": value}


@dataclass(frozen=True, slots=True)
class Sharing:
    """How several credited units share a piece."""

    mode: Literal["全额", "均分", "按比例", "定额"] = "全额"
    points: Mapping[str, FixedPoints] = field(default_factory=dict)
    """For 定额: channel → kind → what each of several units gets; what is not named counts in full."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rule in force for the months from ``since`` to ``until`` (``None``: until further notice)."""

    id: Slug
    document: str
    since: Annotated[Month, Field(alias="from")]
    points: Mapping[str, ChannelPoints]
    multipliers: Mapping[str, Amount] = field(default_factory=dict)
    """Channel → what its points are multiplied by."""
    combine: Literal["累加", "取最高", "同类取最高"] = "累加"
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For 同类取最高: class of channels → its channels; a channel in none is a class of its own."""
    sharing: Annotated[Sharing, BeforeValidator(_sharing, json_schema_input_type=str | Sharing)] = field(
        default_factory=Sharing
    )
    instructions: tuple[InstructionBonus, ...] = ()
    base: tuple[BaseRule, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    bonuses: tuple[Bonus, ...] = ()
    quotas: tuple[Quota, ...] = ()
    deduction_floor: Literal["无", "基础分", "全年基础分"] = "无"
    """基础分: a month's deductions stop when its base score is used up; 全年基础分: a year's, at its base."""
    caps: tuple[Cap, ...] = ()
    year_zero: tuple[str, ...] = ()
    """Events after which the unit's total of the year is zero."""
    year_zero_after: tuple[RepeatedEvent, ...] = ()
    """Events after the n-th of which in a year the unit's total of the year is zero."""
    ranking: Ranking = field(default_factory=Ranking)
    issued: date | None = None
    until: Month | None = None
    remarks: tuple[str, ...] = ()
    without: tuple[Literal["multipliers", "instructions", "base", "deductions", "caps", "year_zero"], ...] = ()
    """What the set before had and this one leaves out on purpose."""

    def covers(self, month: str) -> bool:
        """Whether this set is in force in that month."""
        return within(month, self.since, self.until)

    def channel(self, *names: str) -> str | None:
        """The first of these names (publication, then level) that the table of points has."""
        return next((name for name in names if name in self.points), None)

    def worth(self, channel: str, *kinds: str) -> Fraction | Worth | None:
        """The value of a piece of the first kind the channel names; ``None`` when it names none of them."""
        return first_of(self.points.get(channel, {}), *kinds)

    def fixed(self, channel: str, *kinds: str) -> Fraction | None:
        """What each of several units gets under 定额; ``None``: as much as a single one."""
        return first_of(self.sharing.points.get(channel, {}), *kinds)

    def compete(self, channel: str, other: str) -> bool:
        """Whether only the highest of what a piece earns in these two channels counts."""
        if self.combine == "同类取最高":
            return channel == other or any({channel, other} <= set(members) for members in self.classes.values())
        return self.combine == "取最高"

    def with_event(self, event: str) -> list[Deduction | Bonus]:
        """The clauses that take or give points for each such event."""
        clauses: list[Deduction | Bonus] = [*self.deductions, *self.bonuses]
        return [clause for clause in clauses if clause.event == event]

    @property
    def events(self) -> set[str]:
        """Every event the set knows."""
        named = {one.event for one in self.deductions} | {one.event for one in self.bonuses}
        return (named | set(self.year_zero) | {one.event for one in self.year_zero_after}) - {""}


@dataclass(frozen=True)
class RuleBook(Record):
    """``rules.yml`` as a whole: rule sets in order of time, without gap or overlap (checked on loading)."""

    rule_sets: Annotated[tuple[RuleSet, ...], Field(min_length=1)]

    @property
    def own_kinds(self) -> tuple[str, ...]:
        """The kinds of pieces that rule sets name beside the pinned ones, in their order."""
        channels = (one for rules in self.rule_sets for one in rules.points.items() if one[0] != COMMISSIONED)
        named = dict.fromkeys(kind for _, table in channels for kind in table)
        return tuple(kind for kind in named if kind not in (*get_args(PinnedType), ANY_KIND))

    def in_force(self, month: str) -> RuleSet | None:
        """The rule set of that month, or ``None`` before the first or after the last."""
        return next((rules for rules in self.rule_sets if rules.covers(month)), None)

    def rewards_instructions(self, month: str) -> bool:
        """Whether an instruction of that month may earn anything; without a rule set nobody can tell."""
        rules = self.in_force(month)
        return rules is None or bool(rules.instructions)

    def of(self, month: str) -> RuleSet:
        """The rule set of a month that a checked archive scores; ``LookupError`` when there is none."""
        rules = self.in_force(month)
        if rules is None:
            raise LookupError(f"no rule set covers {month}; check the archive before scoring it")
        return rules
