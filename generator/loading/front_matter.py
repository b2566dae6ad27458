"""A Markdown file as written → its front matter as a record of fields, and its text."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from pydantic import TypeAdapter

from generator import limits
from generator.loading import schema
from generator.loading.context import Context
from generator.loading.settling import body_line_of, settle
from generator.loading.text_file import File, SplitFile
from generator.loading.text_limits import excess
from generator.model.archive import PlainPage
from generator.problems import Problem

T = TypeVar("T")

_PAGE = TypeAdapter(schema.PageMeta)


def read_front_matter(file: File, context: Context, adapter: TypeAdapter[T]) -> tuple[SplitFile, T] | None:
    """The file split, and its fields; what is wrong becomes problems, and ``context.unsure`` says of which keys."""
    settled = settle(file, adapter, context.unit_names, context.problems)
    if settled is None:
        context.unsure = frozenset({"---"})
        return None
    context.unsure, split = settled.unsure, settled.split
    found = excess(split.body)
    if found:
        line = body_line_of(file) + found.line
        context.problems.append(Problem(file.path, line, "", limits.CODE, found.limit.message(found.found)))
        context.unsure |= {"---"}
    else:
        context.body = split.body
    return (split, settled.record) if settled.record is not None else None


def read_yaml(file: File, context: Context, adapter: TypeAdapter[T]) -> tuple[SplitFile, T] | None:
    """As :func:`read_front_matter`, for a file that is YAML throughout."""
    settled = settle(file, adapter, context.unit_names, context.problems)
    context.unsure = settled.unsure if settled else frozenset({"---"})
    return (settled.split, settled.record) if settled and settled.record is not None else None


def common_fields(meta: Any, record: type) -> dict[str, Any]:
    """The values of the front matter that the record has under the same name."""
    wanted = {field.name for field in fields(record)}
    values = {field.name: getattr(meta, field.name) for field in fields(meta) if field.name in wanted}
    return {name: value for name, value in values.items() if value is not None}


def wrong_folder(what: str, value: str, folder: str) -> str:
    """What to do where a file says another number or month than its folder."""
    return f"{what} {value} 与文件夹不符（这个文件夹是 {folder}）。请改正{what}，或把文件移到 {value} 的文件夹"


def read_plain_page(file: File, context: Context) -> PlainPage | None:
    """Read ``content/pages/….md``."""
    found = read_front_matter(file, context, _PAGE)
    return PlainPage(file.path, found[1].title, found[0].body, found[1].aliases) if found else None
