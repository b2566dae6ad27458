"""Keys and values that can mean one thing only → as they are written in the archive, by their places in the YAML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import yaml

from generator.canonical import names_in_line, scalar
from generator.loading.field_names import Keys
from generator.loading.names import split_names
from generator.loading.untidy_lines import FREE, LISTS, TEXTS, Changes

_DASHES = str.maketrans(dict.fromkeys("—–−―─", "-"))
_QUOTES = "“”‘’「」\"'"
_DAYS = (
    re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日?"),
    re.compile(r"(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})"),
    re.compile(r"(\d{4})(\d\d)(\d\d)"),
)
_MONTHS = (
    re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月(?:份)?"),
    re.compile(r"(\d{4})[-/.](\d{1,2})"),
    re.compile(r"(\d{4})(\d\d)"),
)
_ISSUES = (
    re.compile(r"(\d{4}) ?年? ?第 ?(\d{1,2}) ?期"),
    re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?期"),
    *_MONTHS[1:],
)
_WIDE_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_STRING, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"


def _day(text: str) -> str:
    found = next((found for form in _DAYS if (found := form.fullmatch(text))), None)
    parts = [part for part in found.groups() if part.isdecimal()] if found else []
    return "-".join(part.zfill(2) for part in parts)


def _by_year(forms: tuple[re.Pattern[str], ...]) -> Callable[[str], str]:
    def year_and_number(text: str) -> str:
        found = next((found for form in forms if (found := form.fullmatch(text))), None)
        return f"{found[1]}-{found[2].zfill(2)}" if found else ""

    return year_and_number


def _type(text: str) -> str:
    joined = re.sub(r"\s", "", text)
    return joined if joined in ("信息", "简讯", "约稿") else ""


_FORMS: dict[str, tuple[str, Callable[[str], str]]] = {
    "date": ("日期的写法", _day),
    "due": ("日期的写法", _day),
    "issued": ("日期的写法", _day),
    "month": ("月份的写法", _by_year(_MONTHS)),
    "from": ("月份的写法", _by_year(_MONTHS)),
    "until": ("月份的写法", _by_year(_MONTHS)),
    "issue": ("期号的写法", _by_year(_ISSUES)),
    "type": ("类型的写法", _type),
}
"""Key → what is untidy where its value is written otherwise, and how it is written properly (empty: not known)."""
_DATES = frozenset(key for key, (_, form) in _FORMS.items() if form is _day)


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str
    word: str
    line: int


def tidy_values(text: str, root: yaml.Node | None, keys: Keys, names: Collection[str], changes: Changes) -> str:
    """The text, whose values are ``root``, with keys and values in their proper form; ``names``: those of the units."""
    edits = list(_edits(root, keys, names, at_top=True)) if isinstance(root, yaml.MappingNode) else []
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
        changes.note(edit.word, edit.line)
    return text


def _edits(
    node: yaml.Node, keys: Keys, names: Collection[str], at_top: bool = False, in_flow: bool = False
) -> Iterator[_Edit]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _edits(item, keys, names, in_flow=in_flow or bool(node.flow_style))
    if not isinstance(node, yaml.MappingNode):
        return
    in_flow = in_flow or bool(node.flow_style)
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        name = keys.identifier(key.value, at_top)
        if name and name != key.value:
            yield _edit(key, name, "项目名")
        name = name or key.value
        if name in FREE and not isinstance(value, yaml.ScalarNode):
            yield from _numbers(value)
        elif name in LISTS:
            yield from _list(name, value, names, in_flow)
        elif isinstance(value, yaml.ScalarNode):
            yield from _scalar(name, value, in_flow)
        else:
            yield from _edits(value, keys, names, in_flow=in_flow)


def _edit(node: yaml.Node, text: str, word: str) -> _Edit:
    return _Edit(node.start_mark.index, node.end_mark.index, text, word, node.start_mark.line)


def _is_in_line(node: yaml.Node) -> bool:
    return node.start_mark.line == node.end_mark.line and getattr(node, "style", None) not in ("|", ">")


def _scalar(name: str, node: yaml.ScalarNode, in_flow: bool) -> Iterator[_Edit]:
    if not _is_in_line(node):
        return
    if name in _FORMS:
        word, form = _FORMS[name]
        proper = form(_narrow(node.value))
        if proper and (proper != node.value or (name in _DATES and node.style)):
            yield _edit(node, proper, word)
    elif name in TEXTS:
        if not node.style and node.tag not in (_STRING, _NULL):
            yield _edit(node, scalar(node.value, in_flow), "少引号")
    else:
        yield from _numbers(node)


def _narrow(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.strip().strip(_QUOTES)).translate(_DASHES)
    return re.sub(r"\s+", " ", text).strip()


def _numbers(node: yaml.Node) -> Iterator[_Edit]:
    """Numbers in full-width digits, at any depth."""
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _numbers(value)
    elif isinstance(node, yaml.ScalarNode) and not node.style and _is_in_line(node):
        number = unicodedata.normalize("NFKC", node.value)
        if number != node.value and _WIDE_NUMBER.fullmatch(number):
            yield _edit(node, number, "全角数字")


def _list(key: str, node: yaml.Node, names: Collection[str], in_flow: bool) -> Iterator[_Edit]:
    """A list of names in one line, where it is written otherwise than ``[甲, 乙]``."""
    if not _is_in_line(node):
        if isinstance(node, yaml.SequenceNode) and not node.flow_style:
            for item in node.value:
                yield from _item(key, item, names)
        return
    if isinstance(node, yaml.ScalarNode):
        if node.tag != _NULL:
            yield from _item(key, node, names, may_be_several=True)
    elif isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        written = [item.value for item in node.value]
        found = [name for text in written for name in split_names(text, key, names, in_list=True)]
        if found != written:
            yield _edit(node, names_in_line(found), "名单的写法")


def _item(key: str, node: yaml.Node, names: Collection[str], may_be_several: bool = False) -> Iterator[_Edit]:
    if isinstance(node, yaml.ScalarNode) and _is_in_line(node):
        found = split_names(node.value, key, names, in_list=not may_be_several)
        if found != [node.value] and found and (may_be_several or len(found) == 1):
            yield _edit(node, scalar(found[0]) if len(found) == 1 else names_in_line(found), "名单的写法")
