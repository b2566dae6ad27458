"""The keys a file may have, and which one somebody meant who wrote another."""

from __future__ import annotations

import difflib
from typing import Any

from pydantic import TypeAdapter

_CHINESE_KEYS = {
    "标题": "title",
    "副题": "subtitle",
    "副标题": "subtitle",
    "单位": "unit",
    "供稿单位": "unit",
    "作者": "authors",
    "期号": "issue",
    "期": "issue",
    "类型": "type",
    "类别": "type",
    "月份": "month",
    "日期": "date",
    "约稿单位": "commissioner",
    "编辑": "editors",
    "责任编辑": "editors",
    "名称": "name",
    "全称": "full_name",
    "简称": "short_name",
    "别名": "aliases",
    "分组": "group",
}


def keys_of(adapter: TypeAdapter[Any]) -> list[str]:
    """Every key the schema knows, at any depth."""
    found: dict[str, None] = {}

    def collect(schema: object) -> None:
        if isinstance(schema, dict):
            found.update(dict.fromkeys(schema.get("properties", {})))
            for part in schema.values():
                collect(part)
        elif isinstance(schema, list):
            for part in schema:
                collect(part)

    collect(adapter.json_schema())
    return list(found)


def meant_key(name: str, known: list[str]) -> str:
    """The known key that an unknown one most likely stands for, or nothing."""
    if _CHINESE_KEYS.get(name) in known:
        return _CHINESE_KEYS[name]
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.5)), "")


def unknown_key(name: str, known: list[str]) -> str:
    """What to do about a key that no schema of the file has."""
    meant = meant_key(name, known)
    if meant:
        return f"不认识的项目“{name}”（是不是“{meant}”？）。请改正，或删去这一行"
    return f"不认识的项目“{name}”，请删去这一行。可以用的项目有：{'、'.join(known)}"
