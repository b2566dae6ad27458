"""Small archives made up by hypothesis: three units in two groups, one that is not ranked, a few months and pieces."""

import dataclasses
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from generator.model.archive import Archive
from generator.model.articles import Adoption, Article, Instruction, Issue
from generator.model.office import Adjustment, Balance, BalanceRow, Event, Ledger, LedgerRow, MonthRecord
from generator.model.rules import (
    BaseRule,
    Cap,
    Condition,
    Deduction,
    InstructionBonus,
    Ranking,
    RuleBook,
    RuleSet,
    Sharing,
)
from generator.model.units import Group, Membership, Section, Successor, Unit, UnitRegistry
from generator.model.worth import ANY_KIND, Worth

MONTHS = ("2023-10", "2023-11", "2023-12", "2024-01", "2024-02")
NAMES = ("甲局", "乙局", "丙科", "办公室")
EVENTS = ("迟报", "差错", "泄密")

UNITS = UnitRegistry(
    (Section("all", "各单位", "各单位信息采用情况", "各单位"),),
    (Group("bureau", "各局", "all"), Group("office", "各科室", "all")),
    (
        Unit("jia", "甲局", (Membership("bureau"),)),
        Unit("yi", "乙局", (Membership("bureau"),)),
        Unit("bing", "丙科", (Membership("office"),)),
        Unit("ban", "办公室"),
    ),
)
"""甲局 and 乙局 are ranked against each other, 丙科 alone, 办公室 not at all."""

points = st.sampled_from(
    [Fraction(0), Fraction(1, 2), Fraction(1), Fraction(3), Fraction(10), Fraction(20, 3), Fraction(2, 7)]
)
scopes: st.SearchStrategy[dict[str, tuple[str, ...]]] = st.sampled_from(
    [{}, {"groups": ("bureau",)}, {"units": ("乙局",)}, {"groups": ("bureau", "office"), "exempt": ("甲局",)}]
)
few = st.integers(0, 4)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """Points for every channel and kind that the pieces use."""
    return {
        "本刊": {"信息": draw(points), "简讯": draw(points)},
        "约稿": {ANY_KIND: draw(points)},
        "专报": {ANY_KIND: draw(points)},
        "市级": {ANY_KIND: draw(points)},
        "省级": {ANY_KIND: draw(points | st.just(Worth.AWARDED))},
        "国办": {ANY_KIND: draw(points)},
    }


@st.composite
def sharings(draw: st.DrawFn) -> Sharing:
    mode = draw(st.sampled_from(["全额", "均分", "按比例", "定额"]))
    return Sharing(mode, {"本刊": {ANY_KIND: draw(points)}} if mode == "定额" else {})


@st.composite
def base_rules(draw: st.DrawFn) -> BaseRule:
    counts = draw(
        st.dictionaries(st.sampled_from(["submitted", "forwarded", "adopted"]), st.integers(1, 3), max_size=2)
    )
    return BaseRule(**draw(scopes), points=draw(points), when=Condition(**counts))


@st.composite
def deductions(draw: st.DrawFn) -> Deduction:
    ground = draw(
        st.sampled_from([{"event": "迟报"}, {"event": "差错"}, {"quota": 3}, {"adoption_rate_below": Fraction(1, 2)}])
    )
    return Deduction(**draw(scopes), points=draw(points), **ground)


@st.composite
def caps(draw: st.DrawFn) -> Cap:
    of = draw(st.sampled_from(["基础分", "采用", "约稿", "批示", "合计"]))
    return Cap(**draw(scopes), of=of, per=draw(st.sampled_from(["月", "年"])), points=draw(points))


tie_breakers = st.sampled_from(
    ["month_points", "adopted_points", "commissioned_points", "adopted_above", "adopted", "forwarded", "submitted"]
)
rankings = st.builds(
    Ranking, st.booleans(), st.lists(tie_breakers, max_size=2, unique=True).map(lambda names: tuple(names))
)


@st.composite
def rule_sets(draw: st.DrawFn, taking: bool = True) -> RuleSet:
    """A rule set from 2023 on; without ``taking``, one that never takes points away."""
    return RuleSet(
        id="one",
        document="办法",
        since="2023-01",
        points=draw(tables()),
        multipliers=draw(st.dictionaries(st.sampled_from(["省级", "国办"]), points, max_size=2)),
        combine=draw(st.sampled_from(["累加", "取最高", "同类取最高"])),
        classes={"上级": ("市级", "省级")} if draw(st.booleans()) else {},
        sharing=draw(sharings()),
        instructions=(
            InstructionBonus("市级", draw(points)),
            InstructionBonus("省级", draw(points)),
            InstructionBonus("省级", draw(points), ("省级",)),
        ),
        base=tuple(draw(st.lists(base_rules(), max_size=2))),
        deductions=tuple(draw(st.lists(deductions(), max_size=3))) if taking else (),
        deduction_floor=draw(st.sampled_from(["无", "基础分"])),
        caps=tuple(draw(st.lists(caps(), max_size=3))) if taking else (),
        year_zero=("泄密",) if taking else (),
        ranking=draw(rankings),
    )


