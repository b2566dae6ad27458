import dataclasses
import random
from fractions import Fraction

from archives import real_scores
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.archive import Archive
from generator.model.articles import Article
from generator.scoring import ScoreLine, month_tables, score_lines
from generator.scoring.tables import ScoreRow, competition_ranks


def rows_by_unit(archive: Archive, lines: list[ScoreLine], month: str) -> dict[str, ScoreRow]:
    return {row.unit: row for group in month_tables(archive, lines)[month].groups for row in group.rows}


@given(st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_the_order_of_files_and_lines_does_not_matter(rng: random.Random) -> None:
    scored = real_scores()
    articles = list(scored.archive.articles)
    rng.shuffle(articles)
    archive = dataclasses.replace(scored.archive, articles=tuple(articles))
    lines = score_lines(archive)
    rng.shuffle(lines)

    assert month_tables(archive, lines) == scored.tables


def test_every_figure_is_the_sum_of_its_lines() -> None:
    scored = real_scores()
    for month, table in scored.tables.items():
        for group in table.groups:
            for row in group.rows:
                lines = [line for line in scored.lines if line.unit == row.unit]
                own = [line for line in lines if line.month == month]
                of_year = [line for line in lines if f"{month[:4]}-01" <= line.month <= month]
                assert row.month_points == sum(line.points for line in own if line.category != "结转")
                assert row.total_points == sum(line.points for line in of_year)
                assert row.adopted == sum(line.category in ("信息", "简讯") for line in own)


awkward = st.sampled_from([Fraction(20, 3), Fraction(1, 2), Fraction(1, 10**9 + 7), Fraction(10**15)])


@given(st.lists(awkward, max_size=30))
def test_fractions_add_up_exactly(parts: list[Fraction]) -> None:
    archive = real_scores().archive
    lines = [ScoreLine("阳谷局", "2023-06", "信息", "adopted", points, "", "", "") for points in parts]

    assert rows_by_unit(archive, lines, "2023-06")["阳谷局"].total_points == sum(parts)


def test_totals_restart_in_january() -> None:
    archive = real_scores().archive
    months = ("2023-06", "2023-12", "2024-01")
    lines = [ScoreLine("阳谷局", month, "信息", "adopted", Fraction(1), "", "", "") for month in months]

    assert rows_by_unit(archive, lines, "2024-04")["阳谷局"].total_points == 1


def test_every_credited_unit_gets_the_full_value() -> None:
    scored = real_scores()
    land_day = next(article for article in scored.archive.articles if "全国土地日" in article.title)
    points = [line.points for line in scored.lines if line.source == land_day.path]

    assert len(land_day.units) == 15
    assert points == [Fraction(1)] * 15


def test_an_unranked_unit_is_credited_but_in_no_table() -> None:
    scored = real_scores()
    assert any(line.unit == "办公室" for line in scored.lines)
    assert scored.tables["2024-04"].row("办公室") is None


def test_a_later_month_changes_nothing_before_it() -> None:
    scored = real_scores()
    later = Article("content/2023/10/01.md", "信息", "2023-07", ("阳谷局",), ("阳谷局",), title="以后", issue="2023-10")
    archive = dataclasses.replace(scored.archive, articles=(*scored.archive.articles, later))

    assert month_tables(archive, score_lines(archive))["2023-06"] == scored.tables["2023-06"]


def test_equal_totals_share_a_rank_and_the_next_is_skipped() -> None:
    scores = {"甲": Fraction(9), "乙": Fraction(7), "丙": Fraction(7), "丁": Fraction(1, 3)}
    assert competition_ranks(scores) == {"甲": 1, "乙": 2, "丙": 2, "丁": 4}


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.fractions(min_value=0, max_value=5), max_size=12))
def test_a_rank_is_one_more_than_the_number_of_better_totals(scores: dict[str, Fraction]) -> None:
    ranks = competition_ranks(scores)
    assert ranks == {unit: 1 + sum(other > score for other in scores.values()) for unit, score in scores.items()}
