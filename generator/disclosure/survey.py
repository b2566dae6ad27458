"""Survey data in a text: pairs of coordinates, marks of survey results, map pictures without their number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.disclosure.findings import Found, shortened

_LONGITUDE = r"(?:7[3-9]|[89]\d|1[0-2]\d|13[0-5])"
_LATITUDE = r"(?:1[89]|[2-4]\d|5[0-4])"
_APART = r"[\s,，、;；/|°º度东西南北经纬ENen:：()（）latongud]{1,14}"
_DEGREES = re.compile(
    rf"(?<![\d.]){_LONGITUDE}\.\d{{4,}}{_APART}{_LATITUDE}\.\d{{4,}}|(?<![\d.]){_LATITUDE}\.\d{{4,}}{_APART}{_LONGITUDE}\.\d{{4,}}"
)
_MINUTES = re.compile(
    rf"(?<!\d){_LONGITUDE}[°º度]\s*\d+[′'’分][^\n。]{{0,30}}?(?<!\d){_LATITUDE}[°º度]\s*\d+[′'’分]"
    rf"|(?<!\d){_LATITUDE}[°º度]\s*\d+[′'’分][^\n。]{{0,30}}?(?<!\d){_LONGITUDE}[°º度]\s*\d+[′'’分]"
)
_NORTH, _EAST = r"[2-5]\d{6}(?:\.\d+)?", r"(?:[2-7]\d{5}|(?:1[3-9]|2[0-9]|3[0-9]|4[0-5])[2-7]\d{5})(?:\.\d+)?"
_NAMED = re.compile(
    rf"[XxＸYyＹ][坐标值]*\s*[=＝:：]?\s*(?:{_NORTH}|{_EAST})[^\d\n]{{1,12}}(?:{_NORTH}|{_EAST})(?![\d.]*[万亿元])"
)
_NORTHING, _EASTING = r"[2-5]\d{6}\.\d{2,}", r"(?:(?:1[3-9]|2\d|3\d|4[0-5])?[2-7]\d{5})\.\d{2,}"
_FRACTION = re.compile(r"\.(?:(?<=\d\.)\d{4}|(?<=\d{6}\.)\d\d)")
_FIGURE = re.compile(r"\d{6}")
"""What every pair of coordinates has: a quick look."""
_BESIDE = r"[ \t,，、;；/|]{1,5}"
_PLANE = re.compile(
    rf"(?<![\d.])(?:{_NORTHING}{_BESIDE}{_EASTING}|{_EASTING}{_BESIDE}{_NORTHING})(?!\d|\s*[万亿元平亩])"
)
_SAID = re.compile(rf"坐标[^\d\n]{{0,16}}(?:{_NORTH}|{_EAST})(?![\d.]*\s*[万亿元])")
_POINTS = re.compile(
    r"(?<!质量)(?<!风险)(?<!关键)(?<!管理)(?<!审批)(?<!时间)(?<!进度)(?<!成本)(?<!内部)(?<!安全)(?<!环节)控制点"
)
_WORDS = ("CGCS2000", "涉密图斑", "涉密测绘", "国家大地坐标系", "国家2000坐标系")

_MAP = re.compile(
    r"地图|地形图|示意图|区位图|规划图|影像图|遥感图|卫星图|卫片|位置图|分布图|布局图|区划图|四至图|红线图|蓝图|宗地图|图斑图"
)
_NO_MAP = re.compile(
    r"(?:流程|结构|架构|步骤|程序|原理|组织|操作|户型|机构|关系|思维|效果)(?:示意)?图|路线图|思维导图|看地图|地图(?:编制|展|工作)"
)
_PICTURE = re.compile(r"!\[([^\]\n]*)\]\(([^)\n]*)\)|<img\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?:alt|title|src)\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_CAPTION = 120


def survey_in(text: str) -> Iterator[Found]:
    """Coordinates, and words of survey results."""
    if "." in text and _FRACTION.search(text):
        yield from _data(text, _DEGREES, _PLANE)
    if "°" in text or "º" in text or ("经" in text and "纬" in text):
        yield from _data(text, _MINUTES)
    if "坐标" in text:
        yield from _data(text, _SAID)
    if ("X" in text or "x" in text or "Ｘ" in text) and _FIGURE.search(text):
        yield from _data(text, _NAMED)
    if "控制点" in text:
        for found in _POINTS.finditer(text):
            yield found.start(), "survey-data", found[0]
    for word in _WORDS:
        place = text.find(word)
        while place >= 0:
            yield place, "survey-data", word
            place = text.find(word, place + 1)


def _data(text: str, *patterns: re.Pattern[str]) -> Iterator[Found]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield found.start(), "survey-data", ""


def maps_in(text: str) -> Iterator[Found]:
    """Pictures of maps in Markdown without 审图号 in what they are called or in the line below."""
    if "图" not in text and "卫片" not in text:
        return
    for found in _PICTURE.finditer(text):
        own = " ".join(_ATTRIBUTE.findall(found[0])) if found[1] is None else f"{found[1]} {found[2]}"
        caption = _caption(text, found.end())
        is_map = _is_map(own) or (_is_map(caption) and len(caption) <= _CAPTION // 2)
        if is_map and "审图号" not in own and "审图号" not in caption:
            yield found.start(), "map-number", shortened(found[1] or own)


def _is_map(words: str) -> bool:
    return _MAP.search(_NO_MAP.sub("", words)) is not None


def _caption(text: str, place: int) -> str:
    """The line below, one empty line between, or what follows in the line itself."""
    lines = [line.strip() for line in text[place : place + 4 * _CAPTION].split("\n")]
    below = next((line for line in lines[1:3] if line), "")
    return f"{lines[0]} {below}".strip()
