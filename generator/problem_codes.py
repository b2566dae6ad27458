"""What each code of a problem means, why it comes and how it is put right: one table, in ``problem_codes.toml``.

``docs/editors/codes/``, ``bulletin codes`` and the preview take their words from it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import Literal

from generator.model.settable import SETTABLE

_TABLE = Path(__file__).with_suffix(".toml")
_SEVERITIES = {"error": "错误", "warning": "提醒", "both": "错误或提醒"}


@dataclass(frozen=True, slots=True)
class Explained:
    """A code in words, as an editor reads them."""

    title: str
    means: str
    cure: str
    severity: Literal["error", "warning", "both"] = "error"
    before: str = ""
    after: str = ""
    """An example of the fault, and the same put right; both empty where none would help."""

    @property
    def graveness(self) -> str:
        """Whether it forbids publication, in Chinese."""
        return _SEVERITIES[self.severity]


@cache
def explained() -> Mapping[str, Explained]:
    """All codes, in the order of their names."""
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    return {code: Explained(**table[code]) for code in sorted(table)}


def in_words(code: str) -> str:
    """What is to be said about a code, for a terminal."""
    one = explained()[code]
    parts = [f"{code}：{one.title}（{one.graveness}）", f"什么意思：{one.means}", f"怎样改：{one.cure}"]
    parts += allowing(code)
    if one.before:
        parts += [f"改正以前：\n{_indented(one.before)}", f"改正以后：\n{_indented(one.after)}"]
    return "\n\n".join(parts) + "\n"


def allowing(code: str) -> tuple[str, ...]:
    """How one finding of this check is allowed and how its severity is set, in sentences; none where neither can be."""
    if code not in SETTABLE:
        return ()
    usual = _SEVERITIES[SETTABLE[code].severity]
    return (
        "核对后没有问题的，在 content/allowances.yml 的 allowances 下加一条，以后这一处不再指出；"
        "text 照抄消息里引号中的字，不写就是这个文件里的各处："
        f"- {{path: 文件的位置, code: {code}, text: 引号中的字, reason: 原因, by: 姓名, date: 2024-05-31}}。",
        f"这项检查平时是{usual}。要改的，在 mkdocs.yml 的 extra 下写 checks: {{{code}: off}}"
        "（error 错误，warning 提醒，off 不查）。",
    )


def as_list() -> str:
    """A line for each code."""
    return "".join(f"{code}：{one.title}（{one.graveness}）\n" for code, one in explained().items())


def _indented(example: str) -> str:
    return indent(example.strip("\n"), "    ")
