"""What a clause counts, over which period, and what follows: the one idea behind quotas of every shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from generator.model.months import year_of
from generator.model.worth import Amount

CountOf = Literal["上报", "报省市", "采用", "约稿", "上级采用"]
"""What can be counted of a unit: the first two stand in ledgers, the others are appearances of pieces."""

Period = Literal["月", "年"]


def begins(period: Period, month: str) -> str:
    """The first month of the period that a month lies in."""
    return month if period == "月" else f"{year_of(month)}-01"


def ends(period: Period, month: str) -> str:
    """The last month of the period that a month lies in."""
    return month if period == "月" else f"{year_of(month)}-12"


@dataclass(frozen=True, kw_only=True)
class Counting:
    """A counted set over a period; neither kinds nor channels: all there are."""

    of: CountOf
    per: Period = "月"
    kinds: tuple[str, ...] = ()
    """Only pieces of these kinds, by what they are or were used as."""
    channels: tuple[str, ...] = ()
    """Only appearances in these channels: publications of our own or above, or levels."""

    @property
    def is_partial(self) -> bool:
        """Whether it looks at each appearance and not at their number alone."""
        return bool(self.kinds or self.channels)

    def includes(self, channels: tuple[str, ...], kinds: tuple[str, ...]) -> bool:
        """Whether an appearance with these names is in the set."""
        fits = not self.channels or not set(self.channels).isdisjoint(channels)
        return fits and (not self.kinds or not set(self.kinds).isdisjoint(kinds))


@dataclass(frozen=True, kw_only=True)
class Consequence:
    """What follows from a count that reaches ``least``, or does not by the end of the period."""

    least: Annotated[int, Field(ge=1)]
    short: Amount | None = None
    """Taken for each piece that is lacking."""
    missed: Amount | Literal["基础分", "全部"] | None = None
    """Taken once where it is not reached: a number, the base score of the period, or all its points."""
    met: Amount | None = None
    """Given once, in the month in which it is reached."""
    beyond: Amount | None = None
    """Given for each piece above it."""

    @property
    def named(self) -> list[str]:
        """The consequences that are written; a valid clause has one at least."""
        return [name for name in ("short", "missed", "met", "beyond") if getattr(self, name) is not None]
