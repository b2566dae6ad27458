"""What stands before items: headings of sections, and marks, numerals and labels before titles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.importing.issue_lines import MARKERS
from generator.model.import_layout import ImportLayout, heading_key

_WHERE = "(?:本期|工作|政务|各地|基层|县区|市县|县市区|机关|科室|全市|一周|本周|每周|每日|本月|一线|综合|简明)?"
_BRIEFS = re.compile(
    rf"{_WHERE}(?:简讯|短讯|快讯|短波|一句话(?:简讯|信息|新闻|快讯)?|信息(?:快递|速递|快讯|短波))"
    "(?:集锦|快报|快递|选登|摘编|汇编|荟萃|之窗|选编|集萃|专栏|栏目|部分)?"
)
_ARTICLES = re.compile(
    "(?:政务|工作|重要|重点|本期|综合)?信息(?:专栏|栏目|部分)?|工作动态|(?:本期|重要|工作|政务)?要闻|(?:重点|要闻)信息"
)
_HEADING_WORDS = re.compile(
    ".{0,8}(?:讯|快报|快递|速递|动态|之窗|传真|博览|点滴|要闻|短波|简报|摘编|集锦|荟萃|集萃|天地|园地|在线|扫描|广角|"
    "聚焦|视窗|专栏|专题|经验|交流|选登|新闻|信息|掠影|风采|瞭望|速览|一览|资讯|参考|选编|之声|栏目|介绍|做法|亮点|之家|论坛|调研)"
)
_LONGEST = 12
_ORNAMENTS = re.compile(
    rf"^[\s{MARKERS}【〔［\[（(「『《◎◇※*＊—－\-=·•~～]+|[\s{MARKERS}】〕］\]）)」』》※*＊—－\-=·•~～:：]+$"
)
_ORDER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[、.．]\s*|^[（(][一二三四五六七八九十]{1,3}[）)]\s*")
LABEL = re.compile(r"[【\[]\s*(简\s*讯|短\s*讯)\s*[】\]]\s*")
"""What marks one brief, before its text."""
_NUMERAL = re.compile(
    r"(?P<arabic>\d{1,2})\s*[、．.](?!\d)\s*|(?P<han>[一二三四五六七八九十]{1,3})\s*[、．.]\s*|"
    r"[（(]\s*(?P<han_in>[一二三四五六七八九十]{1,3})\s*[）)]\s*|[（(]\s*(?P<arabic_in>\d{1,2})\s*[）)]\s*|(?P<ring>[①-⑳])\s*"
)
_FIRST = {"arabic": "1.", "han": "一、", "han_in": "（一）", "arabic_in": "（1）", "ring": "①"}


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of an item: the mark, or the first numeral of its sort; whether a label says 简讯; the rest."""

    text: str
    mark: str = ""
    labelled: bool = False

    @property
    def numbered(self) -> bool:
        """Whether the mark is a numeral."""
        return self.mark in _FIRST.values()


def section_of(text: str, layout: ImportLayout) -> str:
    """What a heading stands for: ``信息``, ``简讯``, ``不导入``; empty for no heading that is known."""
    if len(text) > 2 * _LONGEST:
        return ""
    said = layout.section(text)
    bare = _bare(text)
    if said or not bare:
        return said if bare else ""
    key = heading_key(bare)
    if said := layout.section(key):
        return said
    return "简讯" if _BRIEFS.fullmatch(key) else "信息" if _ARTICLES.fullmatch(key) else ""


def is_like_heading(text: str) -> bool:
    """Whether it has the words of a heading, or ornaments on both sides of a few."""
    bare = _bare(text)
    if not 2 <= len(bare) <= _LONGEST or re.search(r"[，。；：！？、\d]", bare):
        return False
    both_sides = text[:1] != bare[:1] and text[-1:] != bare[-1:]
    return bool(_HEADING_WORDS.fullmatch(heading_key(bare))) or both_sides


def _bare(text: str) -> str:
    """Without ornaments and a number of its own."""
    text = _ORNAMENTS.sub("", text)
    return _ORNAMENTS.sub("", _ORDER.sub("", text))


def start_of(text: str) -> Start:
    """Take marks, numerals and labels off the beginning."""
    mark, labelled = "", False
    if found := LABEL.match(text):
        text, labelled = text[found.end() :], True
    if text[:1] and text[0] in MARKERS:
        mark, text = text[0], text.lstrip(MARKERS + " ")
    if not labelled and (found := LABEL.match(text)):
        text, labelled = text[found.end() :], True
    if found := _NUMERAL.match(text):
        mark = mark or _FIRST[str(found.lastgroup)]
        text = text[found.end() :]
    return Start(text.strip(), mark, labelled)
