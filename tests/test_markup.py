"""The short cut for plain text gives what the Markdown library gives."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.markup import convert, is_plain, to_html

MARKS = "#*_`~=-+.:!>|[](){}\\/<&;\"'^%@$0123456789"
SPACES = " \n\t\r\u3000\u00a0\x0b\x0c\x1c\x85\u2028\ufeff"
PIECES = (
    "1. ",
    "- ",
    "    ",
    "\n\n",
    "\n",
    "  \n",
    "===",
    "---",
    "!!! note",
    "[^1]:",
    "[一]: 二",
    "*[缩写]: 三",
    "&amp;",
)

texts = st.lists(st.sampled_from([*"甲乙，。“”、（）a", *MARKS, *SPACES, *PIECES]), max_size=12).map("".join)
plain_texts = st.lists(st.sampled_from(["甲", "，", "a", "1", "1.", ")", "-", " ", "\u3000", "\n", "\n\n", "\t"])).map(
    "".join
)


def unchanged(target: str) -> str:
    return target


@settings(max_examples=1500)
@given(texts | plain_texts)
@example("甲\t乙")
@example("\n甲")
@example("甲\n")
@example("甲\n\n\u3000\u3000乙")
@example("https://example.org/a_b 甲@乙")
def test_the_short_cut_changes_nothing(text: str) -> None:
    assert to_html(text, unchanged) == convert(text, unchanged)


@pytest.mark.parametrize(
    "text", ["近日，甲局开展调研。", "第一段：\n\n第二段（“引号”），1.5万人。", "2023年6月5日-6日"]
)
def test_what_editors_usually_write_takes_it(text: str) -> None:
    assert is_plain(text)


def test_links_get_their_addresses_and_others_stay() -> None:
    html = to_html("[一](a.md) ![二](b.png)", lambda target: f"../{target}")
    assert html == '<p><a href="../a.md">一</a> <img alt="二" src="../b.png"></p>'
