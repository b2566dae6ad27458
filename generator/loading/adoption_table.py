"""Adoptions and instructions of a month in bulk, ``content/adoptions/2024-05.csv`` or ``.xlsx``."""

from __future__ import annotations

import re
from datetime import date

from generator import limits
from generator.loading.context import Context
from generator.loading.month_tables import UNIT_NAMES
from generator.loading.office_table import Column, Form, Row, points_of, said
from generator.loading.piece_types import PINNED
from generator.loading.register_rows import RegisterRows
from generator.loading.text_file import File
from generator.model.articles import Adoption, Instruction
from generator.model.registers import AdoptionRow, AdoptionTable
from generator.model.units import plain_name

_PIECE = (
    "(?:稿件|原稿|本刊|刊发|信息)?(?:编号|期号条号|期条|期次|期号|稿号)|篇目|稿件|(?:稿件)?(?:链接|网址|位置|路径|文件)"
)
_TITLE = "(?:稿件|信息|文章|采用|原|稿件原)?(?:标题|题目|题名|篇名)|(?:信息|稿件|文章)名称"
FORM = Form(
    (
        Column("日期", "(?:采用|刊发|刊登|刊载|批示|发布|见刊)?(?:日期|时间)", is_figure=True),
        Column("级别", "(?:采用|刊物|批示|领导|载体|媒体)?(?:级别|层级|等次)"),
        Column("稿件", _PIECE, needed=False),
        Column("标题", _TITLE, needed=False),
        Column("单位", UNIT_NAMES, needed=False),
        Column(
            "刊物", "(?:采用|刊登|刊发|上级|刊载)?(?:刊物|载体|媒体|平台|刊名)(?:名称)?|采用单位|采用处", needed=False
        ),
        Column("类别", "类别|事项|采用或批示|采用批示|项目|种类", needed=False),
        Column("采用类型", "(?:采用|刊用|刊登)(?:类型|形式|体裁)|类型|体裁", needed=False),
        Column("上级记分", "(?:上级)?(?:记分|计分|得分|分值|分数)", needed=False),
    ),
    limits.REGISTERED,
    fill_down=True,
)
_INSTRUCTION = re.compile(r"(.*?)(?:主要)?(?:领导)?(?:同志)?(?:肯定性)?批示")
_ADOPTION = re.compile(r"(?:上级|被)?(?:采用|刊用|刊登|刊发|采纳)?")


def read_adoptions(file: File, context: Context) -> AdoptionTable | None:
    """Read the table; which pieces its rows mean is found once all have been read."""
    rows = RegisterRows(file, context, "adoptions")
    found = rows.of(FORM)
    if found is None:
        return None
    read = [_row(rows, row) for row in found]
    return AdoptionTable(file.path, file.stem, tuple(row for row in read if row is not None))


def _row(rows: RegisterRows, row: Row) -> AdoptionRow | None:
    day, units = rows.day(row), rows.units(row)
    piece = rows.piece(row["稿件"], row["标题"], units[0] if units else "", row.line)
    entry = _entry(rows, row, day)
    if units is None or piece is None:
        return None
    if isinstance(entry, Adoption):
        return AdoptionRow(row.line, piece, adoption=entry)
    return AdoptionRow(row.line, piece, instruction=entry)


def _entry(rows: RegisterRows, row: Row, day: date | None) -> Adoption | Instruction | None:
    """What the row says happened to its piece; ``None`` with a problem."""
    points = points_of(row["上级记分"]) if row["上级记分"] else None
    bad_points = bool(row["上级记分"]) and points is None
    if bad_points:
        message = f"上级记分“{said(row['上级记分'])}”不是分数，要写数字，如 5；没有就空着"
        rows.report(row.line, "上级记分", "bad-points", message)
    found = _kind_and_level(rows, row)
    if found is None or day is None or bad_points:
        return None
    is_instruction, kind, level = found
    publication = " ".join(row["刊物"].split()).strip("《》")
    if is_instruction:
        read_in = "" if _INSTRUCTION.fullmatch(plain_name(publication)) else publication
        return Instruction(level, day, read_in)
    return Adoption(publication, level, day, kind, points)


def _kind_and_level(rows: RegisterRows, row: Row) -> tuple[bool, str, str] | None:
    """Whether a row is an instruction, the kind of an adoption, and the level; ``None`` with a problem."""
    category, level, publication = plain_name(row["类别"]), plain_name(row["级别"]), plain_name(row["刊物"])
    kind, told = plain_name(row["采用类型"]), False
    named = next((found for one in (level, category) if (found := _INSTRUCTION.fullmatch(one))), None)
    is_instruction = named is not None or bool(_INSTRUCTION.fullmatch(kind) or _INSTRUCTION.fullmatch(publication))
    if _INSTRUCTION.fullmatch(level):
        level = ""
    level = level or (named[1] if named else "")
    level = level.removesuffix("领导") if is_instruction else level
    if not is_instruction and category in PINNED:
        kind = kind or category
    elif not is_instruction and not _ADOPTION.fullmatch(category):
        rows.report(row.line, "类别", "bad-value", f"类别“{said(row['类别'])}”不认识，只能写 采用 或 批示")
        told = True
    if not level:
        rows.report(row.line, "级别", "empty-field", "没有写级别，请写上，如 市级、省级")
        told = True
    if not is_instruction and not publication:
        rows.report(row.line, "刊物", "empty-field", "没有写刊物，请写上采用的刊物；是批示的，在类别里写 批示")
        told = True
    return None if told else (is_instruction, kind, level)
