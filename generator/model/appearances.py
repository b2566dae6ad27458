"""Where a piece appeared, and what a rule set says that is worth."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from generator.model.articles import Adoption, Article, Instruction
from generator.model.points import ZERO
from generator.model.rules import COMMISSIONED, OWN, RuleSet
from generator.model.worth import Worth

_NOT_ABOVE = re.compile("[县区乡镇科股本]|市区|街道")
"""How the levels begin that are no city or above: those of a county or below, and one's own."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A piece in one channel: our bulletin, a commission, or a publication above.

    Kinds that the rules name themselves count among 信息.

    ``channels`` and ``kinds`` are the names to look up in the rules, the most specific first.
    """

    month: str
    category: Literal["信息", "简讯", "约稿", "采用"]
    column: Literal["adopted", "commissioned"]
    channels: tuple[str, ...]
    kinds: tuple[str, ...]
    text: str
    awarded: Fraction | None = None
    counted: bool = True
    """Whether the notice counts it: an issue of the bulletin, or a publication of the city or above."""


def appearances(article: Article) -> list[Appearance]:
    """Every appearance of a piece, oldest month first, its own publication before adoptions."""
    if article.issue is None:
        own = Appearance(
            article.month, "约稿", "commissioned", (COMMISSIONED,), (article.commissioner,), article.label()
        )
    else:
        channel = article.publication or OWN
        text = article.publication + article.label(True)
        category: Literal["信息", "简讯"] = "简讯" if article.type == "简讯" else "信息"
        own = Appearance(
            article.month,
            category,
            "adopted",
            (channel,),
            (article.type,),
            text,
            counted=not article.publication,
        )
    above = [_adopted(article, adoption) for adoption in sorted(article.adoptions, key=lambda one: one.date)]
    return sorted([own, *above], key=lambda one: one.month)


def _adopted(article: Article, adoption: Adoption) -> Appearance:
    text = f"{adoption.publication}（{adoption.level}）{adoption.date.month}月{adoption.date.day}日采用"
    kinds = (adoption.kind or article.type,)
    names = (f"{adoption.publication}（{adoption.level}）", adoption.publication, adoption.level)
    return Appearance(
        adoption.month,
        "采用",
        "adopted",
        names,
        kinds,
        text,
        adoption.points,
        counted=not _NOT_ABOVE.match(adoption.level),
    )


def worth_of(rules: RuleSet, seen: Appearance) -> Fraction | Worth | None:
    """What the rule set says an appearance is worth; ``None`` when it does not name the channel or kind.

    ``Worth.AWARDED`` remains only when the publication's own points were not recorded.
    """
    channel = rules.channel(*seen.channels)
    worth = rules.worth(channel, *seen.kinds) if channel else None
    return seen.awarded if worth is Worth.AWARDED and seen.awarded is not None else worth


def bonuses_of(rules_of: Callable[[str], RuleSet], article: Article) -> list[tuple[int, Fraction] | None]:
    """Of each instruction on a piece the place of its bonus and the points; ``None`` where no bonus fits.

    Where a bonus is given once, an instruction earns what is above the earlier ones of its level.
    """
    found: list[tuple[int, Fraction] | None] = [None] * len(article.instructions)
    earned: dict[str, Fraction] = {}
    for place, one in sorted(enumerate(article.instructions), key=lambda pair: pair[1].date):
        rules = rules_of(one.month)
        number = bonus_of(rules, article, one)
        if number is not None:
            bonus = rules.instructions[number]
            already = earned.get(one.level, ZERO)
            points = max(bonus.points - already, ZERO) if bonus.once else bonus.points
            earned[one.level] = already + points
            found[place] = number, points
    return found


def bonus_of(rules: RuleSet, article: Article, instruction: Instruction) -> int | None:
    """The place of the highest bonus that fits the instruction, or ``None`` when none does.

    A bonus for certain channels needs the piece to have appeared in one of them by then; where the instruction
    names its publication, in that one.
    """
    read_in = instruction.publication
    seen = [one.channels for one in appearances(article) if one.month <= instruction.month]
    channels = {name for names in seen for name in names if not read_in or read_in in names}
    fitting = [
        place
        for place, bonus in enumerate(rules.instructions)
        if bonus.level == instruction.level and (not bonus.channels or channels & set(bonus.channels))
    ]
    return max(fitting, key=lambda place: rules.instructions[place].points, default=None)
