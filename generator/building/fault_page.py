"""What is wrong with the content, as a part of a page: the preview lays it over the last good one."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from generator.building.result import BuildFailed
from generator.problem_codes import explained
from generator.theme import POLICY

STYLE = Path(__file__).with_suffix(".css").read_bytes()
"""How it looks; a file of its own, as no page may hold styles."""

STYLE_PATH = "/preview-faults.css"

_LINES = 100
"""How many lines are shown, at most; the terminal has all."""

_KEPT = "后面是最近一次没有错误时的页面，改正并存盘以后自动更新。"
_NO_SITE = "还没有可以看的页面，改正并存盘以后自动出现。"


def over_page(failed: BuildFailed) -> bytes:
    """The list of faults for a page that is shown in spite of them; it can be folded away without a script."""
    return _section(failed, _KEPT, "over")


def whole_page(failed: BuildFailed) -> bytes:
    """A page with nothing but the faults, where there is no site to show."""
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>内容有误</title>'
    )
    start = f'<!doctype html><html lang="zh-CN"><head>{head}</head><body>'
    return start.encode() + _section(failed, _NO_SITE, "alone")


def _section(failed: BuildFailed, note: str, look: str) -> bytes:
    said = str(failed).splitlines()
    more = [f"……还有 {len(said) - _LINES} 行，见运行预览的窗口"] if len(said) > _LINES else []
    lines = "".join(f"<li>{escape(line)}</li>" for line in [*said[:_LINES], *more])
    link = f'<link rel="stylesheet" href="{STYLE_PATH}">'
    head = f"<summary><strong>预览没有更新</strong> {note}</summary>"
    codes = _explanations({problem.code for problem in failed.problems})
    body = f'<details open>{head}<div><ul class="said">{lines}</ul>{codes}</div></details>'
    return f'{link}<section id="preview-faults" class="{look}" role="alert" lang="zh-CN">{body}</section>'.encode()


def _explanations(codes: Iterable[str]) -> str:
    """What the codes at the ends of the lines mean, each folded."""
    table = explained()
    parts = [
        f"<details><summary>{code}：{escape(table[code].title)}</summary>"
        f"<p>{escape(table[code].means)}</p><p>改法：{escape(table[code].cure)}</p></details>"
        for code in sorted(codes)
        if code in table
    ]
    return f"<p>括号里的代码是什么意思（也可以运行 bulletin codes 代码）：</p>{''.join(parts)}" if parts else ""
