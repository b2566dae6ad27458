"""What may stand in a text passes unchanged; of everything else it is told why not, and nothing of it is left."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.clean_html import ALLOWED, OWN_IDS, SCHEMES, clean, faults
from generator.markup import as_written, convert, to_html

THEME = Path(__file__).resolve().parents[1] / "generator"


class Events(HTMLParser):
    """HTML as a reader's program sees it, however it is spelled."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[object, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(("start", tag, sorted((name, value or "") for name, value in attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(("end", tag))

    def handle_data(self, data: str) -> None:
        self.seen.append(("text", data))

    def handle_comment(self, data: str) -> None:
        self.seen.append(("comment", data))


def events(html: str) -> list[tuple[object, ...]]:
    reader = Events()
    reader.feed(html)
    reader.close()
    return reader.seen


def signs(html: str) -> Counter[str]:
    return Counter("".join("".join(str(one[1]) for one in events(html) if one[0] == "text").split()))


def tags(html: str) -> list[str]:
    return [str(one) for one in events(html) if one[0] == "start"]


def lines_of(text: str, first: str, others: str) -> str:
    return "\n".join((first if number == 0 else others) + line for number, line in enumerate(text.split("\n")))


WORDS = (
    "近日",
    "甲局",
    "a",
    "3 < 5",
    "5 > 3",
    "甲&乙",
    "AT&T",
    "“引号”",
    "1.5万",
    "&copy;",
    "&lt;b&gt;",
    "&#8212;",
    "x_y",
    "$",
)
INLINE = (
    "`<script>alert(1)</script>`",
    "`onclick=\"x\" javascript:`",
    "[网页](https://example.org/?a=1&b=2 \"题“注”\")",
    "[邮箱](mailto:a@example.org)",
    "[电话](tel:+86-635-1234567)",
    "[另一篇](../08/02.md#节)",
    "[表](表%201.xlsx)",
    "![图](会场.jpg)",
    "![图](会场.jpg){: width=300 }",
    "<https://example.org/>",
    "<a@example.org>",
    "甲[^注]",
    "<br>",
    "<sub>2</sub>",
    "<span title=\"说明\" lang=\"en\">x</span>",
    "<kbd>Ctrl</kbd>",
    "*强调*{: .note }",
    "甲<!-- 核对过 -->乙",
)  # fmt: skip
HTML = (
    '<div class="note" markdown="1">\n\n{}\n\n</div>',
    '<details markdown="1">\n<summary>更多</summary>\n\n{}\n\n</details>',
    '<table>\n<tr><th scope="col">甲</th></tr>\n<tr><td colspan="2">乙</td></tr>\n</table>\n\n{}',
    '<table>\n<thead><tr><th>甲</th></tr></thead>\n<tbody><tr><td align="right">乙</td></tr></tbody>\n</table>\n\n{}',
    "<figure>\n<img src='图.png' alt='图'>\n<figcaption>说明</figcaption>\n</figure>\n\n{}",
    '<ol start="3" type="a">\n<li value="5">甲</li>\n</ol>\n\n{}',
    "<!-- 注释\n有两行 -->\n\n{}",
)
inline = st.lists(st.sampled_from([*WORDS, *INLINE]), min_size=1, max_size=4).map("".join)
lines = st.lists(inline, min_size=1, max_size=3).map(" \n".join)
cells = st.lists(st.sampled_from(WORDS), min_size=2, max_size=2).map(" | ".join)
block = st.recursive(
    st.one_of(
        lines,
        st.tuples(st.integers(1, 6), inline, st.sampled_from(["", " {: #节-1 }", " {: #budget }"])).map(
            lambda found: f"{'#' * found[0]} {found[1]}{found[2]}"
        ),
        st.lists(cells, min_size=2, max_size=4).map(lambda rows: "\n".join([rows[0], ":-- | --:", *rows[1:]])),
        lines.map(lambda text: lines_of(text, "    ", "    ")),
        st.just("---"),
        st.just("标题\n===="),
    ),
    lambda inner: st.one_of(
        inner.map(lambda text: lines_of(text, "- ", "    ")),
        inner.map(lambda text: lines_of(text, "1. ", "    ")),
        inner.map(lambda text: lines_of(text, "> ", "> ")),
        st.tuples(st.sampled_from(["note", "warning", "注意", 'tip "说“明”"', 'danger ""']), inner).map(
            lambda found: f"!!! {found[0]}\n" + lines_of(found[1], "    ", "    ")
        ),
        st.tuples(st.sampled_from(HTML), inner).map(lambda found: found[0].format(found[1])),
        st.tuples(inner, inner).map("\n\n".join),
    ),
    max_leaves=6,
)


