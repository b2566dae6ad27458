"""What a piece may be: 信息, 简讯 or 约稿, and the kinds that the rules of the archive that is being read name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Annotated, get_args

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticKnownError

from generator.model.rules import PinnedType

PINNED: tuple[str, ...] = get_args(PinnedType)
_own: ContextVar[Sequence[str] | None] = ContextVar("own kinds of pieces", default=())


@contextmanager
def own_kinds(kinds: Sequence[str] | None) -> Iterator[None]:
    """Read pieces with these kinds beside the pinned ones; ``None``: nobody knows them, so every kind may be."""
    token = _own.set(kinds)
    try:
        yield
    finally:
        _own.reset(token)


def own_kinds_key() -> str:
    """What a record depends on beside its file: the kinds it may be of."""
    return "、".join(_own.get() or ())


def _known(value: object) -> object:
    own = _own.get()
    known = (*PINNED, *(own or ()))
    if value in known or (own is None and isinstance(value, str) and value.strip()):
        return value
    said = [f"'{kind}'" for kind in known]
    raise PydanticKnownError("literal_error", {"expected": f"{', '.join(said[:-1])} or {said[-1]}"})


PieceType = Annotated[
    str,
    BeforeValidator(_known),
    WithJsonSchema({"anyOf": [{"enum": list(PINNED)}, {"type": "string", "minLength": 1}]}),
]
"""A pinned kind, or one that the rules name."""
