"""A plan in words: what came in, what would be written, and what a person should look at."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from generator.disclosure import without_secrets
from generator.importing.blocks import Doubt
from generator.importing.plan import Plan, PlannedFile
from generator.plain_files import read_below

_SIGNS = {"new": "+", "same": "=", "edited": "!"}
_STATES = {"new": "新增", "same": "已有且相同", "edited": "已有但内容不同"}
_QUOTED = re.compile(r"“[^“”]*”|content/\S+|[0-9]+-[0-9]+\.[a-z]+|[0-9]+")
_MOST_PLACES = 40
_FIELDS = {"type": "类型", "unit": "署名"}
_LONGEST_DIFF = 12
_LONGEST_TITLE = 36


def report_text(plan: Plan, root: Path) -> str:
    """The whole report of one file: counts, units, files, doubts."""
    lines = [f"读到：{'，'.join(f'{name} {count}' for name, count in plan.counts.items()) or '没有内容'}"]
    if units := units_text(plan):
        lines.append(f"各单位篇目：{units}")
    states: Counter[str] = Counter(file.state for file in plan.files)
    lines.append("文件：" + "，".join(f"{title} {states[state]}" for state, title in _STATES.items()))
    for file in plan.files:
        if file.state != "same":
            why = [doubt for doubt in plan.doubts if doubt.about and doubt.path == file.path]
            lines += [f"  {_SIGNS[file.state]} {file.path}{_piece_text(file, sure=not why)}"]
            lines += [f"      ？{_FIELDS[doubt.about]}存疑（第 {doubt.line} 行）：{doubt.message}" for doubt in why]
            lines += _difference(root, file) if file.state == "edited" else ()
    told = doubt_lines(plan.doubts)
    causes = f"（{len(told)} 种）" if len(told) < len(plan.doubts) else ""
    lines += [f"需要核对的有 {len(plan.doubts)} 处{causes}：" if plan.doubts else "没有需要核对的地方。"]
    return without_secrets("\n".join([*lines, *(f"  {text}" for text in told)])) + "\n"


def doubt_lines(doubts: tuple[Doubt, ...]) -> list[str]:
    """``第 72 行：…`` for each cause; those that differ only in what they quote have one."""
    groups: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        groups.setdefault(_QUOTED.sub("“”", doubt.message), []).append(doubt)
    return [without_secrets(_told(group)) for group in groups.values()]


def _told(group: Sequence[Doubt]) -> str:
    first, others = group[0], group[1:]
    text = f"第 {first.line} 行：{first.message}"
    if not others:
        return text
    places = "、".join(f"第 {doubt.line} 行{_quoted(doubt, first)}" for doubt in others[:_MOST_PLACES])
    return f"{text}（同样的还有 {len(others)} 处：{places}{'等' if len(others) > _MOST_PLACES else ''}）"


def _quoted(doubt: Doubt, first: Doubt) -> str:
    """What this one quotes that the first does not."""
    own, theirs = _QUOTED.findall(doubt.message), _QUOTED.findall(first.message)
    return next((one for one, other in zip(own, theirs, strict=False) if one != other), "")


def units_text(plan: Plan) -> str:
    """How many of the planned pieces each unit is credited for, in the order of first mention."""
    counts: Counter[str] = Counter()
    for file in plan.files:
        counts.update(_names(_front(file).get("unit")))
    return "、".join(f"{unit} {count}" for unit, count in counts.items())


def _piece_text(file: PlannedFile, sure: bool) -> str:
    """✓ or ？, kind, title and credit of a piece; nothing for other files."""
    front = _front(file)
    if "type" not in front:
        return ""
    names = _names(front.get("unit"))
    credit = names[0] if len(names) == 1 else f"{names[0]}等 {len(names)} 个单位" if names else "没有单位"
    title = str(front.get("title") or file.data.decode("utf-8", "replace").split("\n---\n", 1)[-1].strip())
    shown = title.split("\n")[0]
    cut = f"{shown[:_LONGEST_TITLE]}{'…' if len(shown) > _LONGEST_TITLE else ''}"
    return f"  {'✓' if sure else '？'} {front['type']} {cut}（{credit}）"


def _names(unit: object) -> list[str]:
    if isinstance(unit, list):
        return [str(name) for name in unit]
    return [str(unit)] if unit else []


def _front(file: PlannedFile) -> Mapping[str, object]:
    """The front matter of a planned Markdown file."""
    if not file.path.endswith(".md"):
        return {}
    try:
        data = yaml.safe_load(file.data.decode("utf-8", "replace").split("\n---\n", 1)[0])
    except (yaml.YAMLError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _difference(root: Path, file: PlannedFile) -> Iterator[str]:
    """The first lines that stand there (-) and that the import has (+)."""
    try:
        there = read_below(root, file.path).decode("utf-8-sig").splitlines()
        ours = file.data.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    changes = [
        line
        for line in difflib.unified_diff(there, ours, n=0, lineterm="")
        if not line.startswith(("---", "+++", "@@"))
    ]
    yield from (f"      {line[:100]}" for line in changes[:_LONGEST_DIFF])
    if len(changes) > _LONGEST_DIFF:
        yield f"      （还有 {len(changes) - _LONGEST_DIFF} 行不同）"
