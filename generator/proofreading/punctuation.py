"""Marks and doubled characters: what is never right between Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.proofreading.finding import Hit

_HAN = "\u4e00-\u9fff"
_HALF = dict(zip(",:;()?!", "，：；（）？！", strict=True))
_ODD = re.compile(
    rf"[,:;()?!０-９\[（［【〔](?:(?<=[０-９])[０-９]*"
    r"|(?<=[(（\[［【])(?:19|20)\d\d[)）\]］】]\s?第?\s?\d{1,5}\s?号"
    r"|(?<=〔)(?:19|20)\d\d[)）\]］】]\s?第?\s?\d{1,5}\s?号"
    rf"|(?<=[{_HAN}”’》）】%％0-9][,:;()?!])(?<![0-9%％][^,;])(?=[{_HAN}“‘《（【])"
    rf"|(?<=[{_HAN}][()])(?=[0-9，。；、：]))"
)
_LINK_TARGET = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_TO_NARROW = {ord("０") + n: str(n) for n in range(10)}
_MARKS = ("，，", "。。", "、、", "，。")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("【", "】"))
_NUMBERING = re.compile(r"(?:^|[\s。；：，、])[0-9一二三四五六七八九十]{1,3}）", re.MULTILINE)
_NO_DOUBLE = {
    "的的": re.compile(r"目的的|的的[确士]|[^有无标]的的话"),
    "了了": re.compile(r"不了了|了了[解结之事如却]|[罢末临]了了"),
}


def marks(text: str) -> Iterator[Hit]:
    """Marks that are half-width, full-width digits, brackets of document numbers: the first of each kind."""
    if "](" in text:
        text = _LINK_TARGET.sub(lambda found: " " * len(found[0]), text)
    found = [(*_odd(one[0]), one.start(), one.end()) for one in _ODD.finditer(text)]
    for code in dict.fromkeys(one[0] for one in found):
        message, start, end = next(one[1:] for one in found if one[0] == code)
        places = sum(one[0] == code for one in found)
        more = f"（全文共 {places} 处）" if places > 1 else ""
        yield Hit(start, code, message.format(_around(text, start, end)) + more)


def _odd(written: str) -> tuple[str, str]:
    if "０" <= written[0] <= "９":
        return "full-width-digit", f"“{{}}”里是全角数字，请改成半角：{written.translate(_TO_NARROW)}"
    if written in _HALF:
        return "half-width-mark", f"“{{}}”里是英文标点，汉字之间请用中文的“{_HALF[written]}”"
    return "document-number", "文号“{}”里的年份要用六角括号，如〔2024〕5号，不用 []、()、【】"


def _around(text: str, start: int, end: int) -> str:
    """What stands there, with a few characters on each side."""
    return " ".join(text[max(start - 6, 0) : end + 6].split())


def doubled(text: str) -> Iterator[Hit]:
    """Characters and marks that stand twice by mistake."""
    for mark in _MARKS:
        place = text.find(mark)
        if place >= 0:
            advice = "省略号请写成“……”" if text.startswith("。。。", place) else "标点重复，请留下一个"
            yield Hit(place, "doubled-mark", f"“{_around(text, place, place + 2)}”：{advice}")
    for word, right in _NO_DOUBLE.items():
        place = text.find(word)
        while place >= 0:
            if not any(one.start() <= place < one.end() for one in right.finditer(text, max(place - 1, 0), place + 4)):
                message = f"“{_around(text, place, place + 2)}”里“{word[0]}”写了两次，请删去一个"
                yield Hit(place, "doubled-word", message)
            place = text.find(word, place + 2)


def unpaired(text: str) -> Iterator[Hit]:
    """Quotes and brackets of which one half is missing: the paragraph in which it is."""
    for opening, closing in _PAIRS:
        opened, closed = text.count(opening), text.count(closing)
        if opened != closed or (opened and text.find(closing) < text.find(opening)):
            yield from _paragraph_without(text, opening, closing)


def _paragraph_without(text: str, opening: str, closing: str) -> Iterator[Hit]:
    start = 0
    for line in text.split("\n"):
        own = _NUMBERING.sub(lambda found: " " * len(found[0]), line) if closing == "）" else line
        depth, place = 0, -1
        for at, letter in enumerate(own):
            if letter == opening:
                depth, place = depth + 1, at if depth == 0 else place
            elif letter == closing:
                depth -= 1
                if depth < 0:
                    place = at
                    break
        if depth:
            lacks = f"只有“{opening}”，没有“{closing}”" if depth > 0 else f"的“{closing}”前面没有“{opening}”"
            yield Hit(
                start + place, "unpaired-mark", f"“{_around(text, start + place, start + place + 1)}”{lacks}，请补上"
            )
            return
        start += len(line) + 1
