"""JSON Schemas of the files that people write, from the same types that read them."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from generator.loading.kinds import KINDS

_KINDS = {kind.schema[0]: kind for kind in reversed(KINDS) if kind.schema}
"""By the name of the schema, which the first kind of several gives its title."""

NAMES = tuple(dict.fromkeys(kind.schema[0] for kind in KINDS if kind.schema))
"""The files there are schemas of."""


def json_schema(name: str) -> str:
    """The schema of one kind of file as text; unknown keys are not allowed anywhere."""
    kind = _KINDS[name]
    assert kind.schema is not None
    found = TypeAdapter(kind.schema[1]).json_schema(by_alias=True)
    head = {"$schema": GenerateJsonSchema.schema_dialect, **found, "title": f"{kind.word}：{kind.title}"}
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
