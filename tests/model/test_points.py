import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from generator.model.points import points_number, points_text, to_points


@pytest.mark.parametrize(
    ("points", "text"),
    [
        ("148.5", "148.5"),
        ("108.0", "108"),
        ("0", "0"),
        ("-1", "-1"),
        ("0.25", "0.25"),
        ("20/3", "6又2/3"),
        ("-20/3", "-6又2/3"),
        ("1/3", "1/3"),
        ("1e1", "10"),
    ],
)
def test_points_are_shown_without_trailing_zeros(points: str, text: str) -> None:
    assert points_text(Fraction(points)) == text


@given(st.decimals(min_value=-9999, max_value=9999, places=3))
def test_a_decimal_survives_reading_and_showing(value: object) -> None:
    points = to_points(str(value))
    assert to_points(points_text(points)) == points
    assert json.loads(json.dumps(points_number(points))) == float(str(value))


@pytest.mark.parametrize("value", [True, None, "五分", "1/0", "", [1]])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(PydanticCustomError, match="分值要写成数字"):
        to_points(value)
