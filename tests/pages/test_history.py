from fractions import Fraction

from generator.model.units import Alias, Group, Membership, Section, Successor, Unit, UnitRegistry
from generator.pages.history import unit_history

HEIRS = (Successor("甲科", Fraction(1, 4)), Successor("乙科", Fraction(3, 4)))
OLD = Unit("old", "旧科", (Membership("a"),), until="2023-06", successors=HEIRS)
FIRST = Unit("first", "甲科", (Membership("a", until="2023-12"), Membership("b", since="2024-01")))
SECOND = Unit("second", "乙科", (Membership("a"),), aliases=(Alias("二科", until="2022-12"),))
REGISTRY = UnitRegistry(
    (Section("s", "栏目", "清单", "栏目"),),
    (Group("a", "A类", "s"), Group("b", "B类", "s")),
    (OLD, FIRST, SECOND),
)


def test_a_unit_that_never_changed_has_no_history() -> None:
    assert unit_history(UnitRegistry((), (), (Unit("x", "某科"),)), Unit("x", "某科")) == []


def test_names_groups_and_successions_are_told() -> None:
    assert unit_history(REGISTRY, OLD) == [
        "至2023年6月存续。",
        "其后由甲科承接当年分数的25%。",
        "其后由乙科承接当年分数的75%。",
    ]
    assert unit_history(REGISTRY, FIRST) == [
        "至2023年12月属A类。",
        "2024年1月起属B类。",
        "2023年6月后承接旧科当年分数的25%。",
    ]
    assert unit_history(REGISTRY, SECOND) == ["至2022年12月称“二科”。", "2023年6月后承接旧科当年分数的75%。"]
