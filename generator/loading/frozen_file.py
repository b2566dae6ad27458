"""Frozen notices on disk: written by the program only, and sealed so that an edit by hand is noticed."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import Any

from generator.files import write_file
from generator.loading.context import Context
from generator.loading.text_file import File, decode
from generator.model.frozen import Cell, Correction, FrozenLine, FrozenNotice
from generator.model.units import UnitRegistry
from generator.problems import Problem

SCHEMA_VERSION = 1


def frozen_path(month: str) -> str:
    """Where the frozen figures of a month are kept."""
    return f"content/notices/{month}.frozen.json"


def read_frozen(file: File, context: Context) -> FrozenNotice | None:
    """Read a frozen notice; a broken seal is a problem, and the file is then not used."""
    text = decode(file, context.problems)
    if text is None:
        return None
    try:
        data = json.loads(text)
        sealed = data.pop("seal") == _seal(data)
        notice = _by_todays_names(_from_json(file.path, data), context.units)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sealed = False
    if sealed:
        return notice
    message = (
        "印发数据被改动过，不能采用。请用 git 恢复这个文件（git checkout -- 文件名）；"
        "要更正印发的数字，请用命令 bulletin notice correct"
    )
    context.problems.append(Problem(file.path, 1, "", "frozen-edited", message))
    return None


def _by_todays_names(notice: FrozenNotice, units: UnitRegistry | None) -> FrozenNotice:
    """The notice with units called as ``units.yml`` calls them now; whom it does not know keeps the issued name."""
    if units is None:
        return notice
    found = {name: units.resolve(name, notice.month) for name in notice.rows}
    today = {name: unit.name for name, unit in found.items() if unit and unit.name != name}
    renamed = _renamed(notice, today)
    return dataclasses.replace(renamed, names={now: issued for issued, now in today.items()})


def _renamed(notice: FrozenNotice, names: Mapping[str, str]) -> FrozenNotice:
    return dataclasses.replace(
        notice,
        groups={group: tuple(names.get(one, one) for one in units) for group, units in notice.groups.items()},
        rows={names.get(unit, unit): row for unit, row in notice.rows.items()},
        lines=tuple(dataclasses.replace(one, unit=names.get(one.unit, one.unit)) for one in notice.lines),
        corrections=tuple(dataclasses.replace(one, unit=names.get(one.unit, one.unit)) for one in notice.corrections),
    )


def frozen_text(notice: FrozenNotice) -> str:
    """The file of a frozen notice, with the names as issued."""
    data = _to_json(_renamed(notice, notice.names))
    return json.dumps(data | {"seal": _seal(data)}, ensure_ascii=False, indent=1) + "\n"


def write_frozen(root: Path, notice: FrozenNotice) -> None:
    """Write it down."""
    write_file(root / notice.path, frozen_text(notice).encode())


def _seal(data: dict[str, Any]) -> str:
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _to_json(notice: FrozenNotice) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "month": notice.month,
        "date": notice.date,
        "figures": dict(notice.figures),
        "groups": {group: list(units) for group, units in notice.groups.items()},
        "rows": {unit: {key: _text(cell) for key, cell in row.items()} for unit, row in notice.rows.items()},
        "corrections": [asdict(one) | {"old": _text(one.old), "new": _text(one.new)} for one in notice.corrections],
        "lines": [[line.unit, line.category, str(line.points), line.reason, line.source] for line in notice.lines],
    }


def _from_json(path: str, data: dict[str, Any]) -> FrozenNotice:
    return FrozenNotice(
        path=path,
        month=data["month"],
        date=data["date"],
        groups={group: tuple(units) for group, units in data["groups"].items()},
        rows={unit: {key: _cell(text) for key, text in row.items()} for unit, row in data["rows"].items()},
        figures=data["figures"],
        lines=tuple(
            FrozenLine(unit, category, Fraction(points), reason, source)
            for unit, category, points, reason, source in data["lines"]
        ),
        corrections=tuple(
            Correction(**one | {"old": _cell(one["old"]), "new": _cell(one["new"])}) for one in data["corrections"]
        ),
    )


def _text(cell: Cell) -> str | None:
    return None if cell is None else str(cell)


def _cell(text: str | None) -> Cell:
    return None if text is None else Fraction(text)
