"""The table of kinds of files as a page for people: ``docs/files.md``."""

from __future__ import annotations

from collections.abc import Iterator

from generator.attachments import ATTACHMENTS
from generator.limits import TABLE
from generator.loading.kinds import KINDS

_HEAD = """# 资料库里的文件

由程序的文件种类表生成（`make schemas`），不手工改。每个文件都属于下面的一种，或者是正文里链接了的附件；其他的不会发布，
`bulletin check` 会说明它应当叫什么、放在哪里。

| 叫法 | 位置，例如 | 做什么用 | 项目的格式（`bulletin schema …`） |
|---|---|---|---|
"""

_LIMITS = """
## 上限

比实际用到的多得多；超过的，`bulletin check` 会说明是哪一样，在哪个文件。月份和日期的年份在 2000—2100 之间，
可以在 `mkdocs.yml` 的 `extra` 里用 `first_year`、`last_year` 另定。

| | 什么 | 最多 |
|---|---|---|
"""


def file_table() -> str:
    """Markdown: a row for each kind of file, and what may be attached."""
    rows = [
        f"| {kind.word} | `{kind.example}` | {kind.title} | {f'`{kind.schema[0]}`' if kind.schema else '—'} |\n"
        for kind in KINDS
    ]
    endings = "、".join(f"`{ending}`" for ending in ATTACHMENTS)
    allowed = f"正文里链接了的附件可以是：{endings}；内容要和扩展名相符。\n"
    return f"{_HEAD}{''.join(rows)}\n{allowed}{_LIMITS}{''.join(_limit_rows())}"


def _limit_rows() -> Iterator[str]:
    for group, limits in TABLE:
        yield from (f"| {group} | {limit.what} | {limit.amount} |\n" for limit in limits)
