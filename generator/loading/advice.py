"""What is wrong with a value, in words that say what to do; pydantic finds it and speaks to programmers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator import limits
from generator.loading.field_names import keys_of, meant_key, unknown_key
from generator.model.points import points_text, to_points
from generator.problems import Loc

_LONG_NAME, _MANY_NAMES = 50, 500
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?\s*%")
_BETWEEN_NAMES = re.compile(r"[，、；;,]\s*")


def advise(error: ValidationError, data: object, adapter: TypeAdapter[Any]) -> Iterator[tuple[Loc, str, str]]:
    """Place, code and message of everything that is wrong with ``data``."""
    known = keys_of(adapter)
    faults = [_Fault(details, _written(details["loc"], data)) for details in error.errors(include_url=False)]
    for fault in faults:
        if not _follows_from_another(fault, faults, known):
            yield fault.loc, *_advice(fault, adapter)


def suggestion(name: str, known: Iterable[str]) -> str:
    """``（是不是“甲”、“乙”？）`` with the nearest known names, or nothing."""
    names = list(dict.fromkeys(known))
    if len(name) > _LONG_NAME or len(names) > _MANY_NAMES:  # it would take long
        return ""
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    return f"（是不是{'、'.join(f'“{item}”' for item in near)}？）" if near else ""


def names_in(text: str) -> list[str]:
    """The names in a text in which commas, also full-width ones, may stand between several."""
    return [name for name in _BETWEEN_NAMES.split(text) if name]


@dataclass(frozen=True, slots=True)
class _Fault:
    """What pydantic found, and the part of its location that an editor can find in the file."""

    details: ErrorDetails
    loc: Loc

    @property
    def kind(self) -> str:
        return self.details["type"]

    @property
    def value(self) -> object:
        return self.details["input"]

    @property
    def key(self) -> str:
        """The last name in the location: of the value itself, or of the list it is in."""
        return next((step for step in reversed(self.loc) if isinstance(step, str)), "")

    @property
    def limits(self) -> dict[str, Any]:
        return self.details.get("ctx", {})


def _written(loc: Loc, data: object) -> Loc:
    """The part of a location that an editor can find in the file (pydantic may add steps of its own)."""
    kept: list[str | int] = []
    for place, step in enumerate(loc):
        last = place == len(loc) - 1
        if isinstance(data, Mapping) and (step in data or last):
            kept.append(str(step))
            data = data.get(step)
        elif isinstance(data, list | tuple) and isinstance(step, int) and step < len(data):
            kept.append(step)
            data = data[step]
    return tuple(kept)


def _follows_from_another(fault: _Fault, others: Iterable[_Fault], known: list[str]) -> bool:
    """Whether correcting another fault corrects this one: a short list of wrong items, a misspelt required key."""
    if fault.kind == "too_short":
        return any(fault.loc == other.loc[: len(fault.loc)] != other.loc for other in others)
    if fault.kind == "missing":
        unknown = [other for other in others if other.kind == _UNKNOWN and other.loc[:-1] == fault.loc[:-1]]
        return any(meant_key(other.key, known) == fault.key for other in unknown)
    return False


_UNKNOWN = "unexpected_keyword_argument"
_EXAMPLES = {
    "title": "标题",
    "unit": "单位名称",
    "type": "信息",
    "reason": "原因",
    "issue": "2023-09",
    "month": "2023-06",
    "from": "2023-01",
    "id": "小写拼音",
    "date": "2023-07-31",
}
_LOOKS = {
    "month": "月份要写成 2023-06 的样子（四位年、英文短横、两位月）",
    "issue": "期号要写成 2023-09 的样子（四位年、英文短横、两位期号）",
    "date": "日期要写成 2023-07-31 的样子（四位年、两位月、两位日，中间用英文短横）",
}
_ONE_GROUP = "group 后面直接写分组的 id，如 group: county；换过分组的才写成几行“- {id: county, from: 2023-01}”"
_WRITTEN_DATE = re.compile(r"\s*(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?\s*")


def _advice(fault: _Fault, adapter: TypeAdapter[Any]) -> tuple[str, str]:
    """Code and message: what is wrong there and what to do."""
    if fault.kind == "missing":
        return "missing-field", f"缺少 {fault.key}，请补上一行“{fault.key}: {_EXAMPLES.get(fault.key, '…')}”"
    if fault.kind == _UNKNOWN:
        above = next((step for step in reversed(fault.loc[:-1]) if isinstance(step, str)), "")
        return "unknown-field", unknown_key(fault.key, adapter, above)
    if fault.kind == "literal_error":
        return _not_among(fault)
    if "rule_sets" in fault.loc and any(mark in fault.key for mark in "：，"):
        return "bad-points", (
            f"“{shown(fault.key)}”里是全角的冒号、逗号。花括号里要用英文冒号（后面一个空格）和英文逗号，"
            "如 {信息: 1, 简讯: 0.5}"
        )
    if fault.value is None or fault.value == "":
        return "empty-field", _empty(fault)
    for begin, advice in _ADVICE.items():
        if fault.kind.startswith(begin):
            return advice(fault)
    return "bad-value", f"{fault.key} 的内容“{shown(fault.value)}”不对，请改正"


def _not_among(fault: _Fault) -> tuple[str, str]:
    allowed = str(fault.limits.get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")
    allowed = {"True": "true", "False": "false"}.get(allowed, allowed)
    code = "unknown-type" if fault.key == "type" else "bad-value"
    if fault.value is None or fault.value == "":
        return code, f"{fault.key} 后面没有内容，只能填：{allowed}"
    return code, f"不认识的 {fault.key}“{shown(fault.value)}”，只能是：{allowed}"


def _empty(fault: _Fault) -> str:
    if fault.loc and isinstance(fault.loc[-1], int):
        return f"{fault.key} 里有一项是空的，请填写或删去这一项"
    return f"{fault.key} 后面没有内容，请填写（不必填的项目可以删去这一行）"


def _bad_date(fault: _Fault) -> tuple[str, str]:
    found = _WRITTEN_DATE.fullmatch(str(fault.value))
    if found is None:
        return "bad-date", f"{_LOOKS['date']}，现在是“{shown(fault.value)}”"
    proper = "-".join(f"{int(part):02}" for part in found.groups())
    if fault.value == proper:
        return "bad-date", f"日期不要加引号，请写成 {fault.key}: {proper}"
    return "bad-date", f"日期请写成 {fault.key}: {proper}（现在是“{shown(fault.value)}”）"


def _bad_look(fault: _Fault) -> tuple[str, str]:
    look = "issue" if fault.key == "issue" else "month"
    return f"bad-{look}", f"{_LOOKS[look]}，现在是“{shown(fault.value)}”"


def _bad_text(fault: _Fault) -> tuple[str, str]:
    if fault.key in ("issue", "month", "from", "until"):
        return _bad_look(fault)
    now = shown(fault.value)
    if fault.kind == "string_pattern_mismatch":
        return "bad-value", f"{fault.key} 只能用小写英文字母、数字和短横，如 yanggu（现在是“{now}”）"
    if isinstance(fault.value, Mapping):
        return "bad-value", f"{fault.key} 要写一段文字。文字里的英文冒号请改用中文冒号，或给整项加上英文双引号"
    if isinstance(fault.value, list | tuple):
        return "bad-value", f"{fault.key} 要写一段文字。文字如果以英文方括号开头，请给整项加上英文双引号"
    if isinstance(fault.value, bool):
        return "bad-value", f"{fault.key} 要写成文字。yes、no、true、false 这样的文字要加英文双引号"
    return "bad-value", f'{fault.key} 要写成文字。看上去像数字或日期的文字要加英文双引号："{now}"'


def _bad_number(fault: _Fault) -> tuple[str, str]:
    now = shown(fault.value)
    if "ge" in fault.limits:
        return "bad-count", f"{fault.key} 不能小于 {fault.limits['ge']}（现在是“{now}”）"
    if "le" in fault.limits:
        return "bad-count", f"{fault.key} 不能大于 {fault.limits['le']}（现在是“{now}”）"
    return "bad-count", f"{fault.key} 要写成整数，如 39，不加引号和别的字（现在是“{now}”）"


def _bad_points(fault: _Fault) -> tuple[str, str]:
    written = str(fault.value).strip().replace("％", "%")
    if fault.key == "adoption_rate_below" and _PERCENT.fullmatch(written):
        rate = points_text(to_points(written.removesuffix("%").strip()) / 100)
        return "bad-points", f"采用率要写成小数：adoption_rate_below: {rate}（现在是“{shown(fault.value)}”）"
    if "multipliers" in fault.loc and isinstance(fault.value, Mapping):
        return "bad-points", (
            f"multipliers 只能按渠道写一个倍数，如 {fault.key}: 2，不能按类型分。"
            f"各类型倍数不同的，把乘好的分值写进 points 的“{fault.key}”下"
        )
    return "bad-points", f"{fault.key} 的分值要写成数字，如 5 或 0.5（现在是“{shown(fault.value)}”）"


def _own_words(fault: _Fault) -> tuple[str, str]:
    """The model's own message says it all."""
    code = {"bad-worth": "bad-points", "too-much": limits.CODE}.get(fault.kind, fault.kind)
    return code, f"{fault.key}：{fault.details['msg']}（现在是“{shown(fault.value)}”）"


