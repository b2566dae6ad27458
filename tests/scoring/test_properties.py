"""What holds for every archive and every rule, whatever their shapes."""

import dataclasses
import random
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import pytest
from effort import part_of
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_archives import MONTHS, adoptions, archives

from generator.model.archive import Archive
from generator.model.articles import Article
from generator.model.months import year_of
from generator.scoring import ScoreLine, ScoreRow, Scores, score, score_lines

COLUMNS = {
    "adopted_points": "adopted",
    "commissioned_points": "commissioned",
    "base_points": "base",
    "other_points": "other",
}
PARTS = {"基础分": ("基础分",), "采用": ("信息", "简讯", "采用"), "约稿": ("约稿",), "批示": ("批示",)}

many = settings(max_examples=part_of(60))


def total(lines: Iterable[ScoreLine]) -> Fraction:
    return sum((line.points for line in lines), Fraction(0))


def rows(scores: Scores, month: str) -> list[ScoreRow]:
    return [row for group in scores.tables[month].groups for row in group.rows]


def by_unit_and_year(lines: Iterable[ScoreLine]) -> dict[tuple[str, int], Fraction]:
    sums: dict[tuple[str, int], Fraction] = {}
    for line in lines:
        key = (line.unit, year_of(line.month))
        sums[key] = sums.get(key, Fraction(0)) + line.points
    return sums


@given(archives())
@many
def test_every_figure_is_exactly_the_sum_of_its_lines_and_of_its_explanation(archive: Archive) -> None:
    scores = score(archive)
    for month in scores.tables:
        for row in rows(scores, month):
            of_year = [line for line in scores.lines if line.unit == row.unit and line.month[:4] == month[:4]]
            own = [line for line in of_year if line.month == month]
            for name, column in COLUMNS.items():
                assert getattr(row, name) == total(line for line in own if line.column == column)
            assert row.month_points == total(line for line in own if line.column != "carried")
            assert row.total_points == total(line for line in of_year if line.month <= month)
            assert row.adopted == sum(line.category in ("信息", "简讯") and line.counted for line in own)
            assert row.adopted_above == sum(line.category == "采用" and line.counted for line in own)
            explanation = scores.index.explain(row.unit, month)
            assert explanation.month_points == row.month_points == sum(term.points for term in explanation.terms)
            assert explanation.total_points == row.total_points == sum(one.points for one in explanation.total_terms)
            assert isinstance(row.total_points, Fraction)


@given(archives(), st.randoms(use_true_random=False))
@many
def test_the_order_of_files_never_matters(archive: Archive, rng: random.Random) -> None:
    def shuffled(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(rng.sample(items, len(items)))

    moved = dataclasses.replace(
        archive,
        articles=shuffled(archive.articles),
        issues=shuffled(archive.issues),
        ledgers=shuffled(archive.ledgers),
        records=shuffled(archive.records),
        rules=dataclasses.replace(archive.rules, rule_sets=shuffled(archive.rules.rule_sets)),
    )
    assert score(moved).tables == score(archive).tables
    assert Counter(score_lines(moved)) == Counter(score_lines(archive))


def piece_points(archive: Archive, article: Article) -> Fraction:
    return total(line for line in score_lines(archive) if line.source == article.path)


@pytest.mark.parametrize("mode", ["均分", "按比例"])
@given(archive=archives(taking=False))
@settings(max_examples=part_of(40))
def test_the_parts_of_a_shared_piece_sum_to_the_whole(archive: Archive, mode: str) -> None:
    sharing = [
        dataclasses.replace(rules, sharing=dataclasses.replace(rules.sharing, mode=mode))
        for rules in archive.rules.rule_sets
    ]
    archive = dataclasses.replace(archive, rules=dataclasses.replace(archive.rules, rule_sets=tuple(sharing)))
    alone = [dataclasses.replace(article, units=article.units[:1], shares={}) for article in archive.articles]
    undivided = dataclasses.replace(archive, articles=tuple(alone))
    for article in archive.articles:
        assert piece_points(archive, article) == piece_points(undivided, article)


@given(archives(taking=False), st.data())
@many
def test_another_adoption_never_lowers_a_total(archive: Archive, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(archive.articles) - 1))
    article = archive.articles[place]
    more = dataclasses.replace(article, adoptions=(*article.adoptions, data.draw(adoptions(article.month))))
    pieces = [more if one is article else one for one in archive.articles]
    before = by_unit_and_year(score_lines(archive))
    after = by_unit_and_year(score_lines(dataclasses.replace(archive, articles=tuple(pieces))))
    assert all(after[key] >= points for key, points in before.items())


