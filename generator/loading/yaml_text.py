"""YAML with the mistakes of people in mind: repeated keys, tabs, colons in titles."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import yaml

from generator.loading.source import Source
from generator.problems import Problem

_HINTS = {
    "mapping values are not allowed": "一行里有两个“冒号加空格”。如果标题里有冒号，请给整个标题加上英文双引号",
    "could not find expected ':'": "这一行或上一行缺少英文冒号，应写成“项目: 内容”",
    "did not find expected ',' or ']'": "方括号里的名单没有写完整：各项之间用英文逗号，末尾用 ] 结束",
    "did not find expected ',' or '}'": "花括号里的内容没有写完整：各项之间用英文逗号，末尾用 } 结束",
    "did not find expected key": "缩进或引号不对：同一级的项目要左对齐，引号要成对",
    "did not find expected '-' indicator": "列表各项要左对齐，每项以“- ”开头",
    "unexpected end of stream": "引号没有成对，请补上结束的引号",
    "unknown escape character": "双引号里的反斜杠 \\ 有特殊含义，请改用单引号或去掉它",
    "cannot start any token": "这个符号不能放在开头，请给整个内容加上英文引号",
    "undefined alias": "以 * 开头的内容请加上英文引号",
    "unknown tag": "以 ! 开头的内容请加上英文引号",
    "constructor for the tag": "以 ! 开头的内容请加上英文引号",
}


class _Loader(yaml.CSafeLoader):
    """The safe loader, except that a key given twice is an error instead of a silent loss."""


def _construct_mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    loader.flatten_mapping(node)
    result: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            raise yaml.MarkedYAMLError(problem="did not find expected key", problem_mark=key_node.start_mark)
        if key in result:
            raise yaml.MarkedYAMLError(problem=f"duplicate key {key}", problem_mark=key_node.start_mark)
        result[key] = loader.construct_object(value_node, deep=True)
    return result


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_mapping)


def parse_yaml(source: Source, problems: list[Problem]) -> dict[str, Any] | None:
    """The mapping a YAML text holds, or ``None`` with a problem that names line and column."""
    try:
        data = yaml.load(source.yaml_text, Loader=_Loader)  # a subclass of the safe loader
    except yaml.YAMLError as error:
        problems.append(_problem_of(source, error))
        return None
    except ValueError:  # 2023-02-30 looks like a date to YAML and is none
        problems.append(_impossible_date(source))
        return None
    if isinstance(data, dict):
        return data
    message = "这里应当是一行行“项目: 内容”" if data is not None else "文件里没有内容，应当是一行行“项目: 内容”"
    problems.append(Problem(source.path, source.yaml_line, "", "bad-yaml", message))
    return None


def _problem_of(source: Source, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    cause = str(getattr(error, "problem", None) or error)
    index, column = (mark.line, mark.column + 1) if mark else (0, 1)
    line = source.yaml_line + index
    if cause.startswith("duplicate key"):
        name = cause.removeprefix("duplicate key ")
        message = f"“{name}”写了两次，请删去一个"
        return Problem(source.path, line, name, "duplicate-key", message)
    lines = source.yaml_text.split("\n")
    if "\t" in lines[min(index, len(lines) - 1)]:
        message = f"第 {line} 行第 {column} 列：用了制表符（Tab）。YAML 里只能用空格，请改成空格"
        return Problem(source.path, line, "", "tab", message)
    hint = next((text for part, text in _HINTS.items() if part in cause), "请检查缩进、冒号后的空格和成对的引号")
    return Problem(source.path, line, "", "bad-yaml", f"第 {line} 行第 {column} 列：YAML 写法有误。{hint}")


def _impossible_date(source: Source) -> Problem:
    node = yaml.compose(source.yaml_text, Loader=yaml.CSafeLoader)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        try:
            yaml.load(value.value, Loader=yaml.CSafeLoader) if isinstance(value, yaml.ScalarNode) else None
        except ValueError:
            line = source.yaml_line + key.start_mark.line
            return Problem(source.path, line, key.value, "bad-date", f"没有 {value.value} 这一天，请改正日期")
        except yaml.YAMLError:
            continue
    return Problem(source.path, source.yaml_line, "", "bad-date", "有一个日期不存在，请改正")
