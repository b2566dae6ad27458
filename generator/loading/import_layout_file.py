"""What has been said once about old files, ``content/import.yml``: read with everything else, written by importing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import AfterValidator, TypeAdapter
from pydantic_core import PydanticCustomError

from generator.loading import schema
from generator.loading.context import Context
from generator.loading.front_matter import read_yaml
from generator.loading.text_file import File
from generator.loading.unit_names import unknown_unit
from generator.model.frozen import COLUMNS
from generator.model.import_layout import SKIPPED, ImportLayout

LAYOUT = "content/import.yml"


def _column(value: str) -> str:
    if value not in (*COLUMNS, SKIPPED):
        raise PydanticCustomError("unknown-column", "no such column")
    return value


@dataclass(frozen=True, slots=True)
class LayoutFile:
    """The file as written."""

    headings: Mapping[schema.Text, Literal["信息", "简讯", "不导入"]] = field(default_factory=dict)
    columns: Mapping[schema.Text, Annotated[str, AfterValidator(_column)]] = field(default_factory=dict)
    credits: Mapping[schema.Text, schema.Text] = field(default_factory=dict)


_LAYOUT: TypeAdapter[LayoutFile] = TypeAdapter(LayoutFile)


def read_layout(file: File, context: Context) -> ImportLayout | None:
    """Read the file; the units in it must be known."""
    found = read_yaml(file, context, _LAYOUT)
    if found is None:
        return None
    split, layout = found
    for name, unit in layout.credits.items():
        if context.units and unit not in context.units.known_names:
            context.report(split, ("credits", name), "unknown-unit", unknown_unit(context.units, unit))
    return ImportLayout(file.path, dict(layout.headings), dict(layout.columns), dict(layout.credits))
