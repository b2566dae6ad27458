"""Front matter as written, and the translation of what is wrong with it into advice."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Field, Strict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.model.archive import Adoption, Discrepancy, Instruction
from generator.model.months import Day, IssueNumber, Month
from generator.model.points import Points
from generator.model.rules import ArticleType
from generator.problems import Loc, Problem

T = TypeVar("T")

Text = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Strict(), Field(ge=0)]


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[Text, ...], BeforeValidator(_as_tuple)]
"""One name, or a list of names."""


@dataclass(frozen=True, slots=True)
class ArticleMeta:
    """Front matter of a piece."""

    type: ArticleType
    unit: Annotated[Names, Field(min_length=1)]
    title: Text | None = None
    subtitle: Text | None = None
    authors: Names = ()
    issue: IssueNumber | None = None
    month: Month | None = None
    publication: Text | None = None
    commissioner: Text | None = None
    date: Day | None = None
    missing: Annotated[tuple[Literal["text"], ...], BeforeValidator(_as_tuple)] = ()
    adoptions: tuple[Adoption, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    shares: Mapping[str, Points] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IssueMeta:
    """Front matter of an issue's ``index.md``."""

    issue: IssueNumber
    month: Month
    date: Day | None = None
    whole_number: Annotated[int, Strict(), Field(ge=1)] | None = None
    editors: Names = ()
    recipients: str = ""
    email: str = ""
    phone: str = ""
    unconfirmed: Annotated[tuple[Literal["issue", "month", "date"], ...], BeforeValidator(_as_tuple)] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class NoticeMeta:
    """Front matter of a notice."""

    title: Text
    month: Month
    date: Day | None = None
    signatory: str = ""
    addressees: str = ""
    attachment: str = ""
    notes: Names = ()
    recipients: str = ""
    editors: Names = ()
    email: str = ""
    phone: str = ""
    published: Mapping[str, Count] = field(default_factory=dict)
    discrepancies: tuple[Discrepancy, ...] = ()
    unconfirmed: Annotated[tuple[Literal["date", "signatory", "addressees"], ...], BeforeValidator(_as_tuple)] = ()


@dataclass(frozen=True, slots=True)
class PageMeta:
    """Front matter of an ordinary page."""

    title: Text


def build(
    adapter: TypeAdapter[T], data: Mapping[str, Any], path: str, line: Callable[[Loc], int], problems: list[Problem]
) -> T | None:
    """Turn a YAML mapping into a record; everything wrong with it becomes problems and gives ``None``."""
    try:
        return adapter.validate_python(data, extra="forbid")
    except ValidationError as error:
        details = error.errors(include_url=False)
        locs = [_written(one["loc"], data) for one in details]
        for one, loc in zip(details, locs, strict=True):
            spoilt_below = one["type"] == "too_short" and any(loc == other[: len(loc)] != other for other in locs)
            if not spoilt_below:  # a list that is short only because its items are wrong
                problems.append(_problem_of(one, loc, adapter, path, line(loc)))
        return None


def suggestion(name: str, known: Iterable[str]) -> str:
    """``（是不是“甲”、“乙”？）`` with the nearest known names, or nothing."""
    near = difflib.get_close_matches(name, list(dict.fromkeys(known)), n=3, cutoff=0.5)
    return f"（是不是{'、'.join(f'“{item}”' for item in near)}？）" if near else ""


def _written(loc: Loc, data: object) -> Loc:
    """The part of a location that an editor can find in the file (pydantic may add steps of its own)."""
    kept: list[str | int] = []
    for place, step in enumerate(loc):
        last = place == len(loc) - 1
        if isinstance(data, Mapping) and (step in data or last):
            kept.append(step)
            data = data.get(step)
        elif isinstance(data, list | tuple) and isinstance(step, int) and step < len(data):
            kept.append(step)
            data = data[step]
    return tuple(kept)


def _problem_of(details: ErrorDetails, loc: Loc, adapter: TypeAdapter[Any], path: str, line: int) -> Problem:
    name = ".".join(str(step + 1) if isinstance(step, int) else step for step in loc)
    last = next((step for step in reversed(loc) if isinstance(step, str)), "")
    kind, context, value = details["type"], details.get("ctx", {}), details["input"]
    if kind == "missing":
        return Problem(path, line, name, "missing-field", f"缺少 {last}，请补上一行“{last}: …”")
    if kind == "unexpected_keyword_argument":
        known = _keys(adapter)
        return Problem(path, line, name, "unknown-field", f"不认识的项目“{last}”{suggestion(last, known)}")
    if kind == "literal_error":
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")
        code = "unknown-type" if last == "type" else "bad-value"
        return Problem(path, line, name, code, f"不认识的 {last or name}“{value}”，只能是：{allowed}")
    if kind.startswith("date"):
        message = f"日期要写成 2023-07-31 的样子，不加引号，不写年月日（现在是“{value}”）"
        return Problem(path, line, name, "bad-date", message)
    if kind.startswith("string"):
        if value is None or value == "":
            return Problem(path, line, name, "empty-field", f"{last} 后面没有内容，请填写或删去这一行")
        if kind == "string_pattern_mismatch":
            return Problem(path, line, name, "bad-value", f"“{value}”只能用小写字母、数字和短横")
        return Problem(
            path, line, name, "bad-value", f"{last} 要写成文字；像数字或日期的文字请加英文引号（现在是 {value}）"
        )
    if kind in ("int_type", "int_parsing", "greater_than_equal", "int_from_float"):
        least = context.get("ge", 0)
        return Problem(path, line, name, "bad-count", f"{last} 要是不小于 {least} 的整数（现在是“{value}”）")
    if kind in ("tuple_type", "too_short"):
        return Problem(path, line, name, "bad-list", f"{last} 要写成名单，如 [甲, 乙]，至少一项")
    if kind in ("dataclass_type", "mapping_type", "dict_type"):
        return Problem(path, line, name, "bad-value", f"{last or name} 下面要一行行写“项目: 内容”")
    return Problem(path, line, name, kind, details["msg"])


def _keys(adapter: TypeAdapter[Any]) -> list[str]:
    """Every key the schema knows, at any depth."""
    found: list[str] = []

    def collect(schema: object) -> None:
        if isinstance(schema, dict):
            found.extend(schema.get("properties", {}))
            for part in schema.values():
                collect(part)
        elif isinstance(schema, list):
            for part in schema:
                collect(part)

    collect(adapter.json_schema())
    return found
