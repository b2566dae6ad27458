"""Pieces that were asked for, ``content/commissions/2023-06.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, TypeAdapter

from generator.loading import schema
from generator.loading.pieces import Reader
from generator.loading.records import read_yaml
from generator.loading.source import Source, line_of
from generator.loading.unit_names import unknown_unit
from generator.model.months import Day, month_of
from generator.model.office import Commission, CommissionList
from generator.problems import Problem


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


def read_commissions(reader: Reader, path: str) -> CommissionList | None:
    """Read what was asked for in the month of the file's name; nothing is due before that month."""
    found = read_yaml(reader, path, _FILE)
    if found is None:
        return None
    source, file = found
    month = path.split("/")[2].removesuffix(".yml")
    entries = []
    for place, one in enumerate(file.commissions):
        line = line_of(source, ("commissions", place))
        if month_of(one.due) < month:
            message = f"完成期限 {one.due} 早于约稿的月份（{month}，即文件名）。请改期限，或移到约稿那个月的文件"
            due_line = line_of(source, ("commissions", place, "due"))
            reader.problems.append(Problem(path, due_line, "due", "due-too-early", message))
        units = _units(reader, source, place, one, month)
        entries.append(Commission(line, one.title, one.commissioner, one.due, units, one.piece or ""))
    return CommissionList(path, month, tuple(entries))


def _units(reader: Reader, source: Source, place: int, entry: CommissionEntry, month: str) -> tuple[str, ...]:
    """Canonical names of the units that were asked."""
    found: dict[str, None] = {}
    for number, name in enumerate(entry.units):
        unit = reader.units.resolve(name, month) if reader.units else None
        if unit is None and reader.units:
            line = line_of(source, ("commissions", place, "units", number))
            message = unknown_unit(reader.units, name, month)
            reader.problems.append(Problem(source.path, line, "units", "unknown-unit", message))
        elif unit:
            found[unit.name] = None
    return tuple(found)
