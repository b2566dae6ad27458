import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from generator.model.points import points_number, points_text, rate_text, to_points


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
        ("123456789.123456789123456789", "123456789.123456789123456789"),
        ("-0.00000000001", "-0.00000000001"),
        ("1/1048576", "0.00000095367431640625"),
        ("9007199254740993/2", "4503599627370496.5"),
    ],
)
def test_points_are_shown_without_trailing_zeros(points: str, text: str) -> None:
    assert points_text(Fraction(points)) == text


@given(st.decimals(min_value=-9999, max_value=9999, places=3))
def test_a_decimal_survives_reading_and_showing(value: object) -> None:
    points = to_points(str(value))
    assert to_points(points_text(points)) == points
    assert json.loads(json.dumps(points_number(points))) == float(str(value))


@pytest.mark.parametrize(
    "value", [True, None, "五分", "1/0", "", [1], "１", "1e9", "1_0", "1\n2", 1e300, float("nan"), 10**6]
)
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(PydanticCustomError, match="分值要写成数字"):
        to_points(value)


@given(st.fractions())
def test_points_are_never_rounded(points: Fraction) -> None:
    sign, whole, part = -1 if points < 0 else 1, "0", points_text(abs(points))
    if "又" in part:
        whole, part = part.split("又")
    assert sign * (Fraction(whole) + Fraction(part)) == points


@pytest.mark.parametrize(
    ("count", "whole", "text"),
    [(1, 2, "50.0%"), (2, 3, "66.7%"), (1, 16, "6.3%"), (4, 3, "133.3%"), (0, 5, "0.0%"), (0, 0, "—"), (3, None, "—")],
)
def test_rates_have_one_decimal(count: int, whole: int | None, text: str) -> None:
    assert rate_text(count, whole) == text
