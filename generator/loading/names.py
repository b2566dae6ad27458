"""Several names in one text, as people write them: ``甲、乙``, ``【甲，乙】``, ``张三 李四``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from generator.model.blanks import is_blank

_PAIRS = {"[": "]", "［": "］", "【": "】", "〔": "〕", "（": "）", "(": ")"}
_CLOSING = frozenset("]］】〕")
_QUOTES = "“”‘’「」＂\"'"
_SEPARATORS = frozenset(",，、；;")
_PERSON = re.compile(r"[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)*")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭"
    "陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤"
)
_BY_SPACES = frozenset({"unit", "units", "authors", "editors"})
_PEOPLE = frozenset({"authors", "editors"})


def split_names(text: str, key: str, known: Collection[str], in_list: bool = False) -> list[str]:
    """The names in the value of a key; ``known`` names of units stay whole. A text that may be one name is one."""
    text = text.strip()
    if text in known or is_blank(text):
        return [text]
    bare = _without_quotes(_without_brackets(text))
    parts = [name for part in _outside_brackets(bare) if (name := _without_quotes(part.strip()))]
    names = [name for part in parts for name in (_by_spaces(part, key, known, in_list))]
    return names or [text]


def _outside_brackets(text: str) -> Iterator[str]:
    """The parts between separators; those in round brackets belong to a name."""
    depth = start = 0
    for place, char in enumerate(text):
        if char in "（(":
            depth += 1
        elif char in "）)":
            depth -= 1
        elif char in _SEPARATORS and depth <= 0:
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _without_brackets(text: str) -> str:
    if len(text) < 2 or text[0] not in _PAIRS:
        return text
    inner = text[1:-1]
    whole = text[-1] == _PAIRS[text[0]] or (text[0] not in "（(" and text[-1] in _CLOSING)
    return inner.strip() if whole and not set(inner) & {text[0], text[-1]} else text


def _without_quotes(text: str) -> str:
    inner = text[1:-1]
    quoted = len(text) > 2 and text[0] in _QUOTES and text[-1] in _QUOTES and not set(inner) & set(_QUOTES)
    return inner.strip() if quoted else text


def _by_spaces(text: str, key: str, known: Collection[str], in_list: bool) -> list[str]:
    parts = text.split()
    if len(parts) < 2 or key not in _BY_SPACES or text in known:
        return [text]
    if key in _PEOPLE:
        return parts if all(map(_PERSON.fullmatch, parts)) and _are_several(parts, in_list) else [text]
    return parts if all(part in known or len(part) > 2 for part in parts) and "（" not in text else [text]


def _are_several(parts: list[str], in_list: bool) -> bool:
    """Whether the parts are people, and not one whose name of two characters was spaced: ``张 三``."""
    short = [len(part) == 1 for part in parts]
    if all(short):
        return not in_list and parts[0] not in _SURNAMES
    return not any(short)


def is_doubtful(name: str) -> bool:
    """Whether one person or several may be meant: ``杨 丽 刘天爱``."""
    parts = name.split()
    return len(parts) > 2 and any(len(part) == 1 for part in parts) and all(map(_PERSON.fullmatch, parts))
