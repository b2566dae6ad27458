"""Frozen notices on disk: written by the program only, and sealed so that an edit by hand is noticed.

The freeze and each correction have a digest that anybody can compute again: the SHA-256 of the digest before it and the
canonical JSON of the act (keys sorted, no spaces, UTF-8). The freeze is everything in the file that is not named below
(``_ABOUT``); the digest before it is ``before``.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from generator.loading.context import Context
from generator.loading.frozen_shape import frozen_data
from generator.loading.text_file import File, decode
from generator.model.frozen import Cell, Chain, Correction, FrozenLine, FrozenNotice
from generator.model.units import UnitRegistry
from generator.problems import Problem

SCHEMA_VERSION = 2
_ABOUT = ("schema_version", "before", "digests", "seal", "corrections")
"""What does not belong to the freeze itself; ``seal`` stands in files of version 1 for everything else."""


def frozen_path(month: str) -> str:
    """Where the frozen figures of a month are kept."""
    return f"content/notices/{month}.frozen.json"


def read_frozen(file: File, context: Context) -> FrozenNotice | None:
    """Read a frozen notice; a broken seal is a problem, and the file is then not used."""
    text = decode(file, context.problems)
    if text is None:
        return None
    notice = parse_frozen(file.path, text)
    if notice is not None:
        return _by_todays_names(notice, context.units)
    message = (
        "印发数据被改动过，不能采用。请用 git 恢复这个文件（git checkout -- 文件名）；"
        "要更正印发的数字，请用命令 bulletin notice correct"
    )
    context.problems.append(Problem(file.path, 1, "", "frozen-edited", message))
    return None


def parse_frozen(path: str, text: str) -> FrozenNotice | None:
    """The notice in a file, with the names as issued; ``None`` where it is not as it was written."""
    try:
        data = frozen_data(text)
        notice = _from_json(path, data)
        whole = data.pop("seal") == _sha256(_canonical(data)) if "seal" in data else _to_json(notice) == data
    except (ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError, RecursionError):
        return None
    return notice if whole and frozen_path(notice.month) == path else None


def sealed(notice: FrozenNotice, before: str) -> FrozenNotice:
    """The notice with the digests of all its acts; ``before`` is where the chain of a new one begins."""
    notice = dataclasses.replace(notice, before=notice.before if notice.chain.digests else before)
    return dataclasses.replace(notice, chain=_chain(_as_issued(notice), notice.before))


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
    """The file of a sealed notice, with the names as issued."""
    return json.dumps(_as_issued(notice), ensure_ascii=False, indent=1) + "\n"


def _canonical(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _chain(data: dict[str, Any], before: str | None) -> Chain:
    """Of a file's data; without ``before`` no digests."""
    freeze = {name: value for name, value in data.items() if name not in _ABOUT}
    acts = [_canonical(act) for act in (freeze, *data["corrections"])]
    digests: list[str] = []
    if before is not None:
        for act in acts:
            before = _sha256(before + act)
            digests.append(before)
    return Chain(tuple(map(_sha256, acts)), tuple(digests))


def _as_issued(notice: FrozenNotice) -> dict[str, Any]:
    """What is written of a notice, with the names as issued."""
    return _to_json(_renamed(notice, notice.names))


def _to_json(notice: FrozenNotice) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "month": notice.month,
        "date": notice.date,
        "before": notice.before,
        "digests": list(notice.chain.digests),
        "figures": dict(notice.figures),
        "groups": {group: list(units) for group, units in notice.groups.items()},
        "rows": {unit: {key: _text(cell) for key, cell in row.items()} for unit, row in notice.rows.items()},
        "corrections": [_correction(one) for one in notice.corrections],
        "lines": [[line.unit, line.category, str(line.points), line.reason, line.source] for line in notice.lines],
    }


def _correction(one: Correction) -> dict[str, Any]:
    """As written; what it is not is not said, so that the digests of older files stay."""
    said = asdict(one) | {"old": _text(one.old), "new": _text(one.new)}
    return {name: value for name, value in said.items() if value is not False}


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
        before=data.get("before", ""),
        chain=_chain(data, None if "seal" in data else data["before"]),
    )


def _text(cell: Cell) -> str | None:
    return None if cell is None else str(cell)


def _cell(text: str | None) -> Cell:
    return None if text is None else Fraction(text)