@settings(max_examples=300)
@given(st.lists(block, min_size=1, max_size=4).map(lambda blocks: "\n\n".join([*blocks, "[^注]: 出处。"])))
def test_what_editors_may_write_passes_unchanged(text: str) -> None:
    html = as_written(text)
    assert [fault.message for fault in faults(html)] == []
    assert clean(clean(html)) == clean(html)
    if re.search("<(p|table|div|details|figure|ol)[ >]", text):  # browsers end what is open, and add a <tbody>
        assert signs(html) == signs(clean(html))
        assert Counter(tags(html)) <= Counter(tags(clean(html)))
    else:
        assert events(html) == events(clean(html))


@pytest.mark.parametrize("piece", [*WORDS, *INLINE, *(html.format("甲") for html in HTML)])
def test_each_way_to_write_passes(piece: str) -> None:
    assert [fault.message for fault in faults(as_written(f"{piece}\n\n[^注]: 出处。"))] == []


PARTS = (
    "<", ">", "</", "/>", "<!--", "-->", "--!>", "<!", "<?", "]]>", "<![CDATA[", '"', "'", "=", " ", "\n", "\n\n",
    "\t", "&", ";", "&lt;", "&#x3c;", "&NewLine;", "&Tab;", "&colon;", "\x00", "\x0c", "\u2028", "`", "{:", "}",
    "{", "[", "](", ")", "![", "!!! ", "script", "img", "svg", "math", "style", "iframe", "a", "p", "table", "td",
    "select", "option", "noscript", "template", "textarea", "title", "xmp", "plaintext", "mtext", "mglyph",
    "annotation-xml", "foreignObject", "desc", "form", "b", "onerror=alert(1)", "onload=alert(1)", "src=x",
    "href=", "style=", "class=", "id=", "javascript:", "data:", "vbscript:", "srcdoc=", "xlink:href=",
    "formaction=", "alert(1)", "http://x.example/", "markdown=1", "甲",
)  # fmt: skip
hostile = st.lists(st.sampled_from(PARTS), max_size=14).map("".join)

KNOWN = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [a-z]+=\"[^\"<>]*\")*)>")


@settings(max_examples=1000)
@given(hostile)
def test_nothing_else_is_left_however_it_is_disguised(text: str) -> None:
    for html in (to_html(text, str), clean(text)):
        html = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
        assert "<" not in KNOWN.sub("", html)
        for _, tag, attributes in KNOWN.findall(html):
            assert tag in ALLOWED
            assert not re.search(r" (on\w*|style|srcdoc|formaction|name|target)=", attributes)
            for scheme in re.findall(r' (?:href|src)="\s*([^"/?#]*?):', attributes):
                assert scheme.lower() in SCHEMES


@settings(max_examples=1000)
@given(hostile)
def test_nothing_is_lost_silently(text: str) -> None:
    """Where nothing is told, what is left says all that was there."""
    html = as_written(text)
    if not faults(html):
        assert signs(html) == signs(clean(html))
        assert Counter(tags(html)) <= Counter(tags(clean(html)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<iframe src=a></iframe>", "“<iframe>”不能用：网页里不嵌入别处的内容"),
        ("甲<b onclick=x>乙</b>", "“onclick”属性不能用：网页上只运行程序自带的脚本。请删去这个属性"),
        ("[甲](javascript:x)", "链接“javascript:x”不能用：只能链接到网页"),
        ("![甲](http://example.org/a.png)", "图片“http://example.org/a.png”不是本站的文件，网页不到别处取图片"),
        ("甲\n{: .md-overlay }", "“md-overlay”这个样式名不能用"),
        ("甲\n{: #甲 }", "“<p>”的“id”属性不能用：只有标题可以有自己的编号"),
        ("# 甲 {: #content }", "“content”这个编号不能用"),
        ('<a href="a" target="_blank">甲</a>', "“<a>”的“target”属性不能用：链接都在原来的窗口打开"),
        ('<p style="color:red">甲</p>', "“<p>”的“style”属性不能用：样式由程序统一定"),
        ("PM2.5<PM10>", "“<pm10>”不能用：只有少数几个标签可以用。请删去；如果是要显示尖括号，把“<”写成“&lt;”"),
        ("<td>甲</td>", "“<td>”写得不完整或有歧义"),
        ("<!--[if IE]><script>x</script><![endif]-->", "注释里不能有尖括号"),
    ],
)
def test_it_is_told_what_to_do(text: str, said: str) -> None:
    (fault,) = faults(as_written(text))
    assert said in fault.message


def test_figures_of_a_notice_that_were_printed_otherwise_are_kept() -> None:
    marked = '<span class="published">3<a class="published-mark" href="#published">＊</a></span>'
    assert convert(f"采用{marked}条", str) == f"<p>采用{marked}条</p>"


def test_no_text_takes_an_id_by_which_a_page_finds_its_parts() -> None:
    used = set[str]()
    for path in [*THEME.rglob("*.j2"), *THEME.rglob("*.html"), *THEME.rglob("*.js")]:
        used |= set(
            re.findall(r"""(?:\bid="|getElementById\("|querySelector\("#)([\w-]+)["']""", path.read_text("utf-8"))
        )
    assert used <= {*OWN_IDS}
