"""The keys a file may have, and which one somebody meant who wrote another."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

_WORDS = {
    "title": "标题 题目 篇名",
    "subtitle": "副题 副标题",
    "unit": "单位 供稿单位 报送单位 来稿单位 署名单位",
    "units": "单位 承办单位 约稿对象 单位名录",
    "authors": "作者 撰稿 撰稿人 供稿人",
    "issue": "期号 期数 期 刊期",
    "whole_number": "总期号 总期数",
    "type": "类型 类别 稿件类型",
    "month": "月份 计分月份",
    "date": "日期 编发日期 印发日期",
    "editors": "编辑 责任编辑 责编",
    "commissioner": "约稿单位 交办 交办单位 约稿方",
    "adoptions": "采用 上级采用 采用情况",
    "publication": "刊物 采用刊物",
    "level": "级别 采用级别 批示级别",
    "instructions": "批示 领导批示",
    "corrections": "更正",
    "reason": "原因 事由 理由",
    "missing": "缺失",
    "aliases": "别名 旧网址",
    "recipients": "发送 抄送",
    "email": "邮箱 电子邮箱 信箱",
    "phone": "电话 联系电话",
    "note": "备注 说明",
    "notes": "注",
    "signatory": "落款 印发单位",
    "addressees": "主送",
    "attachment": "附件",
    "commissions": "约稿任务 约稿",
    "due": "期限 完成期限 截止日期",
    "piece": "稿件",
    "adjustments": "调整 加减分",
    "points": "分值 分数",
    "decided_by": "决定 审定 决定人 审定人",
    "events": "事项",
    "event": "事项",
    "sections": "栏目",
    "groups": "分组",
    "name": "名称",
    "full_name": "全称",
    "short_name": "简称",
    "group": "分组 组别",
}
"""Identifier → what editors call it. A word of several identifiers means the one that may stand in the file."""
IDENTIFIERS = frozenset(_WORDS)
_MEANINGS: dict[str, list[str]] = {}
for _identifier, _said in _WORDS.items():
    for _word in _said.split():
        _MEANINGS.setdefault(_word, []).append(_identifier)
_BLANKS = str.maketrans("", "", " \t\u3000\xa0\u200b\ufeff")


def identifier(written: str, known: Collection[str]) -> str:
    """The known key that somebody wrote in Chinese, in capitals or full-width letters; empty where it is none."""
    name = unicodedata.normalize("NFKC", written).translate(_BLANKS)
    if name in known or name.lower() in known:
        return name if name in known else name.lower()
    return next((one for one in _MEANINGS.get(name, ()) if one in known), "")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that a file may have: at its top, and further below."""

    top: frozenset[str]
    below: frozenset[str]

    def identifier(self, written: str, at_top: bool) -> str:
        """As :func:`identifier`, for a key at a place."""
        return identifier(written, self.top if at_top else self.below)


@lru_cache(maxsize=32)
def keys_by_place(adapter: TypeAdapter[Any]) -> Keys:
    """The keys of the schema."""
    schema = adapter.json_schema()
    parts = schema.get("$defs", {})
    top = schema.get("properties") or parts[schema["$ref"].rpartition("/")[2]]["properties"]
    below = [part for part in parts.values() if part.get("properties") != top]
    return Keys(frozenset(top), frozenset(_properties(below)))


@lru_cache(maxsize=32)
def keys_of(adapter: TypeAdapter[Any]) -> list[str]:
    """Every key the schema knows, at any depth."""
    return list(dict.fromkeys(_properties(adapter.json_schema())))


def _properties(schema: object) -> Iterator[str]:
    parts: Iterable[object] = ()
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
        parts = schema.values()
    elif isinstance(schema, list):
        parts = schema
    for part in parts:
        yield from _properties(part)


def meant_key(name: str, known: list[str]) -> str:
    """The known key that an unknown one most likely stands for, or nothing."""
    return identifier(name, known) or next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.5)), "")


_LEADS = {
    "基础分": ("base",),
    "封顶": ("caps",),
    "倍数": ("multipliers",),
    "最高": ("sharing", "combine"),
    "扣分": ("deductions",),
    "排名": ("ranking",),
}
"""What somebody calls a clause of the rules → the keys it may be; too loose to be put right without asking."""


def places_of(adapter: TypeAdapter[Any]) -> dict[str, list[str]]:
    """Key → the keys below which it may stand (empty: at the top)."""
    found: dict[str, list[str]] = {}
    schema = adapter.json_schema()
    parts = schema.get("$defs", {})
    seen = set[tuple[str, int]]()

    def walk(part: object, above: str) -> None:
        if isinstance(part, dict) and "$ref" in part:
            part = parts[part["$ref"].rpartition("/")[2]]
        if isinstance(part, list):
            for one in part:
                walk(one, above)
        if not isinstance(part, dict) or (above, id(part)) in seen:
            return
        seen.add((above, id(part)))
        for name, below in part.get("properties", {}).items():
            if above not in found.setdefault(name, []):
                found[name].append(above)
            walk(below, name)
        for step in ("anyOf", "oneOf", "allOf", "items", "additionalProperties"):
            walk(part.get(step), above)

    walk(schema, "")
    return found


def unknown_key(name: str, adapter: TypeAdapter[Any], above: str) -> str:
    """What to do about a key that may not stand below the key ``above`` (empty: at the top)."""
    places = places_of(adapter)
    here = [key for key, where in places.items() if above in where] or list(places)
    leads = [key for key in _LEADS.get(name, ()) if key in places]
    meant = [key for key in leads if key in here] or [key for key in (meant_key(name, here),) if key]
    if meant and name not in places:
        said = "、".join(f"“{key}”" for key in meant)
        return f"不认识的项目“{name}”（是不是{said}？）。请改正，或删去这一行"
    if elsewhere := leads or [name] * (name in places):
        said = "；".join(f"“{key}”写在{'、'.join(map(_below, places[key]))}" for key in elsewhere)
        return f"项目“{name}”不能写在这里：{said}。请移过去，或删去这一行。这里可以用的项目有：{'、'.join(here)}"
    return f"不认识的项目“{name}”，请删去这一行。可以用的项目有：{'、'.join(here)}"


def _below(above: str) -> str:
    return f" {above} 下面" if above else "文件的最外层"
