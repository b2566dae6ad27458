"""Markdown as paragraphs: the short way and the long way agree, and the long way reads as the page does."""

from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.search.plain_text import EXTENSIONS, is_plain, paragraphs, rendered_paragraphs

REPO = Path(__file__).resolve().parents[2]

SPACES = ["　　", " ", "  ", "   ", "    ", "\n", "\n\n", "\n \n", "\n　\n", "\xa0", "\u200b", "\ufeff"]
LINE_STARTS = ["1. ", "１．", "１. ", "一、", "-", "- ", "+", "+ ", "=", "#", "!", "!!! ", "~", ":", ": "]
ORDINARY = ["近日", "（一）", "1", "3.5%", "(", ")", '"', "'", ".", "…", "http://a.cn", "a@b.cn", "㎡", "𣲘", "^", "$"]
MARKS = ["*", "_", "`", "[1]", "<b>", "&amp;", "|", "\\", "\t", "\0", "\x01", "\x1b"]
PIECES = st.sampled_from(SPACES + LINE_STARTS + ORDINARY + MARKS)


@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=30))
def test_the_short_way_is_the_long_way(body: str) -> None:
    assume(is_plain(body))
    assert paragraphs(body) == rendered_paragraphs(body)


def test_most_texts_go_the_short_way() -> None:
    assert is_plain(
        "　　4月9日，市局“一张图”（2021-2035年）增加3.5%，共1,200亩/5㎡。\n第二行\n\n1.加强领导。+5分；=；2)、3)."
    )


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


def test_the_extensions_are_those_of_the_site() -> None:
    config = yaml.safe_load((REPO / "mkdocs.yml").read_text(encoding="utf-8"))
    names = {name for one in config["markdown_extensions"] for name in ([one] if isinstance(one, str) else one)}
    assert set(EXTENSIONS) == names | {"fenced_code", "tables", "toc"}  # MkDocs adds these three
