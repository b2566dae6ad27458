"""How much of what could go on for ever is tried: a part of it in ``make test``, the whole in ``make fuzz``."""

import os

_PERCENT = int(os.environ.get("BULLETIN_EFFORT", "35"))


def part_of(most: int) -> int:
    """Of so many random examples as many as this run has time for."""
    return max(2, most * _PERCENT // 100)
