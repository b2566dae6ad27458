"""What a notice says in the very words or figures of an earlier one: it was copied, and not written anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from generator.loading import body_line, problem_in
from generator.model.archive import Archive
from generator.model.months import month_label
from generator.model.notices import Notice
from generator.model.units import UnitRegistry
from generator.problems import Problem

_SHORTEST = 30
"""A closing paragraph shorter than this says nothing of a month."""
_OF_A_MONTH = re.compile(
    r"[0-9０-９]|\{\{\s*月份\s*\}\}|月份|本月|上月|当月|同比|环比|较上|个别单位|部分单位|有的单位|还有的|存在.{0,20}(现象|问题|情况)"
)
"""Words of a paragraph that judges a month; a standing exhortation has none of them."""
_COMPUTED = re.compile(r"\{\{\s*(?!月份)[^{}]+\}\}")
_ENOUGH = 2
"""So many equal figures, where not all are: one alone may be chance."""


def check_repeated_notices(archive: Archive) -> Iterator[Problem]:
    """Figures, contradictions or a closing paragraph of a notice that an earlier one has; what is issued stays."""
    earlier: list[Notice] = []
    closings = Counter(_closing(one.body) for one in archive.notices)
    for notice in sorted(archive.notices, key=lambda one: one.month):
        closing = _closing(notice.body)
        copied = closings[closing] > 1 and _judges_a_month(closing, archive.units)
        if (copied or notice.published or notice.discrepancies) and notice.month not in archive.frozen_by_month:
            for other in reversed(earlier):
                found = list(_repeated(archive, notice, other))
                yield from found
                if found:
                    break  # the nearest one says enough
        earlier.append(notice)


def _repeated(archive: Archive, notice: Notice, other: Notice) -> Iterator[Problem]:
    closing = _closing(notice.body)
    again = bool(closing) and closing == _closing(other.body)
    if not (again or notice.published or notice.discrepancies):
        return
    said = f"与{month_label(other.month)}的通报（{other.path}）"
    same = [name for name, figure in notice.published.items() if other.published.get(name) == figure]
    if same and (len(same) >= _ENOUGH or notice.published == other.published):
        message = f"published 里{'、'.join(same)}的数字{said}完全相同，多半是抄来的。请核对；本月没有不同的数字就删去"
        yield problem_in(archive.root, notice.path, ("published",), "published-as-before", message, "warning")
    for place, one in enumerate(notice.discrepancies):
        if one in other.discrepancies:
            message = f"discrepancies 里{one.unit}的这一条{said}完全相同，多半是抄来的。请核对；本月没有的请删去"
            loc = ("discrepancies", place)
            yield problem_in(archive.root, notice.path, loc, "discrepancies-as-before", message, "warning")
    if again and _judges_a_month(closing, archive.units):
        before = notice.body.rstrip().rpartition("\n\n")[0]
        line = body_line(archive.root, notice.path) + (before.count("\n") + 2 if before else 0)
        message = f"最后一段{said}一字不差，多半是抄来的。请按本月的情况改写；没有要说的就删去"
        yield Problem(notice.path, line, "", "closing-as-before", message, "warning")


@lru_cache(maxsize=1024)
def _closing(body: str) -> str:
    """The last paragraph of a text, without spaces: each notice is held against all the earlier ones."""
    return "".join(body.strip().split("\n\n")[-1].split())


def _judges_a_month(text: str, units: UnitRegistry) -> bool:
    """Whether the paragraph speaks of one month: it has figures, names or such words, and the program fills in none."""
    if len(text) < _SHORTEST or _COMPUTED.search(text):
        return False
    return bool(_OF_A_MONTH.search(text)) or any(name in text for name in units.known_names)
