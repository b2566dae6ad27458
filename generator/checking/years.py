"""Years that can only be slips: charts and lists go from the first to the last year of the archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.loading.places import problem_in
from generator.model.archive import Archive
from generator.model.articles import Article
from generator.model.months import month_of
from generator.model.office import CommissionList, MonthRecord
from generator.problems import Loc, Problem

_DATES = ("date", "due")
_LISTS = {
    Article: ("adoptions", "instructions", "corrections"),
    MonthRecord: ("adjustments", "events"),
    CommissionList: ("commissions",),
}


def check_years(archive: Archive) -> Iterator[Problem]:
    """Each month or date of the content whose year is not among those of the settings."""
    extra = archive.site.extra
    first, last = str(extra.first_year), str(extra.last_year)  # both have four digits, as the years of all months
    for record in archive.dated:
        for loc, month in _months(record):
            if not first <= month[:4] <= last:
                message = (
                    f"年份 {month[:4]} 不在 {extra.first_year}—{extra.last_year} 之间，多半写错了，请改正；"
                    "确实要用的，请在 mkdocs.yml 的 extra 里写上 first_year 或 last_year"
                )
                yield problem_in(archive.root, record.path, loc, "year", message)


def _months(record: Any) -> Iterator[tuple[Loc, str]]:
    """The months of a record, and where each is written; that of its folder or name, where it is not."""
    yield ("month",), record.month
    if getattr(record, "issue", None):
        yield ("issue",), record.issue
    yield from _dates(record, ())
    for name in _LISTS.get(type(record), ()):
        for place, one in enumerate(getattr(record, name)):
            yield from _dates(one, (name, place))


def _dates(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    for name in _DATES:
        day = getattr(value, name, None)
        if day:
            yield (*loc, name), day if isinstance(day, str) else month_of(day)
