"""YAML as editors write it: a key given twice is an error, and every error says where and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml

from generator import limits
from generator.limits import Limit
from generator.loading.text_file import SplitFile, composed, problem_at
from generator.loading.yaml_faults import PAIRS, Fault, bad_colon_in, find_fault
from generator.problems import Loc, Problem, dotted
from generator.yaml_guard import refusal


class _DuplicateKey(yaml.YAMLError):
    """A key that stands in a mapping twice."""

    def __init__(self, key: str, first: yaml.Mark, second: yaml.Mark) -> None:
        super().__init__(key)
        self.key, self.first, self.second = key, first, second


class _Loader(yaml.CSafeLoader):
    """The safe loader, except that a key given twice is an error instead of a silent loss."""


def _construct_mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    loader.flatten_mapping(node)
    result: dict[str, Any] = {}
    marks: dict[str, yaml.Mark] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise yaml.MarkedYAMLError(problem="cannot start any token", problem_mark=key_node.start_mark)
        key = key_node.value  # a key is a text, also one that looks like a number
        if key in result:
            raise _DuplicateKey(key, marks[key], key_node.start_mark)
        marks[key] = key_node.start_mark
        result[key] = loader.construct_object(value_node, deep=True)
    return result


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_mapping)


def parse_yaml(split: SplitFile, problems: list[Problem]) -> dict[str, Any] | None:
    """The mapping a YAML text holds, or ``None`` with a problem that names line and column."""
    try:
        data = _loaded(split, problems)
    except _CAUGHT as error:
        problems.append(_problem_of(split, error))
        return None
    return _checked(data, split, problems)


_CAUGHT = (yaml.YAMLError, ValueError)
"""What loading raises; a ``ValueError`` for what looks like a date to YAML and is none: 2023-02-30."""
_MOST_FAULTS = 20
"""No more faults of one YAML text are told in one run."""
_SHORT_ENOUGH = 50_000
"""A text longer than this is not read again after its first fault."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """A YAML text without the lines that spoil it, which became comments of the same length; and those lines."""

    text: str
    bad_lines: frozenset[int] = frozenset()


def compose(text: str) -> object:
    """What :func:`without_bad_lines` may be given, to look at lines and brackets."""
    return yaml.compose(text, Loader=_Loader)


def construct(text: str) -> object:
    """As :func:`compose`, to look at keys and dates too."""
    return yaml.load(text, Loader=_Loader)


def without_bad_lines(split: SplitFile, problems: list[Problem], reading: Callable[[str], object]) -> Recovered | None:
    """The text so that it can be parsed, each fault a problem; ``None`` where nothing is left to be read."""
    if refused := refusal(split.yaml_text):
        problems.append(Fault(*refused).at(split.path, split.yaml_line))
        return None
    text, bad = split.yaml_text, set[int]()
    for _ in range(_MOST_FAULTS if len(text) < _SHORT_ENOUGH else 1):
        try:
            data = reading(text)
        except _CAUGHT as error:
            fault = _problem_of(replace(split, yaml_text=text), error)
        else:
            return Recovered(text, frozenset(bad)) if isinstance(data, dict | yaml.MappingNode) or not bad else None
        problems.append(fault)
        masked = _masked(text, fault.line - split.yaml_line, fault.code == "duplicate-key")
        bad |= {place for place, (a, b) in enumerate(zip(text.split("\n"), masked.split("\n"), strict=True)) if a != b}
        if masked == text:
            return None
        text = masked
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _masked(text: str, line: int, whole: bool) -> str:
    """The text with a line, and what is indented below it, made comments of the same length.

    ``whole``: with the rest of the mapping, unless that is the whole file: a new item of a list began without a dash.
    """
    lines = text.split("\n")
    if not 0 <= line < len(lines) or not lines[line].strip() or lines[line].startswith("#"):
        return text
    indent, end = _indent(lines[line]), line + 1
    while (
        end < len(lines)
        and lines[end].strip()
        and (_indent(lines[end]) > indent or (whole and _indent(lines[end]) == indent > 0))
    ):
        end += 1
    return "\n".join([*lines[:line], *("#" * len(one) for one in lines[line:end]), *lines[end:]])


def _loaded(split: SplitFile, problems: list[Problem]) -> object:
    if refused := refusal(split.yaml_text):
        problems.append(Fault(*refused).at(split.path, split.yaml_line))
        return _REFUSED
    return yaml.load(split.yaml_text, Loader=_Loader)  # a subclass of the safe loader


_REFUSED = object()


def _problem_of(split: SplitFile, error: Exception) -> Problem:
    if isinstance(error, _DuplicateKey):
        return _written_twice(split, error)
    if isinstance(error, yaml.YAMLError):
        return find_fault(split.yaml_text, error).at(split.path, split.yaml_line)
    return _impossible_date(split)


def _checked(data: object, split: SplitFile, problems: list[Problem]) -> dict[str, Any] | None:
    if data is _REFUSED:
        return None
    if not isinstance(data, dict):
        problems.append(_no_mapping(split, empty=data is None))
        return None
    long = next(_too_long(data), None) if len(split.yaml_text) > _SHORT else None
    if long is None:
        return data
    loc, limit, found = long
    problems.append(problem_at(split, loc, limits.CODE, limit.message(found)))
    return None


_LISTS = {
    "units": limits.UNITS,
    "unit": limits.CREDITED,
    "aliases": limits.ALIASES,
    "authors": limits.PEOPLE,
    "editors": limits.PEOPLE,
}
"""Key → how many it may have, where a list has a limit of its own."""
_SHORT = 2 * min(limit.most for limit in _LISTS.values())
"""No list in a text of this length has as many items as any limit."""


def _too_long(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, Limit, int]]:
    """Lists and mappings with more items than their limit."""
    if not isinstance(value, dict | list):
        return
    limit = _LISTS.get(str(loc[-1]), limits.ENTRIES) if loc and isinstance(value, list) else limits.ENTRIES
    if len(value) > limit.most:
        yield loc, limit, len(value)
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for step, item in items:
        yield from _too_long(item, (*loc, step))


def _written_twice(split: SplitFile, error: _DuplicateKey) -> Problem:
    message = f"“{error.key}”写了两次（上一处在第 {split.yaml_line + error.first.line} 行），请删去一处"
    if split.path.endswith(".yml"):
        message += "；如果从这里起是新的一项，请在行首写“- ”"
    places = (
        loc for loc, key, _ in _values(composed(split.yaml_text)) if key and key.start_mark.index == error.second.index
    )
    field = dotted(next(places, (error.key,)))
    return Problem(split.path, split.yaml_line + error.second.line, field, "duplicate-key", message)


def _no_mapping(split: SplitFile, empty: bool) -> Problem:
    fault = bad_colon_in(split.yaml_text)
    if fault:
        return fault.at(split.path, split.yaml_line)
    place = "两行 --- 之间" if split.path.endswith(".md") else "文件里"
    message = f"{place}没有内容，{PAIRS}" if empty else f"这里{PAIRS}"
    return Problem(split.path, split.yaml_line, "", "bad-yaml", message)


def _impossible_date(split: SplitFile) -> Problem:
    for loc, _, value in _values(composed(split.yaml_text)):
        if not isinstance(value, yaml.ScalarNode):
            continue
        try:
            yaml.load(value.value, Loader=yaml.CSafeLoader)
        except ValueError:
            line = split.yaml_line + value.start_mark.line
            return Problem(split.path, line, dotted(loc), "bad-date", f"没有 {value.value} 这一天，请改正日期")
        except yaml.YAMLError:
            continue
    return Problem(split.path, split.yaml_line, "", "bad-date", "有一个日期不存在，请改正")


def _values(node: yaml.Node | None, loc: Loc = ()) -> Iterator[tuple[Loc, yaml.Node | None, yaml.Node]]:
    """Every value below this one: its place, its key where it has one, and itself."""
    steps: list[tuple[str | int, yaml.Node | None, yaml.Node]] = []
    if isinstance(node, yaml.SequenceNode):
        steps = [(place, None, item) for place, item in enumerate(node.value)]
    elif isinstance(node, yaml.MappingNode):
        steps = [(str(key.value), key, value) for key, value in node.value]
    for step, key, value in steps:
        yield (*loc, step), key, value
        yield from _values(value, (*loc, step))
