"""The normal form: one definition, one fast way, one table for the browser."""

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import ignored_ranges, normal_form
from generator.search.normal_form import normal_codes

EVERY_CHARACTER = "".join(map(chr, range(sys.maxunicode + 1)))
IGNORED_KINDS = ("P", "Z", "M", "Cc", "Cf", "Sk", "Sm")


def plainly(text: str) -> str:
    """The definition of docs/search-index.md, character by character."""
    forms = (unicodedata.normalize("NFKC", char).lower() for char in text)
    return "".join(char for char in "".join(forms) if not unicodedata.category(char).startswith(IGNORED_KINDS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“先登记 后供地”", "先登记后供地"),
        ("ＧＩＳ 平台（2023）", "gis平台2023"),
        ("３０．５％", "305"),
        ("５㎡、⑩、㈱", "5m210株"),
        ("Ⅷ½…é\u0301É", "viii12éé"),
        ("İΣ", "iσ"),
        ("東\ufa0a\U0002f800𣲘", "東見丽𣲘"),
        ("\0\u200b\ufeff→°＋", "°"),
    ],
)
def test_what_it_is(text: str, expected: str) -> None:
    assert normal_form(text) == expected


def test_every_character_as_defined() -> None:
    assert normal_form(EVERY_CHARACTER) == plainly(EVERY_CHARACTER)


def test_every_character_the_fast_way() -> None:
    codes = normal_codes(EVERY_CHARACTER).tolist()
    assert codes[0] == 0  # the gap stays
    assert "".join(map(chr, codes[1:])) == plainly(EVERY_CHARACTER)


@given(st.lists(st.text() | st.text(alphabet="㎡⑩㈱½…甲a，\u0301"), max_size=5))
def test_any_text_the_fast_way(sections: list[str]) -> None:
    sections = [section.replace("\0", "") for section in sections]
    text = "".join(map(chr, normal_codes("\0".join(sections)).tolist()))
    assert text.split("\0") == list(map(plainly, sections)) or not sections


def test_the_ranges_hold_what_is_ignored() -> None:
    ranges = ignored_ranges()
    assert [code for first, last in ranges for code in range(first, last + 1)] == [
        code for code, char in enumerate(EVERY_CHARACTER) if unicodedata.category(char).startswith(IGNORED_KINDS)
    ]
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(ranges))
