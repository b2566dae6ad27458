import itertools

from hypothesis import given
from hypothesis import strategies as st

from generator.charts.layout import spread, ticks


def test_ticks_are_round_and_hold_zero() -> None:
    assert ticks(0, 29) == [0, 10, 20, 30]
    assert ticks(85, 148.5) == [0, 50, 100, 150]
    assert ticks(-3, 9) == [-5, -2.5, 0, 2.5, 5, 7.5, 10]
    assert ticks(0, 0)[0] == 0


@given(st.floats(-1000, 1000), st.floats(-1000, 1000))
def test_ticks_enclose_what_is_shown(one: float, other: float) -> None:
    found = ticks(min(one, other), max(one, other))
    assert found[0] <= min(one, other) + 1e-6
    assert found[-1] >= max(one, other) - 1e-6
    assert 0 in found
    assert 2 <= len(found) <= 12


def test_labels_with_room_stay_where_they_are() -> None:
    assert spread([10, 50, 30], 15, 0, 100) == [10, 50, 30]


def test_labels_that_would_cover_each_other_move_apart_around_their_middle() -> None:
    assert spread([50, 50, 50], 10, 0, 100) == [40, 50, 60]


def test_labels_at_the_edge_stay_inside() -> None:
    assert spread([0, 0, 100], 15, 0, 100) == [0, 15, 100]
    assert spread([99, 100], 15, 0, 100) == [85, 100]


@given(st.lists(st.floats(-20, 120), max_size=30), st.floats(1, 20))
def test_no_label_covers_another(wanted: list[float], gap: float) -> None:
    found = spread(wanted, gap, 0, 100)
    room = min(gap, 100 / (len(wanted) - 1)) if len(wanted) > 1 else gap
    ordered = sorted(found)
    assert all(after - before >= room - 1e-6 for before, after in itertools.pairwise(ordered))
    assert all(-1e-6 <= one <= 100 + 1e-6 for one in found)
    inside = [min(max(one, 0), 100) for one in wanted]
    assert [
        found[place] for place in sorted(range(len(wanted)), key=lambda one: (inside[one], wanted[one], one))
    ] == ordered
