from fractions import Fraction

import pytest

from generator.model.rules import RuleSet, Scope, Sharing
from generator.model.worth import ANY_KIND


@pytest.mark.parametrize(
    ("scope", "unit", "group", "holds"),
    [
        (Scope(), "甲局", "county", True),
        (Scope(), "办公室", None, False),
        (Scope(groups=("county",)), "甲局", "county", True),
        (Scope(groups=("county",)), "丙科", "office", False),
        (Scope(units=("丙科",)), "丙科", "office", True),
        (Scope(units=("办公室",)), "办公室", None, True),
        (Scope(groups=("county",), units=("丙科",)), "丙科", "office", True),
        (Scope(groups=("county",), exempt=("甲局",)), "甲局", "county", False),
        (Scope(exempt=("甲局",)), "甲局", "county", False),
        (Scope(exempt=("甲局",)), "乙局", "county", True),
    ],
)
def test_whom_a_clause_holds_for(scope: Scope, unit: str, group: str | None, holds: bool) -> None:
    assert scope.holds_for(unit, group) is holds


@pytest.mark.parametrize(
    ("combine", "pair", "compete"),
    [
        ("累加", ("省级", "省级"), False),
        ("取最高", ("本刊", "省级"), True),
        ("同类取最高", ("市级", "省级"), True),
        ("同类取最高", ("本刊", "省级"), False),
        ("同类取最高", ("本刊", "本刊"), True),
    ],
)
def test_which_channels_compete(combine: str, pair: tuple[str, str], compete: bool) -> None:
    rules = RuleSet("one", "办法", "2023-01", {}, combine=combine, classes={"上级": ("市级", "省级")})
    assert rules.compete(*pair) is compete


def test_a_fixed_value_is_looked_up_by_channel_and_kind() -> None:
    sharing = Sharing("定额", {"本刊": {"信息": Fraction(1, 2)}, "省级": {ANY_KIND: Fraction(4)}})
    rules = RuleSet("one", "办法", "2023-01", {}, sharing=sharing)
    assert rules.fixed("本刊", "信息") == Fraction(1, 2)
    assert rules.fixed("本刊", "简讯") is None
    assert rules.fixed("省级", "简讯") == 4
    assert rules.fixed("约稿", "市政府") is None
