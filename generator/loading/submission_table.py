"""What units sent in during a month, piece by piece, ``content/submissions/2024-05.csv`` or ``.xlsx``."""

from __future__ import annotations

import re
import unicodedata

from generator import limits
from generator.loading.context import Context
from generator.loading.month_tables import UNIT_NAMES
from generator.loading.office_table import Column, Form, Row, said
from generator.loading.piece_names import place_of
from generator.loading.register_rows import RegisterRows
from generator.loading.text_file import File
from generator.model.months import last_day
from generator.model.registers import NamedPiece, Submission, SubmissionRegister
from generator.problems import errors

FORM = Form(
    (
        Column("日期", "(?:报送|上报|收稿|收到|来稿|投稿|登记)?(?:日期|时间)", is_figure=True),
        Column("单位", UNIT_NAMES),
        Column("标题", "(?:稿件|信息|文章|原)?(?:标题|题目|题名|篇名)|(?:信息|稿件|文章)名称|稿件|信息"),
        Column("结果", "(?:处理|办理|采用|采编|编辑)?(?:结果|情况)|(?:稿件)?去向|是否采用|采用"),
        Column(
            "刊发", "(?:刊发|采用|刊登|编入)?(?:编号|期条|期次|期号条号|篇目|位置|期号|稿件)|采用稿件", needed=False
        ),
    ),
    limits.REGISTERED,
    fill_down=True,
)
_LONGEST = 200
_MERGED = re.compile(r"(.*?)(?:合并|并|合)(?:到|入|至|进)了?(.*)")
_DETAIL = re.compile(r"[(]([^()]{0,99}(?:\([^()]{0,9}\)[^()]{0,99})?)[)]")
_OUTCOMES = (
    ("未采用", r"未(?:被)?(?:采用|采纳|用|刊用|刊发|编发)|不(?:予)?(?:采用|用)|没有?采用|退稿|否"),
    ("采用", r"(?:已|被)?(?:采用|采纳|刊用|刊发|编发|录用|刊登)|是"),
    ("报市", r"已?上?报送?(?:市|市局|市政府|市政府办|市政府办公室|市委|市委办|市委市政府)"),
    ("报省厅", r"已?上?报送?(?:省|省厅|省自然资源厅|自然资源厅|省局)"),
    ("合并", r"(?:已)?合并"),
    ("待定", r"待定|待用|待编|备用|留用|在编|待处理|-+|—+|/"),
)


def read_submissions(file: File, context: Context) -> SubmissionRegister | None:
    """Read the register; where a row cannot be told it is not complete, and nothing is counted from it."""
    rows = RegisterRows(file, context, "submissions")
    told = len(errors(context.problems))
    found = rows.of(FORM)
    if found is None:
        return None
    read = [_row(rows, row) for row in found]
    complete = len(errors(context.problems)) == told
    return SubmissionRegister(file.path, file.stem, tuple(row for row in read if row is not None), complete)


def _row(rows: RegisterRows, row: Row) -> Submission | None:
    day, units = rows.day(row), rows.units(row)
    outcome = outcomes_of(row["结果"])
    title = " ".join(row["标题"].split()).strip("《》")
    if not row["单位"]:
        rows.report(row.line, "单位", "empty-field", "没有写单位，请补上")
    if not title:
        rows.report(row.line, "标题", "empty-field", "没有写标题，请补上")
    if outcome is None:
        words = "、".join(name for name, _ in _OUTCOMES)
        message = f"结果“{said(row['结果'])}”不认识，可以写：{words}；合并的写“合并到2024-07-03”，几样都有的用顿号隔开"
        rows.report(row.line, "结果", "bad-outcome", message)
    if not units or not title or outcome is None:
        return None
    names, target = outcome
    cell = row["刊发"] or target
    piece: NamedPiece | None = NamedPiece()
    if cell and not (row["刊发"].isdecimal() and not target):
        piece = rows.piece(cell, "", "", row.line)
    day = day or last_day(rows.month)  # which has been told
    return Submission(row.line, day, units, title, names, piece) if piece is not None else None


def outcomes_of(text: str) -> tuple[tuple[str, ...], str] | None:
    """What became of a piece, and the number or title of the piece it is now part of; ``None`` for what is unknown."""
    if len(text) > _LONGEST:
        return None
    text = unicodedata.normalize("NFKC", text).strip()
    target = ""
    if merged := _MERGED.fullmatch(text):
        text, target = f"{merged[1]}、合并", merged[2].strip('《》“”" ')
    else:
        target = next((detail for detail in _DETAIL.findall(text) if place_of(detail)), "")
        text = _DETAIL.sub("、", text)
    found = []
    for word in filter(None, re.split(r"[、,;/+和及\s]+", text)):
        names = [name for name, pattern in _OUTCOMES if re.fullmatch(pattern, word)]
        if not names:
            return None
        found += names
    if {"采用", "未采用"} <= set(found):
        return None
    return tuple(dict.fromkeys(found)), target
