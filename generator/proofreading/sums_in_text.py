"""Sums in sentences: growth from one number to another, parts of a total, shares of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.proofreading.finding import Hit, words
from generator.proofreading.quantities import NUMBER, Quantity, near, printed

_SCALE = "万亿|千万|百万|[万亿]"
_UP = "增长|增加|上升|提高|提升|扩大|上涨|增至|升高|增幅|涨幅|增"
_DOWN = "下降|减少|降低|压缩|压减|缩短|缩减|回落|下跌|降幅|减幅|降|减"
_LOOSE = "超过|超|逾|近|将近|约|大约|左右|多|余"
_DATE = r"(?:(?:19|20)\d\d年(?:度|底|末|初)?|去年|上年|\d{1,2}月(?:份|底|末)?)"
_FROM_TO = re.compile(
    rf"[由从](?P<lead>[^，。；！？\n\d]{{0,12}}(?:{_DATE}[^，。；！？\n\d]{{0,8}}){{0,2}})"
    rf"(?P<n>{NUMBER})(?P<n_scale>{_SCALE})?(?P<n_unit>[^，。；！？\n\d到至为]{{0,6}}?)[，,]?"
    rf"(?P<verb>{_UP}|{_DOWN}|发展|变|调整|优化)?(?:到|至|为)"
    rf"(?P<lead2>[^，。；！？\n\d]{{0,6}}(?:{_DATE}[^，。；！？\n\d]{{0,6}}){{0,2}})"
    rf"(?P<m>{NUMBER})(?P<m_scale>{_SCALE})?(?P<m_unit>[^，。；！？\n\d]{{0,6}})"
    rf"[，,、（(][^，。；！？\n\d]{{0,8}}?(?P<way>{_UP}|{_DOWN}|翻)(?P<about>[^，。；！？\n\d]{{0,6}})"
    rf"(?P<p>{NUMBER}|[一两二三四])(?P<p_scale>{_SCALE})?(?P<p_unit>个百分点|%|％|成|倍|番|[^，。；！？\n\d）)]{{0,4}})"
)
_NOT_A_COUNT = re.compile(r"^(?:年|月|日|时|点|分|号|级|期|楼|层|周岁|岁)")
_LONGEST = 400
"""Nobody divides an amount in a longer sentence."""
_STOP = re.compile(r"[。；！？\n]|其中|合计|共计|总计")
_PARTIAL = re.compile(r"等(?:[，。；]|$)|主要|包括但不限")
_NO_TOTAL = re.compile(r"(?:[第近超约逾比]|增[长加]|减少|下降|提高|同比[^，]{0,4})$")
_NO_PART = re.compile(r"第$|同比[^，、]*$|比(?:去年|上年|上月)[^，、]*$|(?:增[长加]|减少|下降)了?$")
_AMOUNT = re.compile(rf"(?P<number>{NUMBER})(?P<more>余|多)?(?P<scale>{_SCALE})?(?P<unit>[\u4e00-\u9fff㎡]{{1,4}}|m²)")
_OVER = re.compile(
    rf"(?:占(?!补)[^，。；！？\n\d%％]{{0,14}}|(?:占比|比重|比例|合格率|覆盖率|成活率|满意率|满意度|办结率|通过率|及格率|出勤率|到位率|入库率|准确率|知晓率)"
    rf"[^，。；！？\n\d%％]{{0,6}})(?P<share>{NUMBER})[%％]"
)
_HUNDREDS = re.compile(r"\d{3}(?:\.\d+)?\Z")
_SHARE = re.compile(rf"[，,]?占(?:比|总数|总量|全部|全市|全县|其|总)?[^，。；\d%％]{{0,8}}(?P<share>{NUMBER})[%％]")
_UNITS = words(
    "平方公里 平方千米 平方米 立方米 万元 亿元 元 公顷 亩 千米 公里 米 吨 件 个 宗 人次 "
    "人 户 条 篇 本 份 项 起 处 株 棵 家 卷 张 次 套 块 台 辆 车次 场 期 名 村 "
    "乡镇 镇 页 幅 只 批 则 笔 对 座 所 间 栋 天 小时 公斤 千克 m² ㎡"
)
_UNIT = re.compile("|".join(sorted(_UNITS, key=len, reverse=True)))


def growth(text: str) -> Iterator[Hit]:
    """``由100增长到120，增长25%``: the rise does not follow from the two numbers."""
    if "到" not in text and "至" not in text and "为" not in text:
        return
    if not any(sign in text for sign in ("%", "％", "百分点", "倍", "番", "由", "从")):
        return
    for start in _starts(text):
        found = _FROM_TO.match(text, start)
        if found and (wrong := _wrong_growth(found)):
            yield Hit(start, "growth-sum", f"“{found[0]}”：{wrong}，请核对")


def _starts(text: str) -> Iterator[int]:
    for word in ("由", "从"):
        place = text.find(word)
        while place >= 0:
            yield place
            place = text.find(word, place + 1)


def _wrong_growth(found: re.Match[str]) -> str:
    """What is wrong; nothing where all is right or cannot be known."""
    n_scale, m_scale = found["n_scale"] or "", found["m_scale"] or ""
    n_unit, m_unit = found["n_unit"].strip(), found["m_unit"].strip()
    loose = re.search(_LOOSE, "".join(found[part] for part in ("lead", "n_unit", "lead2", "m_unit")))
    if loose or _NOT_A_COUNT.match(n_unit) or _NOT_A_COUNT.match(m_unit):
        return ""
    if "年均" in found[0] or "环比" in found[0] or (n_unit and m_unit and _unit(n_unit) != _unit(m_unit)):
        return ""
    if not n_scale and not n_unit:
        n_scale = m_scale
    before, after = printed(found["n"], n_scale), printed(found["m"], m_scale)
    rises = re.fullmatch(_UP, found["way"]) is not None or found["way"] == "翻"
    if before.value == after.value and before.slack == 0:
        return ""
    if rises != (after.value > before.value):
        return f"{found['m']}比{found['n']}{'大' if after.value > before.value else '小'}，却写“{found['way']}”"
    if found["about"].startswith(("到", "至", "为")) or (
        found["p"] in "一两二三四" and found["p_unit"] not in ("倍", "番")
    ):
        return ""
    return _differs(found, before, after, n_unit)


def _differs(found: re.Match[str], before: Quantity, after: Quantity, n_unit: str) -> str:
    number, unit = found["p"].translate(str.maketrans("一两二三四", "12234")), found["p_unit"]
    told, change = printed(number, found["p_scale"] or ""), abs(after.value - before.value)
    slack = before.slack + after.slack
    if unit.startswith(("%", "％")):
        if n_unit.startswith(("%", "％")) or not before.value:  # a share that grows by per cent: of itself or in points
            return ""
        low, high, shown = _ratio(change - slack, before), _ratio(change + slack, before, -1), change / before.value
        low, high, shown, sign = low * 100, high * 100, shown * 100, "%"
    elif unit.startswith("番"):
        low = high = shown = (after.value / before.value) if before.value else Fraction(0)
        told, sign = Quantity(Fraction(2) ** int(told.value), Fraction(1, 10)), "倍（是原来的）"
    elif unit.startswith("倍"):
        low, high, shown, sign = (
            _ratio(change - slack, before),
            _ratio(change + slack, before, -1),
            change / before.value if before.value else Fraction(0),
            "倍",
        )
    elif (
        unit.startswith("个百分点")
        or _unit(unit) == _unit(n_unit)
        or (not n_unit and _unit(unit) == _unit(found["m_unit"]))
    ):
        low, high, shown, sign = change - slack, change + slack, change, unit
        if (
            unit.startswith("个百分点")
            and not n_unit.startswith(("%", "％"))
            and not found["m_unit"].startswith(("%", "％"))
        ):
            return ""
        low, high, shown = low, high, shown
        if found["p_scale"] and not unit.startswith("个"):
            sign = unit
    else:
        return ""
    last = _last_digit(number) * (1 if not found["p_scale"] else 10**4)
    spread = last / 2 if "." not in number else last  # decimals are often cut off
    if re.search(_LOOSE, found["about"]) or re.match("多|余|左右|以上", found["p_unit"].lstrip("%％倍")):
        spread = max(last * 2, shown / 20)
    if low - spread <= told.value <= high + spread:
        return ""
    exact = f"{float(shown):.2f}".rstrip("0").rstrip(".")
    return f"算得 {exact}{sign}"


def _ratio(change: Fraction, before: Quantity, side: int = 1) -> Fraction:
    base = before.value + side * before.slack
    return change / base if base else Fraction(0)


def _last_digit(number: str) -> Fraction:
    return Fraction(1, 10 ** len(number.partition(".")[2]))


def _unit(text: str) -> str:
    """The unit at the beginning of what follows a number; the first character where it is none of the usual ones."""
    found = _UNIT.match(text.lstrip("%％"))
    return found[0] if found else text[:1]


def parts(text: str) -> Iterator[Hit]:
    """``共8件，其中甲3件、乙4件``: more than the total, or a rest smaller than each part."""
    if "其中" not in text:
        return
    place = text.find("其中")
    while place >= 0:
        begin = _sentence_before(text, place)
        stop = _STOP.search(text, place + 2)
        end = min(stop.start() if stop else len(text), place + _LONGEST)
        wrong = _wrong_parts(text[begin:place], text[place + 2 : end])
        if wrong:
            yield Hit(place, "parts-sum", f"“{wrong}，请核对")
        place = text.find("其中", place + 2)


def _sentence_before(text: str, place: int) -> int:
    """Where the sentence begins whose amounts are divided: the one before, where 其中 begins one itself."""
    end = place - 1 if text[place - 1 : place] in "。；" else place
    return max(text.rfind(sign, max(end - 120, 0), end) for sign in "。；！？\n") + 1 or max(end - 120, 0)


def _wrong_parts(opening: str, named: str) -> str:
    if _PARTIAL.search(named):
        return ""
    totals: dict[str, tuple[str, Quantity]] = {}
    for amount in _AMOUNT.finditer(opening):
        unit = _unit(amount["unit"])
        behind = opening[max(amount.start() - 6, 0) : amount.start()]
        if unit in _UNITS and not amount["more"] and not _NO_TOTAL.search(behind):
            totals[unit] = amount[0], printed(amount["number"], amount["scale"] or "")
        elif unit in totals:
            del totals[unit]
    seen: dict[str, list[Quantity]] = {}
    for amount in _AMOUNT.finditer(named):
        unit = _unit(amount["unit"])
        before = named[max(amount.start() - 8, 0) : amount.start()]
        if amount["more"] or _NO_PART.search(before):
            continue
        if unit in totals:
            seen.setdefault(unit, []).append(printed(amount["number"], amount["scale"] or ""))
    for unit, found in seen.items():
        wrong = _against(totals[unit], found, unit)
        if wrong:
            return wrong
    return _wrong_share(totals, named)


def _against(total: tuple[str, Quantity], found: list[Quantity], unit: str) -> str:
    written, whole = total
    sums, running = [], Quantity.zero()
    for one in found:
        running = running.plus(one)
        sums.append(running)
    if any(near(one, whole) for one in sums):
        return ""
    if len(found) == 1:
        over = found[0].value - found[0].slack > whole.value + whole.slack
        return f"{written}”，其中的一项就有 {found[0].text} {unit}，比总数还多" if over else ""
    rest = whole.value - running.value
    if rest < 0 or (len(found) > 1 and rest < min(one.value for one in found)):
        return f"{written}”，其中各项相加是 {running.text} {unit}"
    return ""


def _wrong_share(totals: dict[str, tuple[str, Quantity]], named: str) -> str:
    for amount in _AMOUNT.finditer(named):
        unit = _unit(amount["unit"])
        share = _SHARE.match(named, amount.start("unit") + len(unit))
        if share is None or unit not in totals or not totals[unit][1].value:
            continue
        one, whole = printed(amount["number"], amount["scale"] or ""), totals[unit][1]
        exact = one.value / whole.value * 100
        spread = _last_digit(share["share"]) / (1 if "." in share["share"] else 2) + one.slack / whole.value * 100
        if abs(exact - Fraction(share["share"].replace(",", ""))) > spread:
            return f"{amount['number']}{unit}{share[0]}”：占 {totals[unit][0]} 的 {float(exact):.2f}%"
    return ""


def over_hundred(text: str) -> Iterator[Hit]:
    """More than the whole: 占比120%."""
    if "%" not in text and "％" not in text:
        return
    for sign in "%％":
        place = text.find(sign)
        while place >= 0:
            if _HUNDREDS.search(text, max(place - 9, 0), place):
                yield from _over(text, place + 1)
            place = text.find(sign, place + 1)


def _over(text: str, end: int) -> Iterator[Hit]:
    for start in range(end - 3, max(end - 30, 0) - 1, -1):
        found = _OVER.match(text, start, end)
        if found and found.end() == end and _is_over(found):
            yield Hit(start, "over-hundred", f"“{found[0]}”超过了 100%，请核对")
            return


def _is_over(found: re.Match[str]) -> bool:
    return Fraction(found["share"].replace(",", "")) > 100 and not re.search(r"增|超|计划|任务|目标", found[0])
