"""What YAML is not parsed for: anchors, tags, endless nesting and numbers. Told without building anything."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from generator import limits
from generator.limits import Limit

SYMBOL = "以这个符号开头的内容，请整项加上英文双引号"
_ANCHOR = "这里不用“&”和“*”引用别处的内容，请把要用的内容直接写出；是文字的，请整项加上英文双引号"
_TAG = "这里不能用“!!int”、“!ENV”、“!!python/…”这样的标记：不转换类型，不读环境变量，也不运行代码。请直接写出内容"
_FOREIGN_TAG = re.compile(r"tag:|!ENV|!relative")

_WORTH_A_LOOK = re.compile(r"[&*!]|^ {20}|(?:[-?:]\s+){5}|[0-9a-fA-FxX_:.+-]{16}", re.MULTILINE)
_FEW_BRACKETS, _SHORT = 20, 10_000
"""A text with no more than these is neither deep nor long."""
_NUMBER = re.compile(r"[-+.]*[0-9][0-9a-fA-FxX_:.+-]*")


class Refusal(NamedTuple):
    """Line and column, counted from 0; the code of the problem; and what to do there."""

    line: int
    column: int
    code: str
    advice: str


def refusal(text: str) -> Refusal | None:
    """Why the text must not be parsed; ``None`` for one that is safe to parse, or that the parser itself refuses."""
    brackets = text.count("[") + text.count("{")
    if brackets > limits.YAML_BRACKETS.most:  # the scanner takes the square of those that are open
        return Refusal(0, 0, limits.CODE, limits.YAML_BRACKETS.message(brackets))
    if brackets > _FEW_BRACKETS or len(text) > _SHORT or _WORTH_A_LOOK.search(text):
        return _look(text)
    return None


def _look(text: str) -> Refusal | None:
    depth = values = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            values += isinstance(event, yaml.NodeEvent)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            found = _unwanted(event) or _excess(event, depth, values)
            if found:
                mark = event.start_mark
                return Refusal(mark.line if mark else 0, mark.column if mark else 0, *found)
    except yaml.YAMLError:
        pass  # told by whoever reads it
    return None


def _unwanted(event: yaml.Event) -> tuple[str, str] | None:
    """Code and advice for an anchor, an alias or a tag."""
    if getattr(event, "anchor", None):
        return "yaml-anchor", _ANCHOR
    tag = getattr(event, "tag", None)
    if tag and not _is_implied(event):
        return ("foreign-tag", _TAG) if _FOREIGN_TAG.match(tag) else ("bad-yaml", SYMBOL)
    return None


def _is_implied(event: yaml.Event) -> bool:
    implied = getattr(event, "implicit", False)
    return any(implied) if isinstance(implied, tuple) else bool(implied)


def _excess(event: yaml.Event, depth: int, values: int) -> tuple[str, str] | None:
    over: Limit | None = None
    if depth > limits.YAML_DEPTH.most:
        over = limits.YAML_DEPTH
    elif values > limits.YAML_VALUES.most:
        over = limits.YAML_VALUES
    elif isinstance(event, yaml.ScalarEvent):
        if len(event.value) > limits.YAML_TEXT.most:
            over = limits.YAML_TEXT
        elif event.implicit[0] and len(event.value) > limits.YAML_DIGITS.most and _NUMBER.fullmatch(event.value):
            over = limits.YAML_DIGITS
    return (limits.CODE, over.message()) if over else None
