"""JSON Schemas of the files that people write, from the same types that read them."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from generator.loading import commissions, records, schema
from generator.model.rules import RuleBook
from generator.model.site import SiteSettings
from generator.model.units import UnitRegistry

_TYPES: dict[str, tuple[str, Any]] = {
    "units": ("单位名录 units.yml", UnitRegistry),
    "rules": ("计分规则 rules.yml", RuleBook),
    "site": ("网站设置 mkdocs.yml", SiteSettings),
    "issue": ("一期的 index.md 开头各项", schema.IssueMeta),
    "article": ("稿件开头各项", schema.ArticleMeta),
    "notice": ("通报开头各项", schema.NoticeMeta),
    "adjustments": ("调整和事项 content/adjustments/", records.RecordFile),
    "commissions": ("约稿任务 content/commissions/", commissions.CommissionFile),
}

NAMES = tuple(_TYPES)
"""The files there are schemas of."""


def json_schema(name: str) -> str:
    """The schema of one kind of file as text; unknown keys are not allowed anywhere."""
    title, kind = _TYPES[name]
    found = TypeAdapter(kind).json_schema(by_alias=True)
    head = {"$schema": GenerateJsonSchema.schema_dialect, **found, "title": title}
    return json.dumps(_closed(head), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _closed(node: Any) -> Any:
    """Every record closed to unknown keys, and without the English docstrings."""
    if isinstance(node, list):
        return [_closed(part) for part in node]
    if not isinstance(node, dict):
        return node
    record = node.get("type") == "object" and "properties" in node
    kept = {key: _closed(value) for key, value in node.items() if not (record and key == "description")}
    return kept | {"additionalProperties": False} if record else kept
