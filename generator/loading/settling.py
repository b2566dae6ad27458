"""A file as it was typed → its fields and text: the plain way where it is right, else tidied, with what that took.

Reading and ``bulletin fix`` do the same: what is read of an untidy file is the text that ``fix`` would write.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import yaml
from pydantic import TypeAdapter

from generator.loading import schema
from generator.loading.encodings import Decoded
from generator.loading.field_names import Keys, keys_by_place
from generator.loading.text_file import File, SplitFile, composed, decode_loosely, split_front_matter, split_loosely
from generator.loading.untidy_lines import Changes, tidy_lines
from generator.loading.untidy_values import tidy_values
from generator.loading.yaml_text import compose, construct, parse_yaml, without_bad_lines
from generator.problems import Problem
from generator.yaml_guard import refusal

T = TypeVar("T")

UNTIDY = "untidy"
"""The code of the hint about a file that is written otherwise than it should be."""

_MAY_BE_SEVERAL = re.compile(
    r"\b(?:unit|units|authors|editors|aliases)[ \t]*:"
    r"(?:[^\n#]{0,400}(?:[、，；;“”【】［］〔〕（]|[\u4e00-\u9fff·][ \t\u3000\xa0]+[\u4e00-\u9fff])"
    r"|[ \t]{0,9}[^\[\n#]{1,400},)"
)
"""A list that YAML takes for one name."""
_TAB_INDENT = re.compile(r"^[ \u3000]*\t", re.MULTILINE)
_TAB_WIDTHS = (2, 4, 8)
_LARGE = 100_000
"""Nobody types as much by hand; it is not read several times."""


@dataclass(frozen=True, slots=True)
class Settled(Generic[T]):
    """What a file holds.

    ``record`` is ``None`` where it cannot be known; ``unsure``: keys that are wrong, whose values in it stand for
    nothing; ``text``: the whole file in its proper form; ``untidy``: what was untidy, in words.
    """

    split: SplitFile
    record: T | None
    unsure: frozenset[str]
    text: str
    untidy: tuple[str, ...] = ()


def settle(file: File, adapter: TypeAdapter[T], names: Collection[str], problems: list[Problem]) -> Settled[T] | None:
    """Read a file; ``names``: what units are called. Everything wrong with it, and that it is untidy, are problems."""
    found = decode_loosely(file, problems)
    if found is None:
        return None
    split = _split(file.path, found.text)
    if split is not None and len(split.yaml_text) > _LARGE:
        return _as_it_stands(found, split, adapter, problems)
    if split is not None and not found.saved_as and not _MAY_BE_SEVERAL.search(split.yaml_text):
        trial: list[Problem] = []
        data = parse_yaml(split, trial)
        record = schema.build(adapter, data, split, trial) if data is not None else None
        if record is not None:
            return Settled(split, record, frozenset(), found.text)
    return _settle_untidy(file.path, found, adapter, names, problems)


def _as_it_stands(found: Decoded, split: SplitFile, adapter: TypeAdapter[T], problems: list[Problem]) -> Settled[T]:
    """The file read once, with nothing tidied but its encoding."""
    data = parse_yaml(split, problems)
    record = schema.build(adapter, data, split, problems) if data is not None else None
    words = _words(found, split, Changes())
    if words:
        problems.append(_hint(split.path, words, split, Changes()))
    return Settled(split, record, frozenset() if record is not None else frozenset({_WHOLE}), found.text, words)


def body_line_of(file: File) -> int:
    """The line on which the body of a Markdown file begins, empty lines left out."""
    found = decode_loosely(file, [])
    split = _parsed_or_loose(file.path, found.text, []) if found else None
    if found is None or split is None:
        return 1
    after = found.text.split("\n")[split.closing_line :]
    return split.closing_line + 1 + next((place for place, line in enumerate(after) if line.strip()), 0)


def _split(path: str, text: str) -> SplitFile | None:
    return split_front_matter(path, text, []) if path.endswith(".md") else SplitFile(path, text)


def _parsed_or_loose(path: str, text: str, problems: list[Problem]) -> SplitFile | None:
    """The file split strictly where that gives YAML, else loosely."""
    split = _split(path, text)
    if split is not None and (not path.endswith(".md") or _is_yaml(split.yaml_text)):
        return split
    return split_loosely(path, text, problems)


def _is_yaml(text: str) -> bool:
    if len(text) > _LARGE:
        return True
    try:
        return not refusal(text) and isinstance(composed(text), yaml.MappingNode)
    except yaml.YAMLError:
        return False


def _settle_untidy(
    path: str, found: Decoded, adapter: TypeAdapter[T], names: Collection[str], problems: list[Problem]
) -> Settled[T] | None:
    told: list[Problem] = []
    split = _parsed_or_loose(path, found.text, told)
    if split is None:
        problems += told
        return None
    if len(split.yaml_text) > _LARGE:
        problems += told
        return _as_it_stands(found, split, adapter, problems)
    changes, keys = Changes(), keys_by_place(adapter)
    proper = _tidy_lines(split.yaml_text, keys, path.endswith(".md"), changes)
    recovered = without_bad_lines(replace(split, yaml_text=proper), told, compose)
    unsure = frozenset({_WHOLE})
    record: T | None = None
    if recovered is None:
        split = replace(split, yaml_text=proper)
    else:
        root = composed(recovered.text)
        readable = tidy_values(recovered.text, root, keys, names, Changes())
        kept_lines = proper.split("\n")
        proper = tidy_values(proper, root, keys, names, changes)
        unsure = _keys_on(kept_lines, recovered.bad_lines, keys)
        split = replace(split, yaml_text=readable)
        again = without_bad_lines(split, told, construct)  # a key may stand there twice
        if again is not None:
            unsure |= _keys_on(readable.split("\n"), again.bad_lines, keys)
            split = replace(split, yaml_text=again.text)
            data = parse_yaml(split, told)
            if data is not None:
                built = schema.build_partly(adapter, data, split, unsure, told)
                record, unsure = built
    words = _words(found, split, changes)
    if told:
        unsure |= {_WHOLE}
    problems += told
    if words:
        problems.append(_hint(path, words, split, changes))
    return Settled(split, record, unsure, _whole(path, found.text, split, proper, told), words)


_WHOLE = "---"
"""Stands among the unsure keys where something is wrong with the file at all."""


def _tidy_lines(text: str, keys: Keys, is_front_matter: bool, changes: Changes) -> str:
    """The lines tidied; tabs only where all widths they may have, and that can be parsed, mean the same."""
    if refusal(text):
        return text
    readings: list[tuple[str, Changes, Any]] = []
    for width in _TAB_WIDTHS if _TAB_INDENT.search(text) else _TAB_WIDTHS[:1]:
        seen = Changes()
        tidied = tidy_lines(text, keys, is_front_matter, width, seen)
        readings.append((tidied, seen, _plain(tidied)))
    known = [reading for reading in readings if reading[2] is not None] or readings[:1]
    if any(data != known[0][2] for _, _, data in known):
        return text
    changes.first |= known[0][1].first
    return known[0][0]


def _plain(text: str) -> object:
    """The texts in a YAML text, which tell whether two of them mean the same; ``None`` for what is no YAML."""
    if refusal(text):
        return None
    try:
        return yaml.load(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return None


def _keys_on(lines: list[str], numbers: Collection[int], keys: Keys) -> frozenset[str]:
    """The keys of the top on these lines; a line in a list spoils the key above it."""
    found = set()
    for number in numbers:
        above = (re.match(r"[A-Za-z_\u4e00-\u9fff]+", lines[place]) for place in range(number, -1, -1))
        key = next((one for one in above if one), None)
        found.add((keys.identifier(key[0], True) or key[0]) if key else _WHOLE)
    return frozenset(found)


def _words(found: Decoded, split: SplitFile, changes: Changes) -> tuple[str, ...]:
    around = [word for word, _ in split.untidy]
    return tuple(dict.fromkeys([*([found.saved_as] if found.saved_as else []), *around, *sorted(changes.first)]))


def _hint(path: str, words: tuple[str, ...], split: SplitFile, changes: Changes) -> Problem:
    lines = [line for _, line in split.untidy] + [split.yaml_line + line for line in changes.first.values()]
    message = f"写法不规范，但意思清楚，已经读懂（{'、'.join(words)}）。运行 bulletin fix 可以改成规范的写法"
    return Problem(path, min(lines, default=1), "", UNTIDY, message, "warning")


def _whole(path: str, text: str, split: SplitFile, proper: str, told: Collection[Problem]) -> str:
    """The whole file with its YAML in proper form; its body as it is."""
    if not path.endswith(".md"):
        return proper
    if any(problem.code == "unclosed-front-matter" for problem in told):
        return text
    rest = text.split("\n")[split.closing_line :]
    return "\n".join(["---", *proper.split("\n")[:-1], "---", *rest])
