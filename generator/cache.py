"""What one run leaves to the next: plain data in files, used only while everything about it is the same.

The files are MessagePack. Whoever asks says the type of what he expects; a file that holds anything else counts as
missing. No name in a file is ever looked up, so nothing in it can run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from generator.files import digest, write_file
from generator.plain_files import read_below

T = TypeVar("T")

_ENDING = ".kept"
_OLD_ENDING = ".pickle"
"""Of the files of earlier versions, which are not read any more."""

_DIGEST = 32


class Cache:
    """Values by name, each with the key it was made for.

    A value is given back only for the same key, to the same ``version`` of the program, from an undamaged file, and
    when it is of the expected type; in one process also from memory, unless ``remember`` is off. Without a folder
    everything is forgotten with the process.
    """

    def __init__(self, folder: Path | None = None, version: str = "", *, remember: bool = True) -> None:
        self._folder, self._version, self._remember = folder, version, remember
        self._memory: dict[str, tuple[str, Any]] = {}

    def get(self, name: str, key: str, kind: type[T]) -> T | None:
        """What is kept under this name for this key, or ``None``; ``kind``: the type under which it was kept."""
        known = self._memory.get(name)
        if known is not None and known[0] == key:
            return known[1]  # type: ignore[no-any-return]
        found = self._read(name, key, kind)
        if found is not None:
            self._note(name, key, found)
        return found

    def put(self, name: str, key: str, value: object) -> None:
        """Keep a value in the place of what had its name."""
        self._note(name, key, value)
        if self._folder is None:
            return
        body = pack(value)
        if body is None:
            return
        with suppress(OSError):  # where nothing can be written, the next run does without
            data = digest(self._version, key, body).encode() + body
            write_file(self._folder / f"{name}{_ENDING}", data, durable=False)  # a broken one is noticed

    def obtain(self, name: str, key: str, kind: type[T], make: Callable[[], T]) -> T:
        """What is kept under this name for this key; where there is nothing, a new value, which is kept."""
        found = self.get(name, key, kind)
        if found is None:
            found = make()
            self.put(name, key, found)
        return found

    def sweep(self, names: Collection[str]) -> None:
        """Forget all but these."""
        self._memory = {name: kept for name, kept in self._memory.items() if name in names}
        wanted = {f"{name}{_ENDING}" for name in names}
        with suppress(OSError):
            for entry in os.scandir(self._folder) if self._folder else ():
                if entry.name not in wanted and entry.name.endswith((_ENDING, _OLD_ENDING)):
                    os.unlink(entry.path)

    def _note(self, name: str, key: str, value: object) -> None:
        if self._remember:
            self._memory[name] = (key, value)

    def _read(self, name: str, key: str, kind: type[T]) -> T | None:
        if self._folder is None:
            return None
        try:
            data = memoryview(read_below(self._folder, f"{name}{_ENDING}"))
        except OSError:
            return None
        body = data[_DIGEST:]
        if data[:_DIGEST] != digest(self._version, key, body).encode():
            return None
        return unpack(body, kind)


def pack(value: object) -> bytes | None:
    """The value as bytes; ``None`` where it holds a number or text for which there are none."""
    try:
        return _ENCODER.encode(value)
    except (OverflowError, UnicodeEncodeError):  # beyond 64 bits; half a character, as of a name that is not UTF-8
        return None


def unpack(data: bytes | memoryview | msgspec.Raw, kind: type[T]) -> T | None:
    """The value of this type that the bytes stand for; ``None`` when they stand for none."""
    try:
        found: T = _decoder(cast("Any", kind)).decode(data)
    except (msgspec.MsgspecError, ValueError, ArithmeticError, RecursionError, MemoryError):
        return None
    return found


@lru_cache(maxsize=256)
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind, dec_hook=_from_plain)


def _to_plain(value: object) -> str:
    if type(value) is Fraction:
        return str(value)
    raise TypeError(f"a {type(value).__qualname__} cannot be kept: it is no plain value")


def _from_plain(kind: type, value: object) -> Fraction:
    if kind is Fraction and isinstance(value, str):
        return _fraction(value)
    raise ValueError(f"no {kind.__qualname__}")


@lru_cache(maxsize=1 << 14)
def _fraction(text: str) -> Fraction:
    """The same few points are given again and again."""
    top, _, bottom = text.partition("/")
    return Fraction(int(top), int(bottom or 1))


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_to_plain)
