"""The regions that identity numbers begin with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("regions.txt")


@cache
def regions() -> frozenset[str]:
    """All codes of six digits (GB/T 2260), those of former regions included: people keep their number."""
    return frozenset(_codes(_TABLE.read_text(encoding="utf-8")))


def _codes(table: str) -> list[str]:
    codes = []
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        begin, *ranges = line.split()
        for one in ranges:
            first, _, last = one.partition("-")
            codes += [f"{begin}{number:02d}" for number in range(int(first), int(last or first) + 1)]
    return codes