def _bad_list(fault: _Fault) -> tuple[str, str]:
    if fault.kind == "too_short":
        return "bad-list", f"{fault.key} 是空的，至少要写一项"
    if fault.key == "group":
        return "bad-list", _ONE_GROUP
    if isinstance(fault.value, Mapping):
        return "bad-list", f"{fault.key} 下面的每一项都要以“- ”开头，请加在每一项第一行的前面"
    now = shown(fault.value)
    return (
        "bad-list",
        f"{fault.key} 要写成列表：[甲, 乙]（英文方括号和逗号），或者每项一行、以“- ”开头（现在是“{now}”）",
    )


def _bad_mapping(fault: _Fault) -> tuple[str, str]:
    if fault.key == "group":
        return "bad-list", _ONE_GROUP
    if not isinstance(fault.value, str | list | tuple):
        return _bad_text(fault)
    now = shown(fault.value)
    return "bad-value", f"{fault.key} 的这一处要写成一行行“项目: 内容”（英文冒号，后面一个空格），现在是“{now}”"


def _bad_flag(fault: _Fault) -> tuple[str, str]:
    return "bad-value", f"{fault.key} 只能是 true（是）或 false（否），现在是“{shown(fault.value)}”"


def _bad_address(fault: _Fault) -> tuple[str, str]:
    now = shown(fault.value)
    message = f"旧网址要写成 /2023/09/03/ 的样子：不写网站名，只用英文字母、数字、短横和 /（现在是“{now}”）"
    return "bad-address", message