@st.composite
def rule_books(draw: st.DrawFn, taking: bool = True) -> RuleBook:
    """One rule set, or two that follow each other within the months of the archive."""
    first = draw(rule_sets(taking))
    change = draw(st.none() | st.integers(1, len(MONTHS) - 1))
    if change is None:
        return RuleBook((first,))
    second = dataclasses.replace(draw(rule_sets(taking)), id="two", since=MONTHS[change])
    return RuleBook((dataclasses.replace(first, until=MONTHS[change - 1]), second))


def day(month: str, number: int = 15) -> date:
    return date.fromisoformat(f"{month}-{number:02d}")


def not_before(month: str) -> st.SearchStrategy[date]:
    later = [one for one in MONTHS if one >= month]
    return st.builds(day, st.sampled_from(later), st.sampled_from([15, 20]))


@st.composite
def adoptions(draw: st.DrawFn, month: str) -> Adoption:
    publication, level = draw(st.sampled_from([("市政府信息", "市级"), ("省厅信息", "省级"), ("国办", "国家级")]))
    return Adoption(publication, level, draw(not_before(month)), points=draw(points))


@st.composite
def articles(draw: st.DrawFn, number: int) -> Article:
    month = draw(st.sampled_from(MONTHS))
    kind = draw(st.sampled_from(["信息", "简讯", "约稿"]))
    units = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    folder = f"{month[:4]}/{month[5:]}" if kind != "约稿" else f"commissioned/{month}"
    weights = [draw(st.integers(1, 5)) for _ in units]
    instruction = st.builds(Instruction, st.sampled_from(["市级", "省级"]), not_before(month))
    return Article(
        f"content/{folder}/{number:02d}.md",
        kind,
        month,
        tuple(units),
        tuple(units),
        title=f"篇目{number}",
        issue=None if kind == "约稿" else month,
        publication="专报" if kind == "信息" and draw(st.booleans()) else "",
        commissioner="市政府" if kind == "约稿" else "",
        adoptions=tuple(draw(st.lists(adoptions(month), max_size=3))),
        instructions=tuple(draw(st.lists(instruction, max_size=2))),
        shares={unit: Fraction(weight, sum(weights)) for unit, weight in zip(units, weights, strict=True)},
    )


@st.composite
def ledgers(draw: st.DrawFn, month: str) -> Ledger:
    rows = [
        LedgerRow(unit, line, draw(few), draw(st.integers(0, 1)), 0) for line, unit in enumerate(NAMES[:3], start=2)
    ]
    return Ledger(f"content/ledger/{month}.csv", month, tuple(rows))


@st.composite
def records(draw: st.DrawFn, month: str) -> MonthRecord:
    unit = st.sampled_from(NAMES)
    signed = st.builds(lambda size, sign: size * sign, points, st.sampled_from([1, -1]))
    given = st.builds(Adjustment, unit, signed, st.just("原因"), st.just("办公室"), st.just(day(month)))
    happened = st.builds(Event, unit, st.sampled_from(EVENTS), st.just(day(month)))
    return MonthRecord(
        f"content/adjustments/{month}.yml",
        month,
        tuple(draw(st.lists(given, max_size=2))),
        tuple(draw(st.lists(happened, max_size=2))),
    )


@st.composite
def balances(draw: st.DrawFn) -> Balance:
    rows = [BalanceRow(unit, line, draw(points)) for line, unit in enumerate(NAMES[:3], start=2)]
    return Balance(f"content/balances/{MONTHS[0]}.csv", MONTHS[0], tuple(rows))


@st.composite
def archives(draw: st.DrawFn, taking: bool = True) -> Archive:
    """An archive; without ``taking``, one whose rules and records never take points away."""
    count = draw(st.integers(1, 5))
    pieces = tuple(draw(articles(number)) for number in range(1, count + 1))
    with_ledger = [month for month in MONTHS if draw(st.booleans())]
    with_record = [month for month in MONTHS if taking and draw(st.booleans())]
    heir = draw(st.booleans())
    return Archive(
        Path("nowhere"),
        with_successor(UNITS) if heir else UNITS,
        draw(rule_books(taking)),
        issues=tuple(
            Issue(f"content/{month[:4]}/{month[5:]}/index.md", month, month)
            for month in sorted({piece.month for piece in pieces if piece.issue})
        ),
        articles=pieces,
        ledgers=tuple(draw(ledgers(month)) for month in with_ledger),
        balances=tuple(draw(st.lists(balances(), max_size=1))),
        records=tuple(draw(records(month)) for month in with_record),
    )


def with_successor(units: UnitRegistry) -> UnitRegistry:
    """The same units, of which 乙局 ends in November and leaves its points to 甲局 and 丙科."""
    changed = tuple(
        dataclasses.replace(
            unit, until="2023-11", successors=(Successor("甲局", Fraction(2, 3)), Successor("丙科", Fraction(1, 3)))
        )
        if unit.name == "乙局"
        else unit
        for unit in units.units
    )
    return dataclasses.replace(units, units=changed)
