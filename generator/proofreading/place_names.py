"""Cities and counties named after a province or city that they do not belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.proofreading.finding import Hit, words

_TABLE = Path(__file__).with_name("places.txt")
_PEOPLES = words(
    "土家族 苗族 藏族 羌族 彝族 哈尼族 壮族 白族 傣族 景颇族 傈僳族 回族 朝鲜族 侗族 布依族 "
    "蒙古族 蒙古 哈萨克 柯尔克孜 维吾尔"
)
_SUFFIX = re.compile(rf"(?:省|市|地区|盟|特别行政区|(?<!内)(?:{'|'.join(_PEOPLES)})*自治[州区]|(?<=内蒙古)自治区)$")
_AFTER = re.compile(
    r"[^\u4e00-\u9fff]|[市州盟县区的、]|地区|考察|学习|调研|参观|召开|举办|举行|开展|等地|和|与|及|是|在|到|为|$"
)
_WORDS = frozenset(
    words(
        "中山 东方 朝阳 大同 日照 白银 海口 开封 宜春 三明 安康 大庆 吉安 通化 固原 黄山 长治 "
        "保山 百色 北海 来宾 玉林 海南 海西 海北 海东"
    )
)
"""Cities whose names are words: they count only with 市 behind them."""
_COMMON = frozenset(
    words(
        "城区 郊区 矿区 新区 老区 城关区 新城区 古城区 城中区 城东区 城西区 城北区 市中区 市南区 "
        "市北区 和县 应县 成县 南部县 中心区 高新区 开发区 示范区 通县 东区 西区 南区 北区 全县"
    )
)
"""Counties whose names may be other words, or parts of any city."""


class _Places(NamedTuple):
    provinces: dict[str, str]
    """Short name → full name."""
    cities: dict[str, frozenset[str]]
    """Short name → short names of the provinces that have such a city."""
    counties: dict[str, frozenset[tuple[str, str]]]
    """Full name → short names of province and city."""
    province_sign: re.Pattern[str]
    """The 省 behind the name of a province."""
    regions: dict[str, str]
    """Those of the provinces that are called 自治区."""


def short(name: str) -> str:
    """``湖北`` of ``湖北省``, ``延边`` of ``延边朝鲜族自治州``."""
    return _SUFFIX.sub("", name) or name


@cache
def places() -> _Places:
    """The table of provinces, cities and counties, ready to be looked up."""
    provinces: dict[str, str] = {}
    cities: dict[str, set[str]] = {}
    counties: dict[str, set[tuple[str, str]]] = {}
    province = ""
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        name, _, below = line.strip().partition(" ")
        if not line.startswith(" "):
            province = short(name)
            provinces[province] = name
            continue
        city = short(name) if name != "-" else ""
        if city:
            cities.setdefault(city, set()).add(province)
        for county in below.split("、"):
            if county:
                counties.setdefault(county, set()).add((province, city))
    by_length: dict[int, list[str]] = {}
    for one in provinces:
        by_length.setdefault(len(one), []).append(one)
    behind = "|".join(f"(?<=(?:{'|'.join(names)})省)" for names in by_length.values())
    return _Places(
        provinces,
        {name: frozenset(found) for name, found in cities.items()},
        {name: frozenset(found) for name, found in counties.items() if name not in _COMMON},
        re.compile(f"省(?:{behind})(?=[\\u4e00-\\u9fff]{{2}})"),
        {name: full for name, full in provinces.items() if full.endswith("自治区")},
    )


def wrong_places(text: str) -> Iterator[Hit]:
    """``湖北省张家界市``, ``聊城市历下区``."""
    known = places()
    for found in known.province_sign.finditer(text) if "省" in text else ():
        before = text[: found.start()][-3:]
        yield from _below_province(text, found.end(), before if before in known.provinces else before[-2:])
    for name, full in known.regions.items() if "自治区" in text else ():
        place = text.find(full)
        if place >= 0:
            yield from _below_province(text, place + len(full), name)
    for sign in (_CITY_SIGN, _REGION_SIGN) if "自治州" in text else (_CITY_SIGN,):
        for found in sign.finditer(text):
            yield from _below_city(text, found)


_COUNTY = r"(?=([\u4e00-\u9fff]{1,4}?[县区市]))"
_CITY_SIGN, _REGION_SIGN = re.compile(f"市{_COUNTY}"), re.compile(f"自治州{_COUNTY}")


def _below_province(text: str, end: int, province: str) -> Iterator[Hit]:
    known = places()
    for size in (5, 4, 3, 2):
        city = text[end : end + size]
        homes = known.cities.get(city)
        if homes is None or not _AFTER.match(text, end + size):
            continue
        if city in _WORDS and text[end + size : end + size + 1] != "市":
            continue
        if province not in homes and province not in known.cities.get(city, ()):
            if (county := _county_at(text, end)) and any(one[0] == province for one in known.counties[county]):
                return
            at = "、".join(sorted(known.provinces[home] for home in homes))
            yield Hit(end, "wrong-place", f"{city}在{at}，这里写的是“{known.provinces[province]}{city}”，请核对")
        return
    county = _county_at(text, end)
    if county and all(one[0] != province for one in known.counties[county]):
        at = "、".join(sorted({known.provinces[one[0]] + one[1] for one in known.counties[county]}))
        yield Hit(end, "wrong-place", f"{county}在{at}，这里写的是“{known.provinces[province]}{county}”，请核对")


def _county_at(text: str, place: int) -> str:
    known = places()
    return next(
        (text[place : place + size] for size in range(10, 1, -1) if text[place : place + size] in known.counties), ""
    )


def _below_city(text: str, found: re.Match[str]) -> Iterator[Hit]:
    known, county = places(), found[1]
    homes = known.counties.get(county)
    if homes is None:
        return
    end = found.start()
    before = short(text[max(end - 12, 0) : end + 3]) if text.startswith("自治州", end) else text[max(end - 5, 0) : end]
    city = next((before[-size:] for size in (5, 4, 3, 2) if before[-size:] in known.cities), "")
    if city and all(home[1] != city for home in homes):
        at = "、".join(sorted({f"{known.provinces[one[0]]}{one[1]}" for one in homes})[:3])
        yield Hit(end, "wrong-place", f"{county}在{at}，这里写的是“{city}{text[end]}{county}”，请核对")
