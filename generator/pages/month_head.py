"""A month as tables of several months head it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from generator.scoring import MonthTable


@dataclass(frozen=True, slots=True)
class MonthHead:
    """A month and how sure its figures are."""

    month: str
    gaps: tuple[str, ...]
    """What is missing."""
    differs: bool
    """Whether it was issued with other figures than are computed now."""

    @property
    def provisional(self) -> bool:
        """Whether the figures may still change because something is missing."""
        return bool(self.gaps)


def head_of_month(table: MonthTable, differing: Collection[str] = ()) -> MonthHead:
    """The head of a month; ``differing`` are the months that were issued with other figures."""
    return MonthHead(table.month, table.gaps, table.month in differing)
