from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from generator.scoring.tables import competition_ranks

totals = st.dictionaries(st.text(min_size=1, max_size=3), st.fractions(min_value=0, max_value=5), max_size=12)


def test_equal_totals_share_a_rank_and_the_next_is_skipped() -> None:
    scores = {"甲": Fraction(9), "乙": Fraction(7), "丙": Fraction(7), "丁": Fraction(1, 3)}
    assert competition_ranks(scores) == {"甲": 1, "乙": 2, "丙": 2, "丁": 4}


@given(totals)
def test_a_rank_is_one_more_than_the_number_of_better_totals(scores: dict[str, Fraction]) -> None:
    ranks = competition_ranks(scores)
    assert ranks == {unit: 1 + sum(other > score for other in scores.values()) for unit, score in scores.items()}
