"""Adjustments and events of a month, ``content/adjustments/2023-06.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from pydantic import TypeAdapter

from generator.loading import schema
from generator.loading.pieces import Reader
from generator.loading.source import Source, line_of, read_text
from generator.loading.unit_names import unknown_unit
from generator.loading.yaml_text import parse_yaml
from generator.model.months import Day, month_of
from generator.model.office import Adjustment, Event, MonthRecord
from generator.model.points import Points
from generator.problems import Loc, Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AdjustmentEntry:
    """An adjustment as written."""

    unit: schema.Text
    points: Points
    reason: schema.Text
    decided_by: schema.Text
    date: Day


@dataclass(frozen=True, slots=True)
class EventEntry:
    """An event as written."""

    unit: schema.Text
    event: schema.Text
    date: Day
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The file as written."""

    adjustments: tuple[AdjustmentEntry, ...] = ()
    events: tuple[EventEntry, ...] = ()


_RECORD: TypeAdapter[RecordFile] = TypeAdapter(RecordFile)


def read_yaml(reader: Reader, path: str, adapter: TypeAdapter[T]) -> tuple[Source, T] | None:
    """A YAML file and what it holds; everything wrong with it becomes problems and gives ``None``."""
    text = read_text(reader.root, path, reader.problems)
    source = Source(path, text) if text is not None else None
    data = parse_yaml(source, reader.problems) if source else None
    if source is None or data is None:
        return None
    held = schema.build(adapter, data, path, lambda loc: line_of(source, loc), reader.problems)
    return (source, held) if held is not None else None


def read_record(reader: Reader, path: str) -> MonthRecord | None:
    """Read adjustments and events; every entry must be dated in the month of the file's name."""
    found = read_yaml(reader, path, _RECORD)
    if found is None:
        return None
    source, record = found
    month = path.split("/")[2].removesuffix(".yml")
    adjustments = [
        Adjustment(unit, one.points, one.reason, one.decided_by, one.date)
        for place, one in enumerate(record.adjustments)
        if (unit := _unit(reader, source, ("adjustments", place), one, month))
    ]
    events = [
        Event(unit, one.event, one.date, one.reason)
        for place, one in enumerate(record.events)
        if (unit := _unit(reader, source, ("events", place), one, month))
    ]
    return MonthRecord(path, month, tuple(adjustments), tuple(events))


def _unit(reader: Reader, source: Source, loc: Loc, entry: AdjustmentEntry | EventEntry, month: str) -> str | None:
    """The canonical name of an entry's unit; what is wrong with unit or date becomes a problem."""
    if month_of(entry.date) != month:
        message = f"日期 {entry.date} 不在这个文件的月份（{month}）里。请改日期，或移到那个月的文件"
        reader.problems.append(Problem(source.path, line_of(source, (*loc, "date")), "date", "month-folder", message))
    unit = reader.units.resolve(entry.unit, month) if reader.units else None
    if unit is None and reader.units:
        message = unknown_unit(reader.units, entry.unit, month)
        reader.problems.append(Problem(source.path, line_of(source, (*loc, "unit")), "unit", "unknown-unit", message))
    return unit.name if unit else None
