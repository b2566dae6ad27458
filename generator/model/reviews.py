"""Who has reviewed what before it was published, and whether it is still what was reviewed."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.cache import pack
from generator.files import digest
from generator.fingerprints import Record
from generator.model.months import Day
from generator.model.site import Text

_OF_NO_TEXT = frozenset(
    {"path", "review", "aliases", "adoptions", "instructions", "units", "published", "discrepancies"}
)
"""Fields that nobody reviews: where the file lies, and what is noted after publication."""
_FROM_ELSEWHERE = {"Article": frozenset({"month"})}
"""Fields that another file says."""


@dataclass(frozen=True, slots=True)
class Review:
    """An approval (审核): by whom, when, of what; only ``bulletin review`` knows the digests."""

    by: Text
    date: Day
    digest: str = ""
    """Of all that was reviewed."""
    checks: str = ""
    """The version of the checks that had been passed."""
    files: Mapping[str, str] = field(default_factory=dict)
    """File → digest of what was in it, so that one can say what has changed."""


_MARK = "h"
"""Before each digest, lest YAML takes one for a number."""


def short(whole: str) -> str:
    """A digest as it is noted of each file."""
    return _MARK + whole[:16]


def text_digest(record: Record) -> str:
    """What a reviewer sees of a file, as a digest: the same however the file is laid out."""
    left_out = _OF_NO_TEXT | _FROM_ELSEWHERE.get(type(record).__name__, frozenset())
    said = []
    for one in dataclasses.fields(record):  # type: ignore[arg-type]
        value = getattr(record, one.name)
        if one.name not in left_out and not _is_default(one, value):
            said.append((one.name, pack(value) or b""))
    return short(digest(*(part for pair in sorted(said) for part in pair)))


def _is_default(one: dataclasses.Field[Any], value: object) -> bool:
    """A field that is not written counts for nothing, so that a new one changes no digest."""
    if one.default_factory is not dataclasses.MISSING:
        return bool(value == one.default_factory())
    return bool(value == one.default)


def together(files: Mapping[str, str]) -> str:
    """One digest for all."""
    return _MARK + digest(*(part for name in sorted(files) for part in (name, files[name])))