@given(archives())
@many
def test_ranks_are_competition_ranks_by_total_and_tie_breakers(archive: Archive) -> None:
    scores = score(archive)
    for month, table in scores.tables.items():
        ranking = archive.rules.of(month).ranking

        def merit(row: ScoreRow, names: tuple[str, ...] = ranking.tie_breakers) -> tuple[Fraction, ...]:
            return (row.total_points, *(Fraction(getattr(row, name) or 0) for name in names))

        for group in table.groups:
            assert {row.unit for row in group.rows} == {
                unit.name for unit in archive.units.members(group.group.id, month)
            }
            counted = [row for row in group.rows if row.rank is not None]
            left_out = [row for row in group.rows if row.rank is None]
            assert list(group.rows) == counted + left_out
            assert all(row.total_points == 0 and ranking.unranked_without_points for row in left_out)
            assert not (ranking.unranked_without_points and any(row.total_points == 0 for row in counted))
            for row in counted:
                assert row.rank == 1 + sum(merit(other) > merit(row) for other in counted)
            printed = [(row.rank or 0, archive.units.order[row.unit]) for row in counted]
            assert printed == sorted(printed)


def until(archive: Archive, month: str) -> Archive:
    """The archive as it was at the end of a month."""

    def cut(article: Article) -> Article:
        return dataclasses.replace(
            article,
            adoptions=tuple(one for one in article.adoptions if one.month <= month),
            instructions=tuple(one for one in article.instructions if one.month <= month),
        )

    return dataclasses.replace(
        archive,
        issues=tuple(one for one in archive.issues if one.month <= month),
        articles=tuple(cut(one) for one in archive.articles if one.month <= month),
        ledgers=tuple(one for one in archive.ledgers if one.month <= month),
        records=tuple(one for one in archive.records if one.month <= month),
    )


@given(archives(), st.sampled_from(MONTHS))
@many
def test_a_month_never_depends_on_later_ones(archive: Archive, month: str) -> None:
    whole, then = score(archive), score(until(archive, month))
    assert then.tables == {one: table for one, table in whole.tables.items() if one <= month}
    assert [line for line in then.lines if line.month <= month] == [line for line in whole.lines if line.month <= month]


def part(archive: Archive, line: ScoreLine) -> str:
    """What a line earns, or as a cap takes off."""
    if line.category == "封顶":
        return archive.rules.of(line.month).caps[int(line.rule.rpartition("-")[2]) - 1].of
    return next((name for name, categories in PARTS.items() if line.category in categories), "")


@given(archives())
@many
def test_no_cap_is_exceeded_and_none_takes_more_than_the_month_brought(archive: Archive) -> None:
    scores = score(archive)
    for month in scores.tables:
        for cap in archive.rules.of(month).caps:
            for unit in archive.units.units:
                if not cap.holds_for(unit.name, unit.group_in(month)):
                    continue
                of_unit = [line for line in scores.lines if line.unit == unit.name]
                lines = [line for line in of_unit if cap.of in ("合计", part(archive, line))]
                first = month if cap.per == "月" else f"{month[:4]}-01"
                earlier = total(line for line in lines if first <= line.month < month)
                own = [line for line in lines if line.month == month and line.column != "carried"]
                # A cap that begins in the course of a year takes nothing back from earlier months.
                assert total(own) <= max(cap.points - earlier, Fraction(0))
                if any(line.category == "封顶" and part(archive, line) == cap.of for line in own):
                    assert total(line for line in own if line.category != "归零") >= 0


@given(archives())
@many
def test_with_the_floor_deductions_never_push_the_base_below_zero(archive: Archive) -> None:
    scores = score(archive)
    for month in scores.tables:
        if archive.rules.of(month).deduction_floor == "基础分":
            assert all(row.base_points >= 0 for row in rows(scores, month))
            taken = [line for line in scores.lines if line.month == month and line.category == "扣分"]
            assert all(line.column == "base" for line in taken)


@given(archives())
@many
def test_after_an_event_that_zeroes_the_year_nothing_is_left_until_december(archive: Archive) -> None:
    scores = score(archive)
    for record in archive.records:
        for event in record.events:
            if event.event in archive.rules.of(record.month).year_zero:
                for month in scores.tables:
                    row = scores.tables[month].row(event.unit)
                    if row and record.month <= month and year_of(month) == year_of(record.month):
                        assert row.total_points == 0
