"""YAML as it is typed on a Chinese keyboard → YAML that can be parsed, line by line; no line comes or goes.

Only the structure is repaired (indents, dashes, colons, brackets, missing quotes), and only where a line can mean one
thing; what is inside a text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from generator import limits
from generator.canonical import scalar
from generator.loading.field_names import Keys
from generator.yaml_guard import refusal

LISTS = frozenset({"unit", "units", "authors", "editors", "aliases", "missing", "unconfirmed", "groups", "except"})
"""Keys of names, of which several may be written in one line."""
FREE = frozenset({"published", "shares", "points", "multipliers", "classes"})
"""What stands below these keys has names of its own."""
TEXTS = frozenset(
    {"title", "subtitle", "commissioner", "signatory", "addressees", "attachment", "recipients", "email", "phone"}
    | {"note", "reason", "publication", "level", "where", "document", "name", "full_name", "short_name", "label"}
    | {"list_title", "decided_by", "event", "piece"}
)

_BLANK = " \t\u3000\xa0\u200b\ufeff"
_KEY = r"[A-Za-z_Ａ-Ｚａ-ｚ＿]+|[\u4e00-\u9fff](?:[ \u3000]*[\u4e00-\u9fff]){0,8}"
_PAIR = re.compile(rf"(?P<key>{_KEY})(?P<gap>[{_BLANK}]*)(?P<colon>[:：﹕∶︰])(?P<space>[{_BLANK}]*)(?P<value>.*)")
_DASH = re.compile(rf"(?P<dash>[-－–—−])(?![-－–—−])(?P<space>[{_BLANK}]*)(?P<rest>.*)")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?")
_NEXT_PAIR = re.compile(rf"[{_BLANK}]*(?P<key>{_KEY})[{_BLANK}]*[:：]")
_BRACES = re.compile(r"[{｛](?P<inner>.*)[}｝](?P<tail>\s*(?:#.*)?)")


@dataclass(slots=True)
class Changes:
    """What was untidy, in words, each with the line where it was first seen, counted from 0."""

    first: dict[str, int] = field(default_factory=dict)

    def note(self, word: str, line: int) -> None:
        """Remember."""
        self.first[word] = min(line, self.first.get(word, line))


def tidy_lines(text: str, keys: Keys, is_front_matter: bool, tab: int, changes: Changes) -> str:
    """The text repaired; ``tab``: how many spaces a tab in an indent stands for."""
    reader = _Reader(keys, is_front_matter, tab, changes)
    return "\n".join(reader.line(number, line) for number, line in enumerate(text.split("\n")))


@dataclass(slots=True)
class _Reader:
    keys: Keys
    is_front_matter: bool
    tab: int
    changes: Changes
    number: int = 0
    base: int | None = None
    """The indent of the first key."""
    text_above: int | None = None
    """The indent of the key above, whose text fills the deeper lines below it."""
    closes: str = ""
    """What ends a bracket or quote that was opened on a line above."""
    parent: str = ""
    """The key above that has its value on the lines below it."""

    def line(self, number: int, line: str) -> str:
        """The line repaired."""
        self.number = number
        indent, rest = self._indent(line)
        if self._belongs_to_text(line, len(indent), rest):
            return line
        if len(line) > limits.YAML_TEXT.most:
            return line
        if not rest or rest.startswith("#"):
            return line if line.startswith("#") or not rest else indent + rest
        if line[: len(line) - len(rest)] != indent:
            self.changes.note("缩进", number)
        dash = _DASH.fullmatch(rest) if self.parent else None
        if dash is None:
            return self._pair(indent, "", rest) or indent + rest
        if dash["dash"] != "-" or (dash["rest"] and not dash["space"].startswith(" ")):
            self.changes.note("列表的短横", number)
            head = "- "
        else:
            head = "-" + dash["space"].replace("\u3000", "  ").replace("\t", " ")
        return self._pair(indent, head, dash["rest"]) or indent + head + dash["rest"]

    def _indent(self, line: str) -> tuple[str, str]:
        rest = line.lstrip(_BLANK)
        blank = line[: len(line) - len(rest)].replace("\t", " " * self.tab).replace("\u3000", "  ")
        return blank.replace("\xa0", " ").replace("\u200b", "").replace("\ufeff", ""), rest

    def _belongs_to_text(self, line: str, indent: int, rest: str) -> bool:
        """Whether the line is the inside of a block of text, or of an open bracket or quote."""
        if self.text_above is not None:
            if not rest or indent > self.text_above:
                return True
            self.text_above = None
        if self.closes:
            found = _PAIR.match(rest)
            if indent == self.base and found and self.keys.identifier(found["key"], True):
                self.closes = ""  # it was never closed
                return False
            if self.closes in line:
                self.closes = ""
            return True
        return False

    def _pair(self, indent: str, head: str, rest: str) -> str:
        """The line with its key and value repaired; empty for one that has none."""
        if rest[0:1] in ("{", "｛") and head:
            return indent + head + self._braces(rest)
        found = _PAIR.fullmatch(rest)
        if found is None or found["value"].startswith("//"):
            return ""
        self.base = len(indent) if self.base is None else self.base
        at_top = len(indent) <= self.base and not head
        name = self.keys.identifier(found["key"], at_top)
        if self._is_too_deep(found["key"], at_top, head):
            self.changes.note("缩进", self.number)
            indent, at_top, name = " " * self.base, True, self.keys.identifier(found["key"], True)
        is_free = not at_top and self.parent in FREE
        if not name and not (at_top and self.is_front_matter) and not is_free:
            return indent + head + rest if head else ""
        value = found["value"]
        if at_top:
            self.parent = ""
        if not value or value.startswith("#"):
            self.parent = self.parent if self.parent in FREE and not at_top else name or "?"
        return f"{indent}{head}{found['key']}{self._colon(found)}{self._value(name, value, len(indent))}"

    def _is_too_deep(self, key: str, at_top: bool, head: str) -> bool:
        """Whether a key of the top was indented by mistake: nothing above it has anything below."""
        is_top_key = bool(self.keys.identifier(key, True))
        return self.is_front_matter and not at_top and not head and not self.parent and is_top_key

    def _colon(self, found: re.Match[str]) -> str:
        if found["colon"] != ":":
            self.changes.note("全角冒号", self.number)
        elif found["value"] and not found["space"].startswith(" "):
            self.changes.note("冒号后没有空格", self.number)
        elif found["gap"] or found["space"].strip(" "):
            self.changes.note("空格", self.number)
        else:
            return ":" + found["space"]
        return ": " if found["value"] else ":"

    def _value(self, name: str, value: str, indent: int) -> str:
        if _BLOCK_TEXT.fullmatch(value):
            self.text_above = indent
        elif value[0:1] in ("{", "｛") and name not in TEXTS:
            return self._braces(value, name in FREE)
        elif name in LISTS and value.startswith("["):
            value = self._brackets(value)
        elif name in TEXTS and value and not _parses(f"a: {value}"):
            return self._quoted(value)
        if value[0:1] in ('"', "'", "[", "{"):
            self.closes = _closing(value)
        return value

    def _brackets(self, value: str) -> str:
        found = re.fullmatch(r"(\[[^\]］】]*)[］】](\s*(?:#.*)?)", value)
        if found is None:
            return value
        self.changes.note("括号和逗号", self.number)
        return f"{found[1]}]{found[2]}"

    def _quoted(self, value: str) -> str:
        if _closing(value):
            return value  # goes on below, or was not finished
        text, tail = _without_comment(value)
        written = scalar(text)
        if _loaded(f"a: {written}") != {"a": text}:
            return value  # there is something in it that nobody sees
        self.changes.note("少引号", self.number)
        return written + tail

    def _braces(self, value: str, is_free: bool = False) -> str:
        """A mapping in braces with pairs in it, whatever commas and colons it was written with.

        ``is_free``: its keys may be any names.
        """
        found = _BRACES.fullmatch(value)
        if found is None:
            self.closes = _closing(value)
            return value
        pairs = list(self._pairs(found["inner"], is_free))
        if not pairs or _is_right(value, len(pairs)):
            return value
        written = ", ".join(f"{key}: {_in_braces(text)}" for key, text in pairs)
        if not _is_right(f"{{{written}}}", len({key for key, _ in pairs})):
            return value
        self.changes.note("括号和逗号", self.number)
        return f"{{{written}}}{found['tail']}"

    def _pairs(self, inner: str, is_free: bool) -> Iterator[tuple[str, str]]:
        starts = [
            found.start()
            for found in re.finditer(r"[,，、；;]|^", inner)
            if self._begins_pair(inner, found.end(), is_free)
        ]
        if not starts or starts[0] != 0:
            return
        for start, end in zip(starts, [*starts[1:], len(inner)], strict=True):
            found = _PAIR.fullmatch(inner[start:end].lstrip(",，、；;" + _BLANK))
            if found:
                yield found["key"], found["value"].rstrip(",，、；;" + _BLANK)

    def _begins_pair(self, inner: str, start: int, is_free: bool) -> bool:
        found = _NEXT_PAIR.match(inner, start)
        if found is None:
            return False
        before = inner[:start]
        open_quotes = before.count('"') % 2 or before.count("[") > before.count("]")
        is_key = is_free or found["key"].isascii() or self.keys.identifier(found["key"], False)
        return bool(is_key) and not open_quotes


def _is_right(value: str, pairs: int) -> bool:
    data = _loaded(value)
    return isinstance(data, dict) and len(data) == pairs and None not in data.values()


def _in_braces(text: str) -> str:
    data = _loaded(f"{{a: {text}}}")
    return text if isinstance(data, dict) and len(data) == 1 else scalar(text, in_list=True)


def _parses(text: str) -> bool:
    return isinstance(_loaded(text), dict)


def _loaded(text: str) -> object:
    """What a line holds; ``None`` where it cannot be parsed, or must not be."""
    if refusal(text):
        return None
    try:
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    except ValueError:
        return {"a": "an impossible date, which is told where values are"}


def _closing(value: str) -> str:
    """What a bracket or quote at the beginning still waits for."""
    first = value[0:1]
    if first in ('"', "'"):
        return first if value.count(first) % 2 else ""
    pairs = {"[": "]", "{": "}"}
    if first in pairs and value.count(first) > value.count(pairs[first]):
        return pairs[first]
    return ""


def _without_comment(value: str) -> tuple[str, str]:
    start = value.find(" #")
    text = value if start < 0 or value[0:1] in ('"', "'") else value[:start]
    text = text.rstrip(" \t")
    return text, value[len(text) :]
