"""A notice, ``content/notices/2023-06.md``."""

from __future__ import annotations

from pydantic import TypeAdapter

from generator.loading import schema
from generator.loading.context import Context
from generator.loading.front_matter import common_fields, read_front_matter
from generator.loading.text_file import File
from generator.model.notices import Notice

_NOTICE = TypeAdapter(schema.NoticeMeta)


def read_notice(file: File, context: Context) -> Notice | None:
    """Read a notice; its month must be that of its name."""
    found = read_front_matter(file, context, _NOTICE)
    if found is None:
        return None
    split, meta = found
    month = file.stem
    if meta.month != month:
        message = f"月份 {meta.month} 与文件名不符（文件名是 {month}.md）。请改正月份或文件名"
        context.report(split, ("month",), "month-folder", message)
    values = common_fields(meta, Notice) | {"month": month}
    return Notice(file.path, body=split.body, **values)
