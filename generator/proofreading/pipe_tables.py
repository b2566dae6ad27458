"""Tables: those that do not become one, rows of another length, and sums that are not the sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.proofreading.finding import Hit
from generator.proofreading.quantities import Quantity, near, quantity

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_WIDE_RULE = re.compile(r"[\s|｜:：\-－—–─―]*[－—–─―-]{1,}[\s|｜:：\-－—–─―]*")
_PIPE = re.compile(r"(?<!\\)\|")
_TOTAL = re.compile(r"[\s*]*(?:合\s*计|总\s*计|共\s*计|总\s*数)[\s*]*")
_SUBTOTAL = re.compile(r"[\s*]*小\s*计[\s*]*")
_NO_ADDEND = re.compile(r"序\s*号|编号|年份|年度|月份|排名|名次|位次|率|占比|比例|比重|平均|均|同比|增幅|电话|%|％")


@dataclass(frozen=True, slots=True)
class _Line:
    place: int
    text: str


def tables(body: str) -> Iterator[Hit]:
    """Everything about tables in a text."""
    if "|" not in body and "｜" not in body and "\t" not in body:
        return
    lines, place = [], 0
    for text in body.split("\n"):
        lines.append(_Line(place, text))
        place += len(text) + 1
    for before, block in _blocks(lines, "|"):
        yield from _pipe_block(before, block)
    yield from _no_table(
        lines, "｜", "表格的竖线是全角的“｜”，不会变成表格。请全部改成英文的“|”，表头下面加一行 |---|---|"
    )
    message = "像是从表格软件贴来的（中间是制表符），不会变成表格。请每行写成“| 甲 | 1 |”，表头下面加一行 |---|---|"
    yield from _no_table(lines, "\t", message)


def _blocks(lines: Sequence[_Line], sign: str) -> Iterator[tuple[str, list[_Line]]]:
    """Runs of lines with the sign, each with the line before it."""
    block: list[_Line] = []
    before = last = ""
    for line in [*lines, _Line(0, "")]:
        if sign in line.text.strip() and not line.text.startswith("    "):
            if not block:
                before = last
            block.append(line)
        elif block:
            yield before, block
            block = []
        last = line.text


def _no_table(lines: Sequence[_Line], sign: str, message: str) -> Iterator[Hit]:
    for _, block in _blocks(lines, sign):
        counts = [line.text.strip().count(sign) for line in block]
        alike = any(one == two for one, two in pairwise(counts))
        if len(block) > 1 and alike and not any("|" in line.text for line in block):
            yield Hit(block[0].place, "broken-table", message)


def _cells(text: str) -> list[str]:
    inner = text.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip() for cell in _PIPE.split(inner)]


def _pipe_block(before: str, block: list[_Line]) -> Iterator[Hit]:
    rows = [_cells(line.text) for line in block]
    if len(block) == 1 and len(rows[0]) < 3 and not block[0].text.strip().startswith("|"):
        return  # a stroke in a sentence
    rules = [number for number, line in enumerate(block) if _RULE.fullmatch(line.text) and "-" in line.text]
    rule = rules[0] if rules else -1
    width = len(rows[0])
    if rule == 1:
        if before.strip():
            yield Hit(block[0].place, "broken-table", "表格上面没有空行，不会变成表格。请在表头上面空一行")
        elif len(rows[1]) != width:
            message = f"表头有 {width} 格，下面的分隔行有 {len(rows[1])} 格，不会变成表格。请让两行的格数相同"
            yield Hit(block[1].place, "broken-table", message)
        else:
            yield from _other_lengths(block, rows, width)
            yield from _sums(block, rows)
    elif rule > 1 and len(rows[rule]) == len(rows[rule - 1]):
        yield Hit(block[0].place, "broken-table", "分隔行 |---|---| 要紧接在第一行（表头）下面，不然不会变成表格")
    elif len(block) > 1 or block[0].text.strip().startswith("|"):
        wide = next((line for line in block[1:] if _WIDE_RULE.fullmatch(line.text)), None)
        if wide:
            message = "表头下面的分隔行要用英文短横和竖线：|---|---|，现在的不会变成表格"
            yield Hit(wide.place, "broken-table", message)
        elif len(block) > 1 or width > 1:
            message = f"缺少分隔行，不会变成表格。请在第一行（表头）下面加一行 {'|---' * max(width, 2)}|"
            yield Hit(block[0].place, "broken-table", message)


def _other_lengths(block: list[_Line], rows: list[list[str]], width: int) -> Iterator[Hit]:
    for line, row in zip(block[2:], rows[2:], strict=True):
        if len(row) != width:
            what = "多的会丢掉" if len(row) > width else "少的会空着"
            message = f"这一行有 {len(row)} 格，表头有 {width} 格，{what}。请核对竖线（格子里的竖线写成 \\|）"
            yield Hit(line.place, "table-cells", message)


def _sums(block: list[_Line], rows: list[list[str]]) -> Iterator[Hit]:
    head, body = rows[0], rows[2:]
    titles = [next((cell for cell in row[:2] if cell), "") for row in body]
    for number, title in enumerate(titles):
        if _TOTAL.fullmatch(title):
            above = [(row, _SUBTOTAL.fullmatch(name)) for row, name in zip(body[:number], titles, strict=False)]
            below = [(row, _SUBTOTAL.fullmatch(name)) for row, name in zip(body[1:], titles[1:], strict=True)]
            others = above if number else below
            for column, wrong in _wrong_columns(head, body[number], others):
                yield Hit(block[number + 2].place, "table-sum", f"“{column}”{wrong}")
    yield from _wrong_rows(block, head, body, titles)


def _wrong_columns(
    head: list[str], total: list[str], others: Sequence[tuple[list[str], object]]
) -> Iterator[tuple[str, str]]:
    for place, name in enumerate(head):
        printed = quantity(total[place]) if place < len(total) else None
        if printed is None or _NO_ADDEND.search(name) or len(others) < 2:
            continue
        plain = [quantity(row[place]) for row, is_part in others if place < len(row) and not is_part]
        parts = [quantity(row[place]) for row, is_part in others if place < len(row) and is_part]
        sums = [_sum(found) for found in (plain, parts, [*plain, *parts]) if any(found)]
        if len([one for one in plain if one]) > 1 and not any(near(one, printed) for one in sums):
            yield name or f"第 {place + 1} 列", f"合计写的是 {printed.text}，各行相加是 {sums[0].text}，请核对"


def _wrong_rows(block: list[_Line], head: list[str], body: list[list[str]], titles: list[str]) -> Iterator[Hit]:
    columns = [place for place, name in enumerate(head) if place and _TOTAL.fullmatch(name)]
    addends = [
        place
        for place, name in enumerate(head)
        if place and not _TOTAL.fullmatch(name) and not _SUBTOTAL.fullmatch(name) and not _NO_ADDEND.search(name)
    ]
    if len(columns) != 1 or len(addends) < 2:
        return
    column, wrong, right = columns[0], [], 0
    for line, row, title in zip(block[2:], body, titles, strict=True):
        if len(row) != len(head):
            continue
        printed, found = quantity(row[column]), [quantity(row[place]) for place in addends]
        if printed is None or len([one for one in found if one]) < 2:
            continue
        if near(_sum(found), printed):
            right += 1
        else:
            message = f"“{title}”一行的合计写的是 {printed.text}，各项相加是 {_sum(found).text}，请核对"
            wrong.append(Hit(line.place, "table-sum", message))
    if len(wrong) <= max(right, 1):  # else the columns are no parts of it
        yield from wrong


def _sum(found: Sequence[Quantity | None]) -> Quantity:
    total = Quantity.zero()
    for one in found:
        total = total.plus(one) if one else total
    return total
