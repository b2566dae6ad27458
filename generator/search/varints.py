"""Whole numbers in LEB128: seven bits a byte, lowest first, the high bit set on all bytes but the last."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LONGEST = 5
"""Bytes that 32 bits may take."""


def encoded(values: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The bytes of all values one after another, and where each value begins, with the end of all as the last."""
    starts = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(lengths(values), out=starts[1:])
    data = np.empty(int(starts[-1]), dtype=np.uint8)
    at, rest = starts[:-1], values
    while len(rest):
        more = rest > 0x7F
        data[at] = (rest & 0x7F) | (more.astype(np.uint8) << 7)
        at, rest = at[more] + 1, rest[more] >> np.uint32(7)
    return data, starts


def lengths(values: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """How many bytes each value takes."""
    count = np.ones(len(values), dtype=np.uint8)
    for length in range(1, LONGEST):
        count += values >= 1 << 7 * length
    return count
