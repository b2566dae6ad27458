"""Markdown that does not become what its writer meant: compared with what the page will show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from generator.markup import as_written
from generator.proofreading.finding import Hit

_TAG = re.compile(r"<[^>]*>")
_FACTOR = re.compile(r"[0-9)）][*_]{1,2}[0-9(（A-Za-z]|[A-Za-z0-9]_[0-9]|[\u4e00-\u9fff]\*[0-9]")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_WIDE_LINK = re.compile(
    r"！\s?[\[［][^\]］\n]*[\]］]\s?[（(][^）)\n]*[）)]"
    r"|!?(?:\[[^\[\]\n]*\](?:\s?（|\s\()|［[^］\n]*］\s?[（(])[^\n（）()]*[./][A-Za-z0-9][^\n（）()]*[）)]"
    r"|!?\[[^\[\]\n]*\]\([^()\n]*）"
)
_HEADING = re.compile(r"^ {0,3}(?:#{1,6}(?=[^#\s{])|[＃]{1,6})(?=.*[\u4e00-\u9fff])", re.MULTILINE)
_CODE = re.compile(r"<pre><code>(.*?)</code></pre>", re.DOTALL)
_ITEM = re.compile(r"^ {0,3}(\d{1,3})\.[ \t]+\S", re.MULTILINE)
_LISTS = re.compile(r"<ol>.*?</ol>", re.DOTALL)
_HAN = re.compile(r"[\u4e00-\u9fff]")


def lost_asterisks(body: str) -> Iterator[Hit]:
    """``3*4*5`` is shown as 345: asterisks and underscores that go when the text becomes a page."""
    if "*" not in body and "_" not in body:
        return
    for paragraph in _PARAGRAPH.finditer(body):
        found = list(_FACTOR.finditer(paragraph[0]))
        if found and "`" not in paragraph[0]:
            shown = unescape(_TAG.sub("", as_written(paragraph[0])))
            lost = next((one for one in found if _is_lost(one[0], paragraph[0], shown)), None)
            if lost:
                mark = "*" if "*" in lost[0] else "_"
                message = (
                    f"“{lost[0]}”里的 {mark} 会被当作强调符号，网页上不显示。乘号请用“×”，要留着 {mark} 的写成 \\{mark}"
                )
                yield Hit(paragraph.start() + lost.start(), "lost-asterisk", message)


def _is_lost(written: str, text: str, shown: str) -> bool:
    """Whether a mark between numbers is fewer times on the page than in the text."""
    return shown.count(written) < text.count(written)


def wide_links(body: str) -> Iterator[Hit]:
    """Links and pictures with full-width brackets or marks, which stay text."""
    if "]" not in body and "］" not in body:
        return
    for found in _WIDE_LINK.finditer(body):
        picture = found[0].startswith(("！", "!"))
        example = "![说明](会场.jpg)" if picture else "[全文](方案.pdf)"
        what = "图片" if picture else "链接"
        message = f"“{found[0][:40]}”不会变成{what}。感叹号和括号要用英文的，中间不空格，如 {example}"
        yield Hit(found.start(), "link-brackets", message)


def headings(body: str) -> Iterator[Hit]:
    """``#标题`` without a space, or with the full-width sign."""
    if "#" not in body and "＃" not in body:
        return
    for found in _HEADING.finditer(body):
        sign = found[0].strip()
        message = f"“{sign}”后面没有空格，或者是全角的，不会变成小标题。请写成“{'#' * max(len(sign), 2)} 标题”"
        yield Hit(found.start(), "heading-space", message)


def text_as_code(body: str) -> Iterator[Hit]:
    """Chinese text that is indented so far that the page shows it as code."""
    if "\n    " not in body and "\t" not in body:
        return
    for block in _CODE.finditer(as_written(body)):
        first = unescape(block[1]).split("\n")[0].strip()
        if len(_HAN.findall(block[1])) > 2 and first:
            message = f"“{first[:20]}”前面有四个以上的空格（或制表符），会按代码显示。请删去行首的空格"
            yield Hit(max(body.find(first), 0), "text-as-code", message)


def restarted_lists(body: str) -> Iterator[Hit]:
    """Numbers of lists that the page counts otherwise."""
    if ". " not in body and ".\t" not in body:
        return
    items = list(_ITEM.finditer(body))
    if not items or len({item[1] for item in items}) == 1 == int(items[0][1]):
        return
    sizes = [found[0].count("<li>") for found in _LISTS.finditer(as_written(body))]
    if sum(sizes) != len(items):  # some are nested, or no items
        return
    shown = [number for size in sizes for number in range(1, size + 1)]
    for item, number in zip(items, shown, strict=True):
        if int(item[1]) not in (number, 1):
            message = (
                f"写的是“{item[1]}.”，网页上会显示成“{number}.”，因为列表在这里重新开始。"
                f"请写成“{item[1]}．”或“（{item[1]}）”；要连成一个列表的，中间的段落前面空四格"
            )
            yield Hit(item.start(), "list-restarted", message)
            return
