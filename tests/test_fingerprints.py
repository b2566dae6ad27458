"""Equal fingerprints are those of equal values, and only what is handed on can be seen."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

import pytest

from generator.cache import Cache
from generator.fingerprints import Derived, Record, fingerprint


@dataclass(frozen=True)
class Piece(Record):
    title: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: Fraction | None = None


VALUES: list[Any] = [
    None,
    0,
    1,
    True,
    "",
    "1",
    "[]",
    (),
    ("",),
    ("", ""),
    (("a",), "b"),
    ("a", ("b",)),
    ("a", "b"),
    {"a": 1, "b": 2},
    {"b": 2, "a": 1},
    Fraction(1, 2),
    date(2024, 1, 2),
    "2024-01-02",
    Point(1),
    Point(1, Fraction(1)),
    ("Point", 1, None),
    Piece("a", "b"),
    Piece("a", "c"),
    Piece("ab"),
]


def test_no_two_values_have_the_same() -> None:
    found = [fingerprint(value) for value in VALUES]
    assert len(set(found)) == len(VALUES)


def test_equal_values_have_the_same() -> None:
    assert fingerprint(Point(1, Fraction(2, 4)), ["a"]) == fingerprint(Point(1, Fraction(1, 2)), ("a",))
    assert fingerprint(Piece("a", "b")) == fingerprint(replace(Piece("a"), body="b"))


@pytest.mark.parametrize("value", [1.5, {"a"}, b"a", object(), partial(print), [("a", object())], {(1,): "a"}])
def test_what_is_not_plainly_a_value_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        fingerprint(value)


def test_an_edit_of_the_text_leaves_the_facts() -> None:
    assert Piece("a", "b").facts == Piece("a", "c").facts != Piece("d", "b").facts


def test_a_record_keeps_its_fingerprint() -> None:
    kept = Piece("a", "b")
    kept.recall(Piece("a", "b").known)
    assert vars(kept)["fingerprint"] == Piece("a", "b").fingerprint
    assert replace(kept, body="c").fingerprint == Piece("a", "c").fingerprint


def double(value: int) -> int:
    return value * 2


def test_a_value_is_known_by_its_inputs_and_made_once_for_them() -> None:
    cache = Cache()
    for value in (1, 1, 2):
        outer = Derived(double, Derived(double, value, cache=cache, name="inner"), cache=cache, name="outer")
        assert outer.value == 4 * value
    assert Derived(double, 1).fingerprint == Derived(double, 1).fingerprint != Derived(double, 2).fingerprint


def test_a_function_that_may_see_more_than_its_inputs_is_refused() -> None:
    seen = [1]
    for make in (lambda value: seen, partial(double), double.__call__, lambda value, other=seen: other):
        with pytest.raises(TypeError):
            Derived(make, 1)
