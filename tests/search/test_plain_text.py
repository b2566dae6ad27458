"""Markdown as paragraphs: the short way and the long way agree, and the long way reads as the page does."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.search import plain_text
from generator.search.plain_text import paragraphs, rendered_paragraphs

SPACES = ["　　", " ", "  ", "   ", "    ", "\n", "\n\n", "\n\n", "\n \n", "\n　\n", "\xa0", "\u200b", "\ufeff", "\t"]
LINE_STARTS = ["1. ", "１．", "１. ", "一、", "-", "- ", "+", "+ ", "=", "#", "!", "!!! ", "~", ":", ": ", ">"]
ORDINARY = ["近日", "（一）", "1", "3.5%", "(", ")", '"', "'", ".", "…", "http://a.cn", "a@b.cn", "㎡", "𣲘", "^", "$"]
BRACKETS = ["[", "]", "[2023]", "(1)", "[甲](a)", "[甲][乙]", "[甲] [乙]", "[甲]: b", "[^1]", "[TOC]", "![图](b)"]
MARKS = ["*", "**", "_", "`", "``", "<b>", "<div>", "&amp;", "&", "|", "{: #a }", "\\", "\0", "\x01", "\x1b"]
PIECES = st.sampled_from(SPACES + LINE_STARTS + ORDINARY + BRACKETS + MARKS)
IN_LINE = st.sampled_from(["\n", "\n\n", "近日", "a", " ", "  ", "*", "**", "_", "`", "&lt;", "\\", "[甲](a)", "]"])


@settings(max_examples=400)
@given(st.one_of(st.lists(PIECES, max_size=14), st.lists(IN_LINE, max_size=20)).map("".join) | st.text())
def test_the_short_way_is_the_long_way(body: str) -> None:
    rendered = rendered_paragraphs(body)
    assume("klzzwxh" not in "".join(rendered))  # the library leaves its own marks where stars cross an entity
    assert paragraphs(body) == rendered


def test_most_texts_go_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_text, "rendered_paragraphs", None)
    body = (
        "　　4月9日，市局“一张图”（2021-2035年）增加3.5%，1,200亩/㎡。\n第二行[2023]1号\n\n1.加强领导。+5分；=2)、3)."
    )
    assert len(paragraphs(body)) == 2


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", ()),
        ("一行\n接着\n\n\n另一段  \n换行", ("一行 接着", "另一段 换行")),
        ("# 标题\n\n正文**加粗**和[链接](https://a.cn)、![图](a.png)。", ("标题", "正文加粗和链接、。")),
        ("- 甲\n- 乙\n\n1. 丙\n2. 丁", ("甲", "乙", "丙", "丁")),
        ("| 县 | 数 |\n|---|---|\n| 东阿 | 3 |", ("县", "数", "东阿", "3")),
        ("有注[^1]的字\n\n[^1]: 注文", ("有注的字", "注文")),
        ('!!! note "说明"\n    内容 &lt;五&gt; &amp; 5 < 6', ("说明", "内容 <五> & 5 < 6")),
        ("<div>甲<script>var a</script>乙<!-- 丙 --></div><style>p{}</style>", ("甲乙",)),
        ('<div markdown="1">\n\n**甲**\n\n</div>', ("甲",)),
        ("甲<br>乙\\*丙", ("甲 乙*丙",)),
        ("```\n代码 *a*\n```", ("代码 *a*",)),
        ("甲{: .red }\n\n丙", ("甲{: .red }", "丙")),
    ],
)
def test_reads_as_the_page_does(body: str, expected: tuple[str, ...]) -> None:
    assert paragraphs(body) == expected