def _joined(fault: _Fault) -> tuple[str, str]:
    names = names_in(str(fault.value))
    if len(names) < 2:
        message = f"“{fault.value}”里看不出是几个人。请去掉姓名中间的空格，各人之间用顿号或英文逗号，如 [杨丽, 刘天爱]"
        return "joined-names", message
    separate = ", ".join(names)
    return "joined-names", f"“{fault.value}”是写在一起的几个人名。请用英文方括号和英文逗号：[{separate}]"


_ADVICE: dict[str, Callable[[_Fault], tuple[str, str]]] = {
    "date": _bad_date,
    "bad-date": _own_words,
    "bad-month": _bad_look,
    "bad-issue": _bad_look,
    "string": _bad_text,
    "int": _bad_number,
    "greater_than_equal": _bad_number,
    "less_than_equal": _bad_number,
    "bad-points": _bad_points,
    "bad-worth": _own_words,
    "bad-withdrawn": _own_words,
    "bad-rate": _own_words,
    "bad-span": _own_words,
    "site-address": _own_words,
    "unknown-check": _own_words,
    "too-much": _own_words,
    "foreign-file": _own_words,
    "foreign-folder": _own_words,
    "foreign-plugin": _own_words,
    "fixed-extension": _own_words,
    "negative-points": _own_words,
    "tuple": _bad_list,
    "too_short": _bad_list,
    "dataclass": _bad_mapping,
    "mapping": _bad_mapping,
    "dict": _bad_mapping,
    "bool": _bad_flag,
    "joined-names": _joined,
    "bad-address": _bad_address,
}
"""By the beginning of pydantic's (or our own) kind of error."""


def shown(value: object) -> str:
    """A value as an editor wrote it, or nearly; long ones shortened."""
    if isinstance(value, Mapping):
        text = "、".join(f"{key}: {shown(item)}" for key, item in value.items())
    elif isinstance(value, list | tuple):
        text = f"[{', '.join(map(shown, value))}]"
    elif isinstance(value, bool):
        text = str(value).lower()
    else:
        text = "" if value is None else str(value)
    return text if len(text) <= 40 else f"{text[:40]}……"
