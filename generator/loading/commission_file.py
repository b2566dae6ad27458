"""Pieces that were asked for, ``content/commissions/2023-06.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, TypeAdapter

from generator.loading import schema
from generator.loading.context import Context
from generator.loading.front_matter import read_yaml
from generator.loading.text_file import File, place_of
from generator.model.months import Day, month_of
from generator.model.office import Commission, CommissionList


@dataclass(frozen=True, slots=True)
class CommissionEntry:
    """What was asked for, as written."""

    title: schema.Text
    commissioner: schema.Text
    due: Day
    units: Annotated[schema.Names, Field(min_length=1)]
    piece: schema.Text | None = None


@dataclass(frozen=True, slots=True)
class CommissionFile:
    """The file as written."""

    commissions: tuple[CommissionEntry, ...] = ()


_FILE: TypeAdapter[CommissionFile] = TypeAdapter(CommissionFile)


def read_commissions(file: File, context: Context) -> CommissionList | None:
    """Read what was asked for in the month of the file's name; nothing is due before that month."""
    found = read_yaml(file, context, _FILE)
    if found is None:
        return None
    split, held = found
    month, entries = file.stem, []
    for place, one in enumerate(held.commissions):
        loc = ("commissions", place)
        if month_of(one.due) < month:
            message = f"完成期限 {one.due} 早于约稿的月份（{month}，即文件名）。请改期限，或移到约稿那个月的文件"
            context.report(split, (*loc, "due"), "due-too-early", message)
        asked = [context.unit(split, (*loc, "units", number), name, month) for number, name in enumerate(one.units)]
        units = tuple(dict.fromkeys(unit for unit in asked if unit))
        entries.append(
            Commission(place_of(split, loc)[0], one.title, one.commissioner, one.due, units, one.piece or "")
        )
    return CommissionList(file.path, month, tuple(entries))
