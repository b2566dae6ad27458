"""Rows of the data files, with the columns that :mod:`generator.model.datasets` describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from generator.model.datasets import ARTICLES, LINES, NOTICES, SCORES, UNITS, Dataset
from generator.model.frozen import FrozenNotice
from generator.model.listings import Listing
from generator.model.notices import Notice
from generator.model.points import points_number
from generator.model.units import UnitRegistry
from generator.scoring import GroupTable, ScoredYear, ScoreRow

Row = dict[str, Any]


def article_rows(pieces: Listing, withdrawn: Mapping[str, str]) -> Iterator[Row]:
    """Every piece in order of path; ``withdrawn``: id → day, which JSON has of pieces that were withdrawn."""
    for one in pieces.entries:
        lists = {"units": list(one.units), "authors": list(one.authors)}
        yield _row(ARTICLES, one, {"url": f"/{one.id}/", "title": one.display_title, **lists}) | (
            {"withdrawn": withdrawn[one.id]} if one.id in withdrawn else {}
        )


def unit_rows(units: UnitRegistry) -> Iterator[Row]:
    """Every unit of ``units.yml`` in its order."""
    for unit in units.units:
        own = {unit.name, unit.full_name, unit.short_name}
        others = {
            "url": f"/units/{unit.id}/",
            "aliases": list(dict.fromkeys(alias.name for alias in unit.names if alias.name not in own)),
            "groups": list(dict.fromkeys(membership.id for membership in unit.group)),
            "from": unit.since,
            "successors": [successor.unit for successor in unit.successors],
        }
        yield _row(UNITS, unit, others)


def score_rows(table: GroupTable) -> Iterator[Row]:
    """The rows of a group; absent counts are 0."""
    for row in table.rows:
        yield _row(SCORES, row, {"group": table.group.id} | {name: _figure(row, name) for name in SCORES.names[2:]})


def _figure(row: ScoreRow, name: str) -> Any:
    value = getattr(row, name)
    if isinstance(value, Fraction):
        return points_number(value)
    return 0 if value is None and name != "rank" else value


def line_rows(year: ScoredYear) -> Iterator[Row]:
    """The score lines of a year as they are."""
    for line in year.lines:
        yield _row(LINES, line, {"points": points_number(line.points)})


def notice_rows(notices: Iterable[tuple[Notice, FrozenNotice | None]]) -> Iterator[Row]:
    """Every notice that has a text, oldest first, with its figures as issued."""
    for notice, frozen in sorted(notices, key=lambda one: one[0].month):
        others = {
            "url": f"/notices/{notice.month}/",
            "date": notice.date.isoformat() if notice.date else None,
            "frozen": frozen.date if frozen else None,
            "corrections": len(frozen.corrections) if frozen else 0,
            "digests": list(frozen.chain.digests) if frozen else [],
        }
        yield _row(NOTICES, notice, others)


def _row(dataset: Dataset, record: object, others: Mapping[str, Any]) -> Row:
    """What each column holds: one of the ``others``, else what the record has under that name."""
    return {name: others[name] if name in others else getattr(record, name) for name in dataset.names}
