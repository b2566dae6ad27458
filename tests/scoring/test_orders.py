"""Caps, floors and zeroed years give the same year whatever the order of its months."""

import dataclasses
from datetime import date
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest
from made_up_archives import UNITS, day

from generator.model.archive import Archive
from generator.model.articles import Adoption, Article, Instruction
from generator.model.office import Adjustment, Balance, BalanceRow, Event, Ledger, LedgerRow, MonthRecord
from generator.model.rules import BaseRule, Cap, Condition, Deduction, InstructionBonus, RuleBook, RuleSet
from generator.model.units import Successor, UnitRegistry
from generator.model.worth import ANY_KIND
from generator.scoring import Scores, score

MONTHS = ("2023-10", "2023-11", "2023-12")
NOTHING = RuleSet("one", "办法", "2023-01", {"本刊": {ANY_KIND: Fraction(1)}})
Given = tuple[int, str]
"""Points by decision, and an event."""


def record(month: str, given: Given) -> MonthRecord:
    adjustments = (Adjustment("甲局", Fraction(given[0]), "原因", "办公室", day(month)),) if given[0] else ()
    events = (Event("甲局", given[1], day(month)),) if given[1] else ()
    return MonthRecord(f"content/adjustments/{month}.yml", month, adjustments, events)


def year(rules: RuleSet, *months: Given) -> Fraction:
    ledgers = tuple(
        Ledger(f"content/ledger/{month}.csv", month, (LedgerRow("甲局", 2, 5 if given[1] == "base" else 0, 0, 0),))
        for month, given in zip(MONTHS, months, strict=True)
    )
    records = tuple(
        record(month, (given[0], given[1].removeprefix("base"))) for month, given in zip(MONTHS, months, strict=True)
    )
    return total(Archive(Path("nowhere"), UNITS, RuleBook((rules,)), ledgers=ledgers, records=records), "2023-12")


def total(archive: Archive, month: str, unit: str = "甲局") -> Fraction:
    row = score(archive).tables[month].row(unit)
    assert row
    return row.total_points


CAP = dataclasses.replace(NOTHING, caps=(Cap(of="合计", per="年", points=Fraction(10)),))
FLOOR = dataclasses.replace(
    NOTHING,
    base=(BaseRule(points=Fraction(6), when=Condition(submitted=5)),),
    deductions=(Deduction(points=Fraction(4), event="迟报"),),
    deduction_floor="全年基础分",
)
ZERO = dataclasses.replace(NOTHING, year_zero=("泄密",))


@pytest.mark.parametrize(
    ("rules", "months", "whole"),
    [
        (CAP, ((12, ""), (-3, ""), (0, "")), 9),
        (CAP, ((8, ""), (9, ""), (-4, "")), 10),
        (FLOOR, ((0, "迟报"), (0, "base"), (0, "迟报")), 0),
        (FLOOR, ((0, "迟报"), (0, "base"), (5, "")), 7),
        (ZERO, ((7, ""), (0, "泄密"), (-3, "")), 0),
        (ZERO, ((-3, ""), (-1, "泄密"), (2, "")), 0),
    ],
)
def test_the_order_of_months_never_matters(rules: RuleSet, months: tuple[Given, ...], whole: int) -> None:
    assert {year(rules, *order) for order in permutations(months)} == {Fraction(whole)}


def merged(rules: RuleSet, points: int) -> Scores:
    """甲局 ends in November with 8 points; 乙局 has ``points`` in December."""
    units = tuple(
        dataclasses.replace(one, until="2023-11", successors=(Successor("乙局", Fraction(1)),))
        if one.name == "甲局"
        else one
        for one in UNITS.units
    )
    own = Adjustment("乙局", Fraction(points), "原因", "办公室", day("2023-12"))
    records = (record("2023-11", (8, "")), MonthRecord("content/adjustments/2023-12.yml", "2023-12", (own,), ()))
    registry: UnitRegistry = dataclasses.replace(UNITS, units=units)
    return score(Archive(Path("nowhere"), registry, RuleBook((rules,)), records=records))


def test_what_is_handed_on_counts_once_under_a_cap_on_all() -> None:
    row = merged(CAP, 5).tables["2023-12"].row("乙局")
    assert row
    assert (row.month_points, row.total_points) == (2, 10)


def test_a_balance_counts_under_a_cap_but_is_not_taken_back() -> None:
    balance = Balance("content/balances/2023-11.csv", "2023-11", (BalanceRow("甲局", 2, Fraction(12)),))
    archive = Archive(
        Path("nowhere"), UNITS, RuleBook((CAP,)), balances=(balance,), records=(record("2023-11", (5, "")),)
    )
    assert total(archive, "2023-11") == 12


PIECE = Article("content/2023/10/01.md", "信息", "2023-10", ("甲局",), ("甲局",), title="篇目", issue="2023-10")


def scored(rules: RuleSet, piece: Article) -> Scores:
    return score(Archive(Path("nowhere"), UNITS, RuleBook((rules,)), articles=(piece,)))


def test_one_bonus_a_level_where_the_rule_says_so() -> None:
    read = tuple(Instruction("市级", date(2023, 10, number)) for number in (20, 21))
    for once, points in ((True, 5), (False, 10)):
        rules = dataclasses.replace(NOTHING, instructions=(InstructionBonus("市级", Fraction(5), once=once),))
        row = scored(rules, dataclasses.replace(PIECE, instructions=read)).tables["2023-10"].row("甲局")
        assert row
        assert row.other_points == points


def test_points_by_name_and_level_and_only_the_city_and_above_are_counted() -> None:
    worth = {"动态": Fraction(2), "动态（省级）": Fraction(9), "县级": Fraction(1)}
    rules = dataclasses.replace(NOTHING, points=NOTHING.points | {name: {ANY_KIND: one} for name, one in worth.items()})
    places = (("动态", "市级"), ("动态", "省级"), ("快报", "县级"))
    above = tuple(Adoption(name, level, date(2023, 10, 20)) for name, level in places)
    row = scored(rules, dataclasses.replace(PIECE, adoptions=above)).tables["2023-10"].row("甲局")
    assert row
    assert (row.adopted_points, row.adopted_above, row.adopted) == (13, 2, 1)
