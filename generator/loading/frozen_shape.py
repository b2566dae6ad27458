"""What a frozen notice looks like as JSON: whatever else a file holds, it was not written by the program."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import StrictBool, StrictStr, StringConstraints, TypeAdapter

_Number = Annotated[StrictStr, StringConstraints(pattern=r"^-?[0-9]{1,40}(/[1-9][0-9]{0,39})?$")]
_Day = Annotated[StrictStr, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


@dataclass(frozen=True, slots=True)
class _Correction:
    """A correction as written."""

    unit: StrictStr
    column: StrictStr
    old: _Number | None
    new: _Number | None
    reason: StrictStr
    date: _Day
    follows: StrictBool = False
    takes_back: StrictBool = False


@dataclass(frozen=True, slots=True)
class _Frozen:
    """The parts that are used; the seal covers the others."""

    month: Annotated[StrictStr, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}$")]
    date: _Day
    groups: dict[StrictStr, list[StrictStr]]
    rows: dict[StrictStr, dict[StrictStr, _Number | None]]
    figures: dict[StrictStr, StrictStr]
    lines: list[tuple[StrictStr, StrictStr, _Number, StrictStr, StrictStr]]
    corrections: list[_Correction]


_FROZEN = TypeAdapter(_Frozen)


def frozen_data(text: str) -> dict[str, Any]:
    """The JSON of a frozen notice as it stands; ``ValueError`` where a part has another form than is written."""
    data: dict[str, Any] = json.loads(text)
    _FROZEN.validate_python(data)
    return data
