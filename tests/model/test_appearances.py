import dataclasses
from datetime import date
from fractions import Fraction

import pytest

from generator.model.appearances import appearances, bonus_of, worth_of
from generator.model.articles import Adoption, Article, Instruction
from generator.model.rules import InstructionBonus, RuleSet
from generator.model.worth import ANY_KIND, Worth

PIECE = Article(
    "content/2023/09/01.md",
    "信息",
    "2023-06",
    ("甲局",),
    ("甲局",),
    issue="2023-09",
    adoptions=(
        Adoption("省厅信息", "省级", date(2023, 7, 5), points=Fraction(12)),
        Adoption("市政务信息", "市级", date(2023, 6, 20), kind="要情"),
    ),
)
RULES = RuleSet(
    "one",
    "办法",
    "2023-01",
    {
        "本刊": {"信息": Fraction(1)},
        "市政务信息": {"要情": Fraction(5), "政务": Fraction(8)},
        "市级": {ANY_KIND: Fraction(3)},
        "省级": {ANY_KIND: Worth.AWARDED},
    },
    instructions=(
        InstructionBonus("省级", Fraction(9), ("省级",)),
        InstructionBonus("省级", Fraction(5)),
        InstructionBonus("市级", Fraction(2), ("市政务信息",)),
    ),
)


def test_appearances_stand_in_order_of_time_the_own_one_first() -> None:
    assert [one.channels for one in appearances(PIECE)] == [
        ("本刊",),
        ("市政务信息（市级）", "市政务信息", "市级"),
        ("省厅信息（省级）", "省厅信息", "省级"),
    ]


def test_a_publication_goes_before_its_level_and_awarded_points_are_those_recorded() -> None:
    assert [worth_of(RULES, one) for one in appearances(PIECE)] == [1, 5, 12]


def test_a_kind_the_publication_does_not_have_is_not_looked_for_at_its_level() -> None:
    adoption = dataclasses.replace(PIECE.adoptions[1], kind="增刊")
    _, above = appearances(dataclasses.replace(PIECE, adoptions=(adoption,)))
    assert worth_of(RULES, above) is None


def test_a_piece_of_another_own_publication_does_not_appear_in_the_bulletin() -> None:
    own, *_ = appearances(dataclasses.replace(PIECE, publication="专报"))
    assert (own.channels, own.text) == (("专报",), "专报第9期 信息")
    assert worth_of(RULES, own) is None


@pytest.mark.parametrize(
    ("instruction", "place"),
    [
        (Instruction("省级", date(2023, 6, 30)), 1),  # not yet adopted by the province
        (Instruction("省级", date(2023, 7, 30)), 0),  # the higher one that fits
        (Instruction("省级", date(2023, 7, 30), "省厅信息"), 0),  # a publication of that level
        (Instruction("省级", date(2023, 7, 30), "市政务信息"), 1),
        (Instruction("市级", date(2023, 6, 30)), 2),
        (Instruction("市级", date(2023, 6, 30), "本刊"), None),
        (Instruction("县级", date(2023, 6, 30)), None),
    ],
)
def test_the_highest_bonus_that_fits_counts(instruction: Instruction, place: int | None) -> None:
    assert bonus_of(RULES, PIECE, instruction) == place
