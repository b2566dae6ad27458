"""Numbers as texts print them, exact, with what rounding may have taken from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,6})?"
SCALES = {"": 1, "万": 10**4, "亿": 10**8, "千": 1000, "百万": 10**6, "千万": 10**7, "万亿": 10**12}
_CELL = re.compile(rf"[*\s]*(-?)({NUMBER})\s*(万亿|千万|百万|[万亿千]?)[^\d%％/／.～~—-]{{0,6}}[*\s]*")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value; ``slack``: by how much it may differ from the exact one."""

    value: Fraction
    slack: Fraction

    @classmethod
    def zero(cls) -> Quantity:
        """Nothing, exactly."""
        return cls(Fraction(0), Fraction(0))

    def plus(self, other: Quantity) -> Quantity:
        """Both together."""
        return Quantity(self.value + other.value, self.slack + other.slack)

    @property
    def text(self) -> str:
        """As people write it."""
        return f"{float(self.value):.4f}".rstrip("0").rstrip(".")


def printed(number: str, scale: str = "") -> Quantity:
    """What a printed number says: a whole number is exact; one with decimals or in 万, 亿 was rounded there."""
    plain = number.replace(",", "")
    factor = SCALES[scale]
    decimals = len(plain.partition(".")[2])
    rounded = decimals > 0 or factor > 1
    return Quantity(Fraction(plain) * factor, Fraction(factor, 2 * 10**decimals) if rounded else Fraction(0))


def quantity(cell: str) -> Quantity | None:
    """The number in a cell of a table; ``None`` where there is none, or a share."""
    found = _CELL.fullmatch(cell)
    if found is None:
        return None
    one = printed(found[2], found[3])
    return Quantity(-one.value, one.slack) if found[1] else one


def near(one: Quantity, other: Quantity) -> bool:
    """Whether the two may be the same before rounding."""
    return abs(one.value - other.value) <= one.slack + other.slack
