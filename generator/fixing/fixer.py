"""What a fixer is given and gives."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from generator.loading import File


@dataclass(frozen=True, slots=True)
class Fixed:
    """The bytes a file should have, and what was done to it, in Chinese words."""

    data: bytes
    done: tuple[str, ...]
    original: str = ""
    """Where the file as it was is kept; empty where Git keeps it well enough."""


Fixer = Callable[[File, Collection[str]], Fixed | None]
"""A file, and what units are called → the file as it should be; ``None`` where it is not the fixer's or is right."""
