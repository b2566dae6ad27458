"""The canonical form: the one writer of Markdown files with front matter, in the style of ``content/``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import yaml

_LONGEST_IN_LINE = 40
"""A list with a longer text in it is written one item a line."""
_ALWAYS_PLAIN = re.compile(r"[\u4e00-\u9fff（）“”，、。·]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def front_matter(values: Mapping[str, object], body: str = "", remarks: Mapping[str, str] | None = None) -> bytes:
    """A Markdown file with these values, in this order, above ``body``; ``remarks``: key → comment behind it.

    Empty values (``None``, ``""``, empty lists and mappings) are left out. A text is quoted only where YAML would
    read it as something else; a list stands in one line, ``[甲, 乙]``, unless it holds sentences or mappings.
    """
    remarks = remarks or {}
    pairs = (_pair(scalar(key), value, remarks.get(key, "")) for key, value in values.items() if not _is_empty(value))
    lines = ["---", *(line for pair in pairs for line in pair), "---"]
    text = body.strip("\n")
    return ("\n".join(lines) + "\n" + (f"\n{text}\n" if text else "")).encode("utf-8", "replace")


def with_value(text: str, key: str, value: Mapping[str, object]) -> str:
    """The text of a Markdown file with this value in the place of what its front matter has under the key.

    All else stays as it stands, remarks and line ends included.
    """
    ends = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    closing = next(place for place, line in enumerate(lines[1:], start=1) if line.rstrip() == "---")
    kept: list[str] = []
    within = False
    for line in lines[1:closing]:
        within = line.startswith(f"{key}:") or (within and line[:1] in ("", " ", "}", "]"))
        if not within:
            kept.append(line)
    return ends.join([lines[0], *kept, *_pair(key, value, ""), *lines[closing:]])


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str | Sequence | Mapping) and not value)


def _pair(key: str, value: object, remark: str) -> list[str]:
    remark = f"   # {remark}" if remark else ""
    if isinstance(value, Mapping):
        inner = (line for name, item in value.items() for line in _pair(scalar(name), item, ""))
        return [f"{key}:{remark}", *(f"  {line}" for line in inner)]
    if not isinstance(value, Sequence) or isinstance(value, str):
        return [f"{key}: {scalar(value)}{remark}"]
    if _fits_a_line(value):
        return [f"{key}: {names_in_line(value)}{remark}"]
    return [f"{key}:{remark}", *(f"  - {_item(item)}" for item in value)]


def names_in_line(items: Sequence[object]) -> str:
    """A list as it stands in one line: ``[甲, 乙]``."""
    return f"[{', '.join(scalar(item, in_list=True) for item in items)}]"


def _fits_a_line(items: Sequence[object]) -> bool:
    return all(not isinstance(item, Mapping) and len(str(item)) <= _LONGEST_IN_LINE for item in items)


def _item(item: object) -> str:
    if not isinstance(item, Mapping):
        return scalar(item)
    return (
        f"{{{', '.join(f'{scalar(key, in_list=True)}: {scalar(value, in_list=True)}' for key, value in item.items())}}}"
    )


def scalar(value: object, in_list: bool = False) -> str:
    """A single value as YAML: bare where it reads back as the same, else in double quotes.

    ``in_list``: it will stand inside ``[…]`` or ``{…}``, where more characters have a meaning.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | int):
        return str(value)
    text = " ".join(_printable(str(value)).split())
    if _ALWAYS_PLAIN.fullmatch(text):
        return text
    return text if _reads_back(text, in_list) else f'"{"".join(_ESCAPES.get(char, char) for char in text)}"'


def _printable(text: str) -> str:
    """The text without characters that YAML forbids or that nobody sees."""
    return "".join(char for char in text if char.isprintable() or char.isspace())


def _reads_back(text: str, in_list: bool) -> bool:
    written = f"[{{a: {text}, b: x}}, {text}]" if in_list else f"a: {text}\nb: x"
    expected = [{"a": text, "b": "x"}, text] if in_list else {"a": text, "b": "x"}
    try:
        readings = [yaml.load(written, Loader=loader) for loader in (yaml.CSafeLoader, yaml.SafeLoader)]
    except (yaml.YAMLError, ValueError, LookupError, TypeError):  # as tags of numbers fail
        return False
    return all(reading == expected for reading in readings)  # the two are not of one mind about every sign
