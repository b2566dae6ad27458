"""Rows of the data files about units, score lines and notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.exports.table_files import Row
from generator.model.frozen import FrozenNotice
from generator.model.notices import Notice
from generator.model.points import points_number
from generator.model.units import UnitRegistry
from generator.scoring import ScoreLine


def unit_rows(units: UnitRegistry) -> Iterator[Row]:
    """Every unit of ``units.yml`` in its order."""
    for unit in units.units:
        own = {unit.name, unit.full_name, unit.short_name}
        yield {
            "id": unit.id,
            "url": f"/units/{unit.id}/",
            "name": unit.name,
            "full_name": unit.full_name,
            "short_name": unit.short_name,
            "aliases": list(dict.fromkeys(alias.name for alias in unit.names if alias.name not in own)),
            "groups": list(dict.fromkeys(membership.id for membership in unit.group)),
            "from": unit.since,
            "until": unit.until,
            "successors": [successor.unit for successor in unit.successors],
        }


def line_rows(lines: Iterable[ScoreLine]) -> Iterator[Row]:
    """Score lines as they are."""
    for line in lines:
        yield {
            "month": line.month,
            "unit": line.unit,
            "category": line.category,
            "column": line.column,
            "points": points_number(line.points),
            "rule": line.rule,
            "reason": line.reason,
            "source": line.source,
        }


def notice_rows(notices: Iterable[tuple[Notice, FrozenNotice | None]]) -> Iterator[Row]:
    """Every notice that has a text, oldest first, with its figures as issued."""
    for notice, frozen in sorted(notices, key=lambda one: one[0].month):
        yield {
            "month": notice.month,
            "url": f"/notices/{notice.month}/",
            "title": notice.title,
            "date": notice.date.isoformat() if notice.date else None,
            "signatory": notice.signatory,
            "frozen": frozen.date if frozen else None,
            "corrections": len(frozen.corrections) if frozen else 0,
            "digests": list(frozen.chain.digests) if frozen else [],
        }
