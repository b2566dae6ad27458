"""The record of reviews, to be printed: who approved what, when, after which checks, and what was allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from generator.checking import Reviewed, label_of, reviewed_files
from generator.model.archive import Archive
from generator.model.reviews import together
from generator.model.settable import CHECKS_VERSION

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font: 12pt/1.6 serif; max-width: 48em; margin: 2em auto; padding: 0 1em; }}
table {{ border-collapse: collapse; width: 100%; page-break-inside: auto; }}
th, td {{ border: 1px solid #666; padding: .2em .5em; text-align: left; word-break: break-all; }}
tr {{ page-break-inside: avoid; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""

Table = list[tuple[str, ...]]
Block = str | Table
"""A heading (``#``), a paragraph, or a table with its head."""


def record_text(archive: Archive, records: Iterable[Reviewed], *, as_page: bool = False) -> str:
    """The record as Markdown, or as a page that stands alone."""
    title = f"{archive.site.name} 审核记录"
    blocks = [f"# {title}", *(block for record in records for block in _blocks(archive, record))]
    if as_page:
        return _PAGE.format(title=escape(title), body="\n".join(map(_html, blocks)))
    return "\n\n".join(map(_markdown, blocks)) + "\n"


def _blocks(archive: Archive, record: Reviewed) -> Iterator[Block]:
    files, review = reviewed_files(archive, record), record.review
    yield f"## {label_of(record)}"
    if review is None:
        yield "没有审核记录。"
    else:
        state = "审核以后没有变动" if review.digest == together(files) else "审核以后有变动，需要重新审核"
        yield [
            ("项目", "内容"),
            ("审核人", review.by),
            ("审核日期", str(review.date)),
            ("检查的版本", review.checks or "没有记下"),
            ("现在的检查版本", CHECKS_VERSION),
            ("审核摘要", review.digest or "没有记下"),
            ("状态", state),
        ]
    before = review.files if review else {}
    rows = [(name, before.get(name, "—"), files.get(name, "—")) for name in sorted({*files, *before})]
    yield [("文件", "审核时的摘要", "现在的摘要"), *rows]
    allowed = list(_allowed(archive, record, files))
    if allowed:
        yield "按下列各条放行："
        yield [("文件", "检查", "内容", "原因", "批准人", "日期"), *allowed]
    else:
        yield "没有放行的内容。"


def _allowed(archive: Archive, record: Reviewed, files: Iterable[str]) -> Iterator[tuple[str, ...]]:
    folder = record.path.rpartition("/")[0]
    paths = {name if name.startswith("content/") else f"{folder}/{name}" for name in files}
    for one in archive.allowances.allowances if archive.allowances else ():
        if one.path in paths:
            yield one.path, one.code, one.text or "全部", one.reason, one.by, str(one.date)


def _markdown(block: Block) -> str:
    if isinstance(block, str):
        return block
    head, *rows = [f"| {' | '.join(cell.replace('|', '｜') for cell in row)} |" for row in block]
    return "\n".join([head, "|" + "---|" * len(block[0]), *rows])


def _html(block: Block) -> str:
    if isinstance(block, str):
        words = block.lstrip("#").strip()
        level = len(block) - len(block.lstrip("#"))
        tag = f"h{level}" if level else "p"
        return f"<{tag}>{escape(words)}</{tag}>"
    head, *rows = block
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    return (
        f"<table>\n<tr>{''.join(f'<th>{escape(cell)}</th>' for cell in head)}</tr>\n"
        + "".join(f"<tr>{line}</tr>\n" for line in lines)
        + "</table>"
    )
