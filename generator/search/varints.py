"""Whole numbers in LEB128: seven bits a byte, lowest first, the high bit set on all bytes but the last."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LONGEST = 5
"""Bytes that 32 bits may take."""


def encoded(values: NDArray[np.uint32]) -> tuple[bytes, NDArray[np.uint32]]:
    """The bytes of all values one after another, and where each value begins, with the end of all as the last."""
    sizes = lengths(values)
    columns = np.arange(sizes.max(initial=0), dtype=np.uint8)
    table = np.empty((len(values), len(columns)), dtype=np.uint8)
    for column in columns.tolist():
        table[:, column] = values >> np.uint32(7 * column) & np.uint32(0x7F)
        table[:, column] |= (sizes > column + 1).view(np.uint8) << 7
    starts = np.zeros(len(values) + 1, dtype=np.uint32)
    np.cumsum(sizes, out=starts[1:])
    return table[columns < sizes[:, np.newaxis]].tobytes(), starts


def lengths(values: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """How many bytes each value takes."""
    sizes = np.ones(len(values), dtype=np.uint8)
    for size in range(1, LONGEST):
        sizes += values >= 1 << 7 * size
    return sizes
