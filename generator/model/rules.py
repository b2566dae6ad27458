"""Rule sets: what is worth how many points, from which month on, and on the strength of which document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from generator.model.months import Month, within
from generator.model.points import Points

ArticleType = Literal["信息", "简讯", "约稿"]


@dataclass(frozen=True, slots=True)
class Condition:
    """What the month's ledger must show for a unit; every count that is named must be reached."""

    submitted: Annotated[int | None, Field(ge=1)] = None
    forwarded: Annotated[int | None, Field(ge=1)] = None


@dataclass(frozen=True, slots=True)
class BaseRule:
    """A base score for the units of some groups in a month in which a condition is met."""

    points: Points
    groups: Annotated[tuple[str, ...], Field(min_length=1)]
    when: Condition


@dataclass(frozen=True, slots=True)
class KindPoints:
    """Points of one piece of each type."""

    article: Annotated[Points, Field(alias="信息")]
    brief: Annotated[Points, Field(alias="简讯")]
    commissioned: Annotated[Points, Field(alias="约稿")]

    def of(self, kind: ArticleType) -> Points:
        """Points of one piece of that type."""
        return {"信息": self.article, "简讯": self.brief, "约稿": self.commissioned}[kind]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rule in force for the months from ``since`` to ``until`` (``None``: until further notice)."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    document: str
    since: Annotated[Month, Field(alias="from")]
    points: KindPoints
    base: tuple[BaseRule, ...] = ()
    credit: Literal["full"] = "full"
    adopted_above: Points | None = None
    """Points of a piece adopted above the bureau; ``None`` while no case has shown the value."""
    ties: Literal["skip"] = "skip"
    issued: date | None = None
    until: Month | None = None
    remarks: tuple[str, ...] = ()

    def covers(self, month: str) -> bool:
        """Whether this set is in force in that month."""
        return within(month, self.since, self.until)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """``rules.yml`` as a whole: rule sets in order of time, without gap or overlap (checked on loading)."""

    rule_sets: Annotated[tuple[RuleSet, ...], Field(min_length=1)]

    def in_force(self, month: str) -> RuleSet | None:
        """The rule set of that month, or ``None`` before the first or after the last."""
        return next((rules for rules in self.rule_sets if rules.covers(month)), None)
