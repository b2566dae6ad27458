"""What a text may put into a page: one table, by which HTML is cleaned and by which is told what cleaning takes away.

Cleaning (nh3) reads HTML as browsers do and writes anew what the table allows; nothing an editor wrote leaves the
program without it. Telling compares what was there before with what is there after, so that nothing is lost silently.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_BARE = _words(
    "abbr b blockquote br caption cite code dd del div dl dt em figcaption figure hr i ins kbd mark p pre q rp rt"
    " ruby s samp small span strong sub summary table tbody tfoot thead tr u ul var wbr"
)
_OWN: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "sup"), ("id",)),
    **dict.fromkeys(("td", "th"), ("align", "valign", "colspan", "rowspan", "scope")),
    **dict.fromkeys(("col", "colgroup"), ("span",)),
    "a": ("href",),
    "details": ("open",),
    "img": ("src", "alt", "width", "height"),
    "li": ("id", "value"),
    "ol": ("start", "type", "reversed"),
    "time": ("datetime",),
}
_OF_EVERY_TAG = ("class", "title", "lang", "markdown")
ALLOWED: Mapping[str, frozenset[str]] = {
    tag: frozenset((*_OF_EVERY_TAG, *_OWN.get(tag, ()))) for tag in (*_BARE, *_OWN)
}
"""Each tag with its attributes."""

BOXES = _words(
    "note tip hint important info abstract success question warning attention caution failure danger error bug"
    " example quote"
)
"""Kinds of boxes (``!!! note``), for editors to choose from."""
_CLASSES = frozenset(
    {*BOXES, "admonition", "admonition-title", "inline", "end", "footnote", "footnote-ref", "footnote-backref"}
    | {"published", "published-mark"}  # a figure of a notice that was printed otherwise
)
_CHINESE = re.compile(r"[\u3007\u3400-\u9fff]+")
"""``!!! 注意``: no style and no script knows a class in Chinese."""

SCHEMES = ("http", "https", "mailto", "tel")
_SCHEME = re.compile(r"([^/?#]*?):")
_ELSEWHERE = re.compile(r"[\s/\\]*[/\\][\s/\\]*[/\\]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_HEADING_ID = re.compile(r"[^\W_][\w.-]*")
_FOOTNOTE_ID = re.compile(r"fn(?:ref\d*)?:.+", re.DOTALL)

OWN_IDS = _words(
    "addresses asked authors by-year charts cite commissioned compare-form compare-result compare-status"
    " compare-year content feeds history latest-issue latest-notice others pick-0 pieces published related reporting"
    " scored scores search-chosen search-count search-filters search-filters-summary search-fold search-form"
    " search-input search-main search-message search-more search-options search-order search-results search-ways"
    " site-search standings table ways years"
)
"""Ids of our own pages, by which scripts and links find their places."""

_SCRIPT = "网页上只运行程序自带的脚本"
_FRAME = "网页里不嵌入别处的内容"
_FORM = "网站不收表单"
_STYLE = "样式由程序统一定"
_HEAD = "这是程序在页首写的"
_DRAWING = "图请存成图片文件（.png 等）再插入"
_REASONS: Mapping[str, str] = {
    **dict.fromkeys(("script", "noscript"), _SCRIPT),
    **dict.fromkeys(("iframe", "frame", "frameset", "object", "embed", "applet", "portal", "template"), _FRAME),
    **dict.fromkeys(("audio", "video", "source", "track"), _FRAME),
    **dict.fromkeys(("form", "input", "button", "select", "option", "textarea", "label", "fieldset"), _FORM),
    **dict.fromkeys(("style", "font", "center", "marquee"), _STYLE),
    **dict.fromkeys(("base", "meta", "link", "html", "head", "body", "title"), _HEAD),
    **dict.fromkeys(("svg", "math", "canvas", "map", "area"), _DRAWING),
}
_UNKNOWN_TAG = "只有少数几个标签可以用"
_ANGLE = "如果是要显示尖括号，把“<”写成“&lt;”"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that may not stand in a text: what to look for in the text as written, and what to say of it."""

    written: str
    message: str
    address: str = ""
    """The address that is at fault, where it is one."""


def clean(html: str) -> str:
    """The HTML with nothing in it that the table does not allow; the last step before it stands in a page."""
    return _CLEANER.clean(html)


def faults(html: str) -> list[Fault]:
    """All that :func:`clean` takes from the HTML, in order."""
    before = _tokens(html)
    found = [fault for tag in before.tags for fault in _faults_of_tag(tag)]
    found += [fault for text in before.comments for fault in _faults_of_comment(text)]
    return found or list(_losses(before, _tokens(clean(html))))


def _attribute_fault(tag: str, name: str, value: str) -> str:
    """Why the attribute may not stand there; empty where it may."""
    if name.startswith("on"):
        return f"“{name}”属性不能用：{_SCRIPT}。请删去这个属性"
    if name not in ALLOWED.get(tag, ()):
        return f"“<{tag}>”的“{name}”属性不能用{_BETTER.get(name, '')}。请删去这个属性"
    look = _VALUES.get(name)
    return look(tag, value) if look else ""


_BETTER: Mapping[str, str] = {
    "style": f"：{_STYLE}",
    "target": "：链接都在原来的窗口打开",
    "id": "：只有标题可以有自己的编号",
    "name": "：只有标题可以有自己的编号，写成“{: #编号 }”",
    "srcset": "：只写一个图片文件名",
}


