"""The date with which a text begins, against the month of its issue and the calendar."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from generator.proofreading.finding import Hit

_HEAD = re.compile(r"\s*(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_OLDEST = 4
"""So many months back a piece may report what happened."""


def text_date(body: str, month: str) -> Iterator[Hit]:
    """``4月31日，…``; ``month``: ``2024-04``, in which the piece counts."""
    found = _HEAD.match(body)
    if found is None:
        return
    own_year, own_month = int(month[:4]), int(month[5:])
    number, day = int(found["month"]), int(found["day"])
    if not 1 <= number <= 12:
        yield Hit(found.start("month"), "text-date", f"没有“{number}月”，请核对日期")
        return
    year = int(found["year"]) if found["year"] else own_year - (number > own_month + 1)
    if not 1 <= day <= calendar.monthrange(year, number)[1]:
        yield Hit(found.start("month"), "text-date", f"没有“{number}月{day}日”这一天，请核对日期")
        return
    back = (own_year - year) * 12 + own_month - number
    if not -1 <= back <= _OLDEST:
        when = found[0].strip()
        message = f"开头写的是“{when}”，而这一篇计在 {own_year}年{own_month}月。请核对年月"
        yield Hit(found.start(), "text-date", message)
