"""Words that say that a text is not for everybody: marks of secrecy, drafts, what a leader wrote on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.disclosure.findings import Found, shortened

_DRAFTS = ("征求意见稿", "讨论稿", "送审稿")
_INSIDE = ("内部资料", "内部文件", "内部刊物", "注意保存", "不得公开", "不得外传", "请勿外传", "不宜公开")
_GRADES = ("绝密", "机密", "秘密")

_NUMBER = r"[\d０-９一二三四五六七八九十]+"
_GRADE = re.compile(
    rf"(?:绝密|机密|秘密)(?:级)?[ \t\xa0\u3000]*(?:[★☆✩⭐＊*]|{_NUMBER}[ \t]*(?:年|个月)|长期|件(?![\u4e00-\u9fff]))"
)
_ALONE = r"(?:^|[\s【\[（(〔“《★☆#>*：:|])"
_ENDS = r"(?=$|[\s】\]）)〕”》★☆*！!。，,、|：:])"
_GRADE_ALONE = re.compile(rf"{_ALONE}((?:绝密|机密|秘密)(?:级|件)?){_ENDS}", re.MULTILINE)
_GRADE_SAID = re.compile(r"密级(?:标识|等级)?[为是：:\s]*(?:绝密|机密|秘密)")
_OF_NO_FILE = re.compile(r"(?:国家|工作|商业|保守|泄露|涉及|窃取|严守|失泄)$")
_WIRE = re.compile(
    r"(?<![加保])密电(?=$|[^\u4e00-\u9fff])|(?<![照说证透声表阐查标])明电(?=$|[^\u4e00-\u9fff])", re.MULTILINE
)
_MARKED = re.compile(
    rf"{_ALONE}(?:本(?:文件|资料|件|文|刊|材料)(?:为|属|是|属于)?)?({'|'.join(_INSIDE)}){_ENDS}"
    rf"|本(?:文件|资料|件|文|刊|材料|期)[^。\n]{{0,8}}?({'|'.join(_INSIDE)})",
    re.MULTILINE,
)
_DRAFT_MARK = re.compile(rf"{_ALONE}({'|'.join(_DRAFTS)}){_ENDS}", re.MULTILINE)

_WRITTEN = r"(?:批示|签批|批注|批语|圈阅|批阅)"
_INSTRUCTION = re.compile(
    rf"{_WRITTEN}(?:意见|内容|原文|全文|精神|时|中|上|道|如下|为|是|指出|强调|要求|写道|明确|说|提出|[：:，,\s])*[“\"「『]"
    rf"|{_WRITTEN}(?:意见|内容|原文|全文)?(?:如下)?[：:](?!\s*$)[^\n“]{{2}}"
    rf"|{_WRITTEN}(?:意见|内容|原文|全文)(?:如下|[为是])"
    r"|[”\"」』](?:的|这一|这个)(?:重要)?批示",
    re.MULTILINE,
)
_FIELD = re.compile(r"^\s*(?:-\s*)?(?:instructions|批示)\s*[：:].*$", re.MULTILINE)


_NOTES = ("批示", "签批", "批注", "批语", "圈阅", "批阅")
_ANY = re.compile("|".join((*_GRADES, *_INSIDE, *_DRAFTS, *_NOTES, "密电", "明电")))


def marks_in(text: str) -> Iterator[Found]:
    """Marks of secrecy and drafts, and quoted instructions."""
    if _ANY.search(text) is None:
        return
    if any(word in text for word in _GRADES):
        for found in (*_GRADE.finditer(text), *_GRADE_ALONE.finditer(text), *_GRADE_SAID.finditer(text)):
            if not _OF_NO_FILE.search(text[max(0, found.start() - 4) : found.start()]):
                yield found.end() - 1, "secrecy-mark", _word_in(found[0])
    if "密电" in text or "明电" in text:
        for found in _WIRE.finditer(text):
            yield found.start(), "secrecy-mark", found[0]
    if any(word in text for word in _INSIDE):
        for found in _MARKED.finditer(text):
            yield found.end() - 1, "secrecy-mark", found[1] or found[2]
    if any(word in text for word in _DRAFTS):
        yield from _drafts(text)
    if any(word in text for word in _NOTES):
        fields = [found.span() for found in _FIELD.finditer(text)]
        for found in _INSTRUCTION.finditer(text):
            if not any(start <= found.start() < end for start, end in fields):
                yield found.start(), "instruction-text", ""


def _word_in(mark: str) -> str:
    return shortened(mark.strip(" \t\n【[（(〔“《★☆#>*：:|"))


def _drafts(text: str) -> Iterator[Found]:
    """A draft by its own mark, and one that is spoken of."""
    marks = {found.start(1) for found in _DRAFT_MARK.finditer(text)}
    for found in re.finditer("|".join(_DRAFTS), text):
        yield found.start(), "secrecy-mark" if found.start() in marks else "draft-mark", found[0]
