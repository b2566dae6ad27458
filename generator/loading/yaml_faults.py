"""What people get wrong in YAML, and where: the parser's own words help nobody who is not a programmer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.problems import Problem
from generator.yaml_guard import SYMBOL

PAIRS = "应当是一行行“项目: 内容”（英文冒号，后面一个空格）"

_HINTS = {
    "mapping values are not allowed": "一行里有两个“冒号加空格”。标题里的冒号请改用中文冒号，或给整个标题加英文双引号",
    "could not find expected ':'": f"这一行缺少英文冒号，{PAIRS}。如果已是正文，请在正文前另起一行写 ---",
    "expected ',' or ']'": "方括号里的名单没有写完整：各项之间用英文逗号，末尾用英文 ] 结束",
    "expected ',' or '}'": "花括号里的内容没有写完整：各项之间用英文逗号，末尾用英文 } 结束",
    "expected node content": "这里多了一个符号或少了内容，请检查逗号和括号；文字以这个符号开头时，整项加上英文双引号",
    "expected key": "这一行没有与同级的项目左对齐，或者少了项目名",
    "expected '-' indicator": "这一行没有左对齐：列表各项以“- ”开头，各项目与同级的对齐",
    "expected <document start>": "这一行没有与上面的项目左对齐，请去掉行首多余的空格",
    "block sequence entries are not allowed": "项目后面不能接“- ”。列表要另起一行；是标题的，请给整个标题加英文双引号",
    "unexpected end of stream": "英文引号没有成对，请补上结束的引号",
    "unknown escape character": "英文双引号里的反斜杠 \\ 有特殊含义，请改用英文单引号，或去掉它",
    "cannot start any token": SYMBOL,
    "alphabetic or numeric character": SYMBOL,
    "whitespace or line break": SYMBOL,
    "comment or line break": SYMBOL,
    "constructor for the tag": SYMBOL,
    "another document": "文件中间不能有单独一行 ---，请删去",
}
_OTHERWISE = "请检查缩进、冒号后的空格，引号和括号是否成对"
_WHERE_IT_BEGAN = ("end of stream", "expected ',' or", "alphabetic or numeric", "or line break", "expected ':'")
"""Causes that the parser notices later than where the mistake is."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
_KEY = r"^\s*(?:- )?[A-Za-z_]+[ \t]*"
_BAD_COLON = re.compile(rf"(?:{_KEY}|^\s*[\u4e00-\u9fff]{{1,8}})(：|:(?=[^\s/]|[\u3000\xa0]))")
_TEXT_AFTER_QUOTE = re.compile(rf"{_KEY}: +([\"'])(?:(?!\1).)*\1\s*[^\s#]")
_BRACKET_AT_START = re.compile(rf"{_KEY}: +[\[{{].*[\]}}]\s*[^\s#]")
_DASH_WITHOUT_SPACE = re.compile(r"\s*-(?=[^\s-])")


@dataclass(frozen=True, slots=True)
class Fault:
    """Line and column in the YAML, counted from 0, and what to do there."""

    index: int
    column: int
    code: str
    advice: str

    def at(self, path: str, first_line: int) -> Problem:
        """The problem in a file whose YAML begins on ``first_line``."""
        line = first_line + self.index
        return Problem(path, line, "", self.code, f"第 {line} 行第 {self.column + 1} 个字：{self.advice}")


def find_fault(text: str, error: yaml.YAMLError) -> Fault:
    """The likely mistake behind a parser's error."""
    trouble = _trouble(text, error)
    found = (fault for search in _SEARCHES if (fault := search(trouble)))
    return next(found, None) or _by_cause(trouble)


