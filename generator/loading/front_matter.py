"""A Markdown file as written → its front matter as a record of fields, and its text."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from pydantic import TypeAdapter

from generator import limits
from generator.loading import schema
from generator.loading.context import Context
from generator.loading.text_file import File, SplitFile, body_line_of, decode, split_front_matter
from generator.loading.text_limits import excess
from generator.loading.yaml_text import parse_yaml
from generator.model.archive import PlainPage
from generator.model.blanks import blank, blanks_in
from generator.problems import Problem

T = TypeVar("T")

_PAGE = TypeAdapter(schema.PageMeta)


def read_front_matter(file: File, context: Context, adapter: TypeAdapter[T]) -> tuple[SplitFile, T] | None:
    """The file split, and its fields; everything wrong with them becomes problems and gives ``None``."""
    text = decode(file, context.problems)
    split = split_front_matter(file.path, text, context.problems) if text is not None else None
    if text is None or split is None:
        return None
    for line, what in blanks_in(text):
        message = f"还没有写{what}。请把“{blank(what)}”换成{what}；用不着的，把这一处删去"
        context.problems.append(Problem(file.path, line, "", "to-fill-in", message))
    found = excess(split.body)
    if found:
        line = body_line_of(file) + found.line
        context.problems.append(Problem(file.path, line, "", limits.CODE, found.limit.message(found.found)))
        return None
    return read_fields(split, context, adapter)


def read_yaml(file: File, context: Context, adapter: TypeAdapter[T]) -> tuple[SplitFile, T] | None:
    """As :func:`read_front_matter`, for a file that is YAML throughout."""
    text = decode(file, context.problems)
    return read_fields(SplitFile(file.path, text), context, adapter) if text is not None else None


def read_fields(split: SplitFile, context: Context, adapter: TypeAdapter[T]) -> tuple[SplitFile, T] | None:
    """The YAML part as a record."""
    data = parse_yaml(split, context.problems)
    if data is None:
        return None
    held = schema.build(adapter, data, split, context.problems)
    return (split, held) if held is not None else None


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
