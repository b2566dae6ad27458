"""The Jinja environment of the pages: autoescaped, strict, with the filters of the domain."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

from generator.cache import Cache
from generator.model.frozen import cell_said, short_digest
from generator.model.months import issue_label, month_label, number_of, year_of
from generator.model.points import points_text

_NUMERALS = "零一二三四五六七八九十"


class _Compiled(BytecodeCache):
    """Compiled templates in a cache, which notices damage and other versions of the program."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket what is kept of its template."""
        code = self._cache.get(bucket.key, bucket.checksum)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled."""
        self._cache.put(bucket.key, bucket.checksum, bucket.bytecode_to_string())


@lru_cache(maxsize=1)
def environment(compiled: Cache | None = None) -> Environment:
    """Templates of ``generator/templates``; an undefined name is an error. They are kept in ``compiled``."""
    env = Environment(
        loader=PackageLoader("generator", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=_Compiled(compiled) if compiled else None,
        trim_blocks=True,
        lstrip_blocks=True,
        comment_start_string="<#",  # the usual {# begins the id of a Markdown heading
        comment_end_string="#>",
    )
    env.filters |= {
        "points": points_text,
        "cell": cell_text,
        "month_label": month_label,
        "issue_label": issue_label,
        "number": number_of,
        "year": year_of,
        "issued": cell_said,
        "chinese": chinese_numeral,
        "day": day_text,
        "digest": short_digest,
    }
    return env


def cell_text(value: int | Fraction | None) -> str:
    """A table cell as printed: blank for nothing, a dash for what is not known."""
    if value is None:
        return "—"
    return points_text(Fraction(value)) if value else ""


def chinese_numeral(number: int) -> str:
    """1 → 一, 12 → 十二 (up to 19; headings of a notice)."""
    return _NUMERALS[number] if number <= 10 else f"十{_NUMERALS[number - 10]}"


def day_text(day: object) -> str:
    """A date as documents write it, 2023年7月31日 (GB/T 9704-2012: no leading zeros)."""
    year, month, number = str(day).split("-")
    return f"{year}年{int(month)}月{int(number)}日"
