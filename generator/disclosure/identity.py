"""Which digits are an identity number, a mobile number or a bank card: by their own rules, whatever stands around."""

from __future__ import annotations

from datetime import date

from generator.disclosure.regions import regions

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_FIRST_YEAR, _FIRST_SHORT_YEAR, _LAST_YEAR = 1880, 1910, 2100

_ISSUERS = {
    16: ("62", "4", "51", "52", "53", "54", "55", "352", "353", "354", "355", "356", "357", "358", "603"),
    17: ("62",),
    18: ("62",),
    19: ("62", "60", "9558", "9559", "4367", "4563", "5264", "6858", "94", "68", "69"),
}
"""Length → how numbers of known issuers begin."""


def is_id_number(digits: str) -> bool:
    """18 characters with a real region, a real day and the right check character (ISO 7064 MOD 11-2)."""
    if len(digits) != 18 or digits[:6] not in regions() or not _is_day(digits[6:14], _FIRST_YEAR):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == digits[17]


def is_old_id_number(digits: str) -> bool:
    """15 digits with a real region and a day of the last century."""
    return len(digits) == 15 and digits[:6] in regions() and _is_day(f"19{digits[6:12]}", _FIRST_SHORT_YEAR)


def is_mobile(digits: str) -> bool:
    """11 digits, the first two of which are those of mobile numbers."""
    return len(digits) == 11 and digits[0] == "1" and digits[1] in "3456789"


def is_card(digits: str) -> bool:
    """16 to 19 digits of a known issuer with the right last one (Luhn)."""
    return digits.startswith(_ISSUERS.get(len(digits), ())) and len(set(digits)) > 2 and _luhn(digits)


def _is_day(digits: str, first_year: int) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return first_year <= day.year < _LAST_YEAR


def _luhn(digits: str) -> bool:
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0
