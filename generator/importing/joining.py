"""Paragraphs that pages, columns and line ends have torn apart: when to join, and how."""

from __future__ import annotations

import re

from generator.importing.issue_lines import ENUMERATED, Line

_FINISHED = re.compile(r"[。！？…!?][”’』」）)》】]*$")
_HALF_FINISHED = re.compile(r"[：；:;][”’』」）)》】]*$")
_PUNCTUATION = re.compile(r"[，。；：、！？,;]")
_SURELY_LONG, _END = 12, 12
_LETTER = re.compile("[A-Za-z]")


def joined(before: str, after: str) -> str:
    """Two parts of a sentence: Chinese joins without a space, words of letters with one."""
    both_letters = _LETTER.match(before[-1:]) and _LETTER.match(after)
    return f"{before} {after}" if both_letters else f"{before}{after}"


def is_finished(text: str, following: Line, flowed: bool) -> bool:
    """Whether a paragraph ends before the line that follows it."""
    if ends_sentence(text):
        return flowed or following.gap or not following.after_cut
    if _HALF_FINISHED.search(text, max(0, len(text) - _END)):
        return flowed or following.gap or bool(ENUMERATED.match(following.text))
    if flowed and not following.torn:
        return following.stands_out or len(text) < _SURELY_LONG or bool(ENUMERATED.match(following.text))
    return following.gap and bool(ENUMERATED.match(following.text)) and not text.endswith(("，", "、"))


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, whatever follows."""
    return bool(_FINISHED.search(text, max(0, len(text) - _END)))


def is_uncertain(before: str, following: Line, flowed: bool) -> bool:
    """Whether joining across a blank line (in Word: across paragraphs) is more than a repaired page break."""
    if flowed:
        return not following.torn
    plain = not _PUNCTUATION.search(before)
    return plain or len(before) < _SURELY_LONG if following.gap else plain and len(before) > 2 * _SURELY_LONG
