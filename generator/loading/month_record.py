"""Adjustments and events of a month, ``content/adjustments/2023-06.yml``."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from generator.loading import schema
from generator.loading.context import Context
from generator.loading.front_matter import read_yaml
from generator.loading.text_file import File, SplitFile
from generator.model.months import Day, month_of
from generator.model.office import Adjustment, Event, MonthRecord
from generator.model.points import Points
from generator.model.worth import Amount
from generator.problems import Loc


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
    points: Amount | None = None


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The file as written."""

    adjustments: tuple[AdjustmentEntry, ...] = ()
    events: tuple[EventEntry, ...] = ()


_RECORD: TypeAdapter[RecordFile] = TypeAdapter(RecordFile)


def read_record(file: File, context: Context) -> MonthRecord | None:
    """Read adjustments and events; every entry must be dated in the month of the file's name."""
    found = read_yaml(file, context, _RECORD)
    if found is None:
        return None
    split, record = found
    month = file.stem
    adjustments = [
        Adjustment(unit, one.points, one.reason, one.decided_by, one.date)
        for place, one in enumerate(record.adjustments)
        if (unit := _unit(context, split, ("adjustments", place), one, month))
    ]
    events = [
        Event(unit, one.event, one.date, one.reason, one.points)
        for place, one in enumerate(record.events)
        if (unit := _unit(context, split, ("events", place), one, month))
    ]
    return MonthRecord(file.path, month, tuple(adjustments), tuple(events))


def _unit(context: Context, split: SplitFile, loc: Loc, entry: AdjustmentEntry | EventEntry, month: str) -> str | None:
    """The canonical name of an entry's unit; what is wrong with unit or date becomes a problem."""
    if month_of(entry.date) != month:
        message = f"日期 {entry.date} 不在这个文件的月份（{month}）里。请改日期，或移到那个月的文件"
        context.report(split, (*loc, "date"), "month-folder", message)
    return context.unit(split, (*loc, "unit"), entry.unit, month)
