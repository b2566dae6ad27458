"""What something is made from, as a digest: equal fingerprints promise equal values, and so equal pages and files.

A fingerprint is computed from the very values that are handed on, and never from a list of what they depend on.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property
from types import FunctionType
from typing import Any, Generic, NamedTuple, TypeVar, get_type_hints

from generator.cache import Cache
from generator.files import digest

T = TypeVar("T")


def fingerprint(*values: object) -> str:
    """32 hexadecimal digits for all values together. Raises :class:`TypeError` for what is not plainly a value.

    Values are texts, whole numbers, fractions, dates, ``None``, lists, tuples, dictionaries (in their order),
    dataclasses of such values, and whatever knows its own ``fingerprint``.
    """
    return digest(repr(_plain(values)))


def _plain(value: Any) -> Any:
    """The value as lists, dictionaries, and tuples that begin with the name of a type: no two have the same."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    encode = _ENCODERS.get(kind)
    if encode is None:
        encode = _ENCODERS[kind] = _encoder(kind)
    return encode(value)


def _encoder(kind: type) -> Callable[[Any], Any]:
    name = kind.__qualname__
    if hasattr(kind, "fingerprint"):
        return lambda value: (name, value.fingerprint)
    if dataclasses.is_dataclass(kind):
        names = [field.name for field in dataclasses.fields(kind)]
        return lambda value: (name, *[_plain(getattr(value, one)) for one in names])
    if issubclass(kind, Enum):
        return lambda value: (name, value.name)
    raise TypeError(f"no fingerprint of a {name}: hand on what is shown of it")


_ATOMS = frozenset({str, int, bool, type(None)})
_ENCODERS: dict[type, Callable[[Any], Any]] = {
    list: lambda values: [_plain(one) for one in values],
    tuple: lambda values: [_plain(one) for one in values],
    dict: lambda values: {_plain(key): _plain(value) for key, value in values.items()},
    Fraction: lambda value: ("Fraction", value.numerator, value.denominator),
    date: lambda value: ("date", value.isoformat()),
}


class Known(NamedTuple):
    """What a record is known by, as it is kept beside it."""

    facts: str
    fingerprint: str


class Record:
    """A dataclass that computes its fingerprint once. Whoever keeps it in a cache keeps :attr:`known` with it."""

    body: str
    """Its text, where it has one."""

    @cached_property
    def facts(self) -> str:
        """The fingerprint of all it says beside its text."""
        fields = dataclasses.fields(self)  # type: ignore[arg-type]
        return fingerprint(type(self).__qualname__, *(getattr(self, one.name) for one in fields if one.name != "body"))

    @cached_property
    def fingerprint(self) -> str:
        """Of all its fields."""
        return fingerprint(self.facts, self.body) if hasattr(self, "body") else self.facts

    @property
    def known(self) -> Known:
        """Both of them."""
        return Known(self.facts, self.fingerprint)

    def recall(self, known: Known) -> None:
        """Take what was kept beside an equal record for its own."""
        self.__dict__.update(known._asdict())


class Derived(Generic[T]):
    """A value that a function makes of these inputs and of nothing else, once it is asked for.

    It is known by the inputs before it is made. Inputs that are derived themselves are handed on as their values.
    With a ``cache`` the value is kept under ``name``, as of the type that the function says it returns.
    """

    def __init__(self, make: Callable[..., T], *inputs: object, cache: Cache | None = None, name: str = "") -> None:
        self._make, self._inputs, self._cache, self._name = make, inputs, cache, name
        if not isinstance(make, FunctionType) or make.__closure__ or make.__defaults__ or make.__kwdefaults__:
            raise TypeError(f"{make!r} may see more than its inputs: give a plain function")

    @cached_property
    def fingerprint(self) -> str:
        """Of the function's name and its inputs."""
        return fingerprint(f"{self._make.__module__}.{self._make.__qualname__}", *self._inputs)

    @cached_property
    def value(self) -> T:
        """The value."""
        if self._cache is None:
            return self._made()
        kind: type[T] = get_type_hints(self._make)["return"]
        return self._cache.obtain(self._name, self.fingerprint, kind, self._made)

    def _made(self) -> T:
        return self._make(*(one.value if isinstance(one, Derived) else one for one in self._inputs))
