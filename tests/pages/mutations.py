"""Every way to change one thing in a record, one at a time."""

import dataclasses
import re
import types
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from generator.model.articles import Withdrawal

Change = tuple[str, Any]
"""What was changed (``Article.title``), and the value with the change."""


def changes(value: Any, units: list[str]) -> Iterator[Change]:
    """Of a record; in a name of ``units`` another of them takes its place."""
    hints = get_type_hints(type(value), include_extras=True)
    for field in dataclasses.fields(value):
        for where, new in _changed(getattr(value, field.name), hints[field.name], units):
            yield where or f"{type(value).__name__}.{field.name}", dataclasses.replace(value, **{field.name: new})


def _changed(value: Any, hint: Any, units: list[str]) -> Iterator[Change]:
    """An empty place means the value itself."""
    if dataclasses.is_dataclass(value):
        yield from changes(value, units)
    elif isinstance(value, tuple):
        for place in {0, len(value) - 1} if value else ():
            for where, new in _changed(value[place], None, units):
                yield where, (*value[:place], new, *value[place + 1 :])
        if value or hint == tuple[str, ...]:
            yield "", value[:-1] if value else ("改",)
    elif isinstance(value, dict):
        for key in list(value)[:1]:
            for where, new in _changed(value[key], None, units):
                yield where, value | {key: new}
    elif not isinstance(value, Enum):
        yield from (("", new) for new in _others(value, hint, units))


def _others(value: Any, hint: Any, units: list[str]) -> list[Any]:
    if literals := _literals(hint):
        return [one for one in literals if one != value][:1]
    return [_other(value, hint, units)]


def _other(value: Any, hint: Any, units: list[str]) -> Any:
    if value is None and "Withdrawal" in str(hint):
        return Withdrawal(date(2024, 1, 9), "有误")
    if value is None:
        found = (new for kind, new in (("date", date(2024, 1, 9)), ("int", 7)) if kind in str(hint))
        return next(found, "2023-11")
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | Fraction):
        return value + 1
    if isinstance(value, date):
        return value + timedelta(days=1)
    if value in units:
        return units[units.index(value) - 1]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return "2024-05-05"
    if re.fullmatch(r"\d{4}-\d\d", value):
        return "2023-12" if value != "2023-12" else "2023-11"
    stem, dot, ending = value.rpartition(".")
    return f"{stem}x.{ending}" if dot and "/" in stem else f"{value}改"


def _literals(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) is Literal:
        return get_args(hint)
    if get_origin(hint) in (Union, types.UnionType) or hasattr(hint, "__metadata__"):
        return next((found for one in get_args(hint) if (found := _literals(one))), ())
    return ()