def _class_fault(tag: str, value: str) -> str:
    for name in value.split():
        if name not in _CLASSES and _CHINESE.fullmatch(name) is None:
            return f"“{name}”这个样式名不能用：{_STYLE}。可以用的有：{'、'.join(f'“{one}”' for one in BOXES)}"
    return ""


def _id_fault(tag: str, value: str) -> str:
    if _FOOTNOTE_ID.fullmatch(value):
        return ""
    if tag not in ("sup", "li") and _HEADING_ID.fullmatch(value) and value not in OWN_IDS:
        return ""
    return f"“{value}”这个编号不能用：只有标题可以有编号，用字母、数字、汉字，不与程序自己的相同。请改一个，或删去"


def _href_fault(tag: str, value: str) -> str:
    if _CONTROL.search(value.strip(" ")):
        return f"链接“{_shown(value)}”里有看不见的字符。请重新写这个网址"
    scheme = _SCHEME.match(value.strip())
    if scheme and scheme[1].lower() not in SCHEMES:
        return (
            f"链接“{_shown(value)}”不能用：只能链接到网页（“http:”、“https:”）、邮箱（“mailto:”）、电话（“tel:”）"
            "和本站的文件。请改正，或去掉这个链接"
        )
    return ""


def _src_fault(tag: str, value: str) -> str:
    if _CONTROL.search(value.strip(" ")):
        return f"图片“{_shown(value)}”的名字里有看不见的字符。请重新写"
    if _SCHEME.match(value.strip()) or _ELSEWHERE.match(value):
        return (
            f"图片“{_shown(value)}”不是本站的文件，网页不到别处取图片。请把图片存到本文件所在的文件夹，这里只写文件名"
        )
    return ""


def _markdown_fault(tag: str, value: str) -> str:
    return "" if value in ("1", "0", "block", "span", "") else f"“markdown”属性只能写 1，这里写了“{_shown(value)}”"


_VALUES: Mapping[str, Callable[[str, str], str]] = {
    "class": _class_fault,
    "id": _id_fault,
    "href": _href_fault,
    "src": _src_fault,
    "markdown": _markdown_fault,
}
"""What is looked at in the value of an attribute."""


def _shown(value: str) -> str:
    """A value as a message quotes it: short, and without signs that nobody sees."""
    seen = _CONTROL.sub("□", value)
    return seen if len(seen) <= 40 else f"{seen[:40]}……"


def _keep(tag: str, name: str, value: str) -> str | None:
    return None if _attribute_fault(tag, name, value) else value


_CLEANER = nh3.Cleaner(
    tags=set(ALLOWED),
    attributes={tag: set(names) for tag, names in ALLOWED.items()},
    attribute_filter=_keep,
    url_schemes=set(SCHEMES),
    strip_comments=False,
    link_rel=None,
)

_Attributes = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Tokens:
    """HTML as its start tags, its comments and the signs of its text."""

    tags: list[tuple[str, _Attributes]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads HTML roughly as browsers do; where it reads otherwise, the comparison tells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = _Tokens()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.tags.append((tag, tuple(sorted((name, value or "") for name, value in attrs))))

    def handle_data(self, data: str) -> None:
        self.found.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.comments.append(data)

    def handle_decl(self, decl: str) -> None:
        self.found.comments.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(data)

    def handle_pi(self, data: str) -> None:
        self.handle_decl(data)


def _tokens(html: str) -> _Tokens:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def _faults_of_tag(found: tuple[str, _Attributes]) -> Iterator[Fault]:
    tag, attributes = found
    if tag not in ALLOWED:
        message = f"“<{tag}>”不能用：{_REASONS.get(tag, _UNKNOWN_TAG)}。请删去；{_ANGLE}"
        yield Fault(f"<{tag}", message)
        return
    for name, value in attributes:
        message = _attribute_fault(tag, name, value)
        if message:
            is_address = name in ("href", "src")
            yield Fault(value if name in _VALUES else name, message, value if is_address else "")


def _faults_of_comment(text: str) -> Iterator[Fault]:
    if "<" in text or ">" in text:
        message = "“<!-- -->”和“<? >”这样的注释里不能有尖括号。请删去这段注释：它在网页上看不到，可是人人都能查到"
        yield Fault(next(iter(text.strip("<>!?-\n ").split("\n")), ""), message)


def _losses(before: _Tokens, after: _Tokens) -> Iterator[Fault]:
    """What is there before cleaning and not after it, though the table allows it: HTML that means something else."""
    lost = [tag for tag, _ in (Counter(before.tags) - Counter(after.tags)).elements()]
    if not lost and _letters(before.text) <= _letters(after.text) and before.comments == after.comments:
        return
    what = f"“<{lost[0]}>”" if lost else "有标签或注释"
    message = f"{what}写得不完整或有歧义，浏览器会读成别的内容。请改用 Markdown 的写法；{_ANGLE}"
    yield Fault(f"<{lost[0]}" if lost else "<", message)


def _letters(text: list[str]) -> Counter[str]:
    """The signs of the text, whatever their order: browsers move text that stands in no cell of its table."""
    return Counter(sign for part in text for sign in part if not sign.isspace())
