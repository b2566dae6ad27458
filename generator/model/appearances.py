"""Where a piece appeared, and what a rule set says that is worth."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from generator.model.articles import Adoption, Article, Instruction
from generator.model.rules import COMMISSIONED, OWN, RuleSet
from generator.model.worth import Worth


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
        own = Appearance(article.month, category, "adopted", (channel,), (article.type,), text)
    above = [_adopted(article, adoption) for adoption in sorted(article.adoptions, key=lambda one: one.date)]
    return sorted([own, *above], key=lambda one: one.month)


def _adopted(article: Article, adoption: Adoption) -> Appearance:
    text = f"{adoption.publication}（{adoption.level}）{adoption.date.month}月{adoption.date.day}日采用"
    kinds = (adoption.kind or article.type,)
    return Appearance(
        adoption.month, "采用", "adopted", (adoption.publication, adoption.level), kinds, text, adoption.points
    )


def worth_of(rules: RuleSet, seen: Appearance) -> Fraction | Worth | None:
    """What the rule set says an appearance is worth; ``None`` when it does not name the channel or kind.

    ``Worth.AWARDED`` remains only when the publication's own points were not recorded.
    """
    channel = rules.channel(*seen.channels)
    worth = rules.worth(channel, *seen.kinds) if channel else None
    return seen.awarded if worth is Worth.AWARDED and seen.awarded is not None else worth


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