def bad_colon_in(text: str) -> Fault | None:
    """The first full-width colon, or colon without a space, that was to end a key."""
    for index, line in enumerate(text.split("\n")):
        if found := _BAD_COLON.match(line):
            return _colon(index, found.start(1))
    return None


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Where the parser stopped, and why, in its own words."""

    lines: list[str]
    index: int
    column: int
    cause: str

    @property
    def near(self) -> Iterator[tuple[int, str]]:
        """The line it stopped at and the one before: a mistake often shows on the next line only."""
        for index in (self.index, self.index - 1):
            if 0 <= index < len(self.lines):
                yield index, self.lines[index]


def _trouble(text: str, error: yaml.YAMLError) -> _Trouble:
    cause = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    if any(part in cause for part in _WHERE_IT_BEGAN):
        mark = getattr(error, "context_mark", None) or mark
    index, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    return _Trouble(lines, min(index, len(lines) - 1), column, cause)


def _control_character(trouble: _Trouble) -> Fault | None:
    advice = "这里有一个看不见的控制字符（常随 Word 里的文字粘贴而来）。请删去前后几个字后重新输入"
    for index, line in enumerate(trouble.lines):
        if found := _CONTROL.search(line):
            return Fault(index, found.start(), "bad-yaml", advice)
    return None


def _tab(trouble: _Trouble) -> Fault | None:
    for index, line in trouble.near:
        if "\t" in line:
            return Fault(index, line.index("\t"), "tab", "这里用了制表符（Tab 键），请改成空格")
    return None


def _bad_colon(trouble: _Trouble) -> Fault | None:
    for index, line in trouble.near:
        if found := _BAD_COLON.match(line):
            return _colon(index, found.start(1))
    return None


def _colon(index: int, column: int) -> Fault:
    return Fault(index, column, "bad-colon", "项目后面要用英文冒号，再加一个英文空格，如“title: 标题”")


def _text_after_quote(trouble: _Trouble) -> Fault | None:
    for index, line in trouble.near:
        if found := _TEXT_AFTER_QUOTE.match(line):
            return Fault(index, found.start(1), "bad-yaml", "英文引号只能包住整项内容。标题里的引号请改用中文引号“”")
    return None


def _bracket_at_start(trouble: _Trouble) -> Fault | None:
    advice = "以英文方括号或花括号开头的标题，请给整个标题加上英文双引号，或改用【】"
    for index, line in trouble.near:
        if found := _BRACKET_AT_START.match(line):
            return Fault(index, found.end() - 1, "bad-yaml", advice)
    return None


def _dash_without_space(trouble: _Trouble) -> Fault | None:
    for index, line in reversed([*trouble.near]):
        if found := _DASH_WITHOUT_SPACE.match(line):
            return Fault(index, found.end() - 1, "bad-yaml", "列表每一项的“-”后面要有一个空格")
    return None


def _open_quote(trouble: _Trouble) -> Fault | None:
    """An open quote swallows lines up to the next quote, where the parser stumbles."""
    if "expected key" not in trouble.cause and "end of stream" not in trouble.cause:
        return None
    for index in range(trouble.index, -1, -1):
        line = trouble.lines[index]
        if line.count('"') % 2:
            return Fault(index, line.index('"'), "bad-yaml", _HINTS["unexpected end of stream"])
    return None


def _line_above(trouble: _Trouble) -> Fault | None:
    """A colon where none may be, and no other in its line: the line above is no pair, or this one is indented."""
    line = trouble.lines[trouble.index]
    if "mapping values" not in trouble.cause or ":" in line[: trouble.column] or trouble.index == 0:
        return None
    if line.startswith(" "):
        return Fault(trouble.index, 0, "bad-yaml", "这一行前面多了空格，请与上面的项目左对齐")
    return Fault(trouble.index - 1, 0, "bad-yaml", f"这一行缺少英文冒号，{PAIRS}")


def _by_cause(trouble: _Trouble) -> Fault:
    advice = next((text for part, text in _HINTS.items() if part in trouble.cause), _OTHERWISE)
    return Fault(trouble.index, trouble.column, "bad-yaml", advice)


_SEARCHES = (
    _control_character,
    _tab,
    _bad_colon,
    _text_after_quote,
    _bracket_at_start,
    _dash_without_space,
    _open_quote,
    _line_above,
)
