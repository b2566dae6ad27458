"""What Git leaves in a file where two edits of the same lines met, until somebody chooses between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.problems import Problem

_MARKER = re.compile(r"^(<{7}|\|{7}|>{7})(?: .*)?$|^={7}$", re.MULTILINE)
_LINES = "“<<<<<<<”、“=======”、“>>>>>>>”这几行"
_CHOOSE = f"请只留下要的一种（两种都要的，排好次序），删去{_LINES}"
_OURS = "git checkout --ours -- {path}（本机的）或 git checkout --theirs -- {path}（对方的）"


def conflicts(path: str, text: str) -> Iterator[Problem]:
    """A problem for each conflict that is left in the text; a line ``=======`` alone underlines a heading."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "|||||||" not in text:
        return
    begin = middle = 0
    for found in _MARKER.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        match found[1]:
            case "<<<<<<<":
                if begin:
                    yield _problem(path, begin, middle, 0)
                begin, middle = line, 0
            case ">>>>>>>":
                yield _problem(path, begin or middle or line, middle, line)
                begin = middle = 0
            case None:
                middle = middle or (line if begin else 0)
            case _:
                if not begin:
                    begin = line
    if begin:
        yield _problem(path, begin, middle, 0)


def _problem(path: str, begin: int, middle: int, end: int) -> Problem:
    where = f"第 {begin} 行到第 {end} 行是" if begin < end else "这里有"
    two = f"（第 {middle} 行的“=======”上面是一种，下面是另一种）" if begin < middle < end else ""
    advice = _advice(path)
    message = f"{where}没有选定的合并冲突{two}：两个人改了同一处，要人来选定。{advice}"
    return Problem(path, begin, "", "conflict", message)


def _advice(path: str) -> str:
    if path.endswith(".json"):
        return (
            f"这个文件只由程序写，不能用手拼。请取回其中完整的一个：{_OURS.format(path=path)}，核对印发的数字后再提交"
        )
    if path.endswith("addresses.txt"):
        return f"两边的网址都要留下，请只删去{_LINES}"
    return _CHOOSE
