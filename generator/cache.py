"""What one run leaves to the next: Python objects in files, used only while everything about them is the same."""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Callable, Collection
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from generator.files import digest, write_file

T = TypeVar("T")


class Cache:
    """Objects by name, each with the key it was made for.

    An object is given back only for the same key, to the same ``version`` of the program, from an undamaged file; in
    one process also from memory, unless ``remember`` is off. Without a folder everything is forgotten with the
    process.
    """

    def __init__(self, folder: Path | None = None, version: str = "", *, remember: bool = True) -> None:
        self._folder, self._version, self._remember = folder, version, remember
        self._memory: dict[str, tuple[str, Any]] = {}

    def get(self, name: str, key: str) -> Any:
        """The object kept under this name for this key, or ``None``."""
        if name not in self._memory or self._memory[name][0] != key:
            found = self._read(name, key)
            if found is None:
                return None
            self._note(name, key, found)
            return found
        return self._memory[name][1]

    def put(self, name: str, key: str, value: Any) -> None:
        """Keep an object in the place of what had its name."""
        self._note(name, key, value)
        if self._folder is None:
            return
        body = _dumps(value)
        with suppress(OSError):  # where nothing can be written, the next run does without
            data = digest(self._version, key, body).encode() + body
            write_file(self._folder / f"{name}.pickle", data, durable=False)  # a broken one is noticed

    def obtain(self, name: str, key: str, make: Callable[[], T]) -> T:
        """The object kept under this name for this key; where there is none, a new one, which is kept."""
        found: T | None = self.get(name, key)
        if found is None:
            found = make()
            self.put(name, key, found)
        return found

    def sweep(self, names: Collection[str]) -> None:
        """Forget all but these."""
        self._memory = {name: kept for name, kept in self._memory.items() if name in names}
        for file in self._folder.glob("*.pickle") if self._folder else ():
            if file.stem not in names:
                file.unlink()

    def _note(self, name: str, key: str, value: Any) -> None:
        if self._remember:
            self._memory[name] = (key, value)

    def _read(self, name: str, key: str) -> Any:
        if self._folder is None:
            return None
        try:
            data = (self._folder / f"{name}.pickle").read_bytes()
            if data[:32].decode() != digest(self._version, key, data[32:]):
                return None
            return pickle.loads(data[32:])  # written by us, as the digest shows
        except Exception:  # whatever is wrong with it, it can be made again
            return None


def _dumps(value: Any) -> bytes:
    file = io.BytesIO()
    pickler = pickle.Pickler(file, protocol=5)
    pickler.dispatch_table = copyreg.dispatch_table.copy()
    pickler.dispatch_table[Fraction] = _as_two_numbers
    pickler.dump(value)
    return file.getvalue()


def _as_two_numbers(value: Fraction) -> tuple[type[Fraction], tuple[int, int]]:
    """A fraction is read back faster from two numbers than from a text."""
    return Fraction, (value.numerator, value.denominator)
