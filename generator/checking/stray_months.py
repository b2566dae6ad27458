"""Issues whose ``month`` cannot be right: told of the issue, so that nothing else is blamed for the month it makes."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.loading import problem_in
from generator.model.archive import Archive
from generator.model.articles import Article, Issue
from generator.model.months import month_after, month_before, month_label, number_of, year_of
from generator.model.office import Balance
from generator.problems import Problem

_ENOUGH = 3
"""So many issues show an order."""


def check_stray_months(archive: Archive) -> Iterator[Problem]:
    """The month of an issue is of its year, not before the balance, and follows those of the issues before it."""
    told: set[str] = set()
    by_year: dict[int, list[Issue]] = defaultdict(list)
    for issue in sorted(archive.issues, key=lambda one: one.issue):
        by_year[year_of(issue.issue)].append(issue)
    for problem in (*_of_other_years(archive, by_year), *_before_balances(archive)):
        if problem.path not in told:
            told.add(problem.path)
            yield problem
    for issues in by_year.values():
        left = [one for one in issues if one.path not in told]
        for issue, month in _beside_its_month(archive, left):
            told.add(issue.path)
            message = (
                f"{month_label(month)}有台账或通报，却没有一期是那个月的；这一期写的是{month_label(issue.month)}，"
                f"那个月什么也没有。多半是 month 写错了，请核对{_beside(issue, issues)}"
            )
            yield problem_in(archive.root, issue.path, ("month",), "month-out-of-order", message, "warning")
        left = [one for one in issues if one.path not in told]
        for issue in {one.path: one for one in (*_out_of_order(left), *_leaps(archive, left))}.values():
            message = (
                f"计分月份{month_label(issue.month)}与前后各期的次序不合，请核对 month{_beside(issue, issues)}；"
                "确实如此的不用改"
            )
            yield problem_in(archive.root, issue.path, ("month",), "month-out-of-order", message, "warning")


def stray_months(archive: Archive) -> frozenset[str]:
    """The months that the archive has only because such an issue, or a commissioned piece, says so."""
    sound = {issue.month for issue in archive.issues if not is_of_another_year(issue.issue, issue.month)}
    wrong = {issue.month for issue in archive.issues if is_of_another_year(issue.issue, issue.month)} - sound
    strays = {month for month in wrong if not _is_kept(archive, month)}
    return frozenset(strays.union(*(_stray_before(archive, balance) for balance in archive.balances)))


def _of_other_years(archive: Archive, by_year: dict[int, list[Issue]]) -> Iterator[Problem]:
    for year, issues in by_year.items():
        for issue in (one for one in issues if is_of_another_year(one.issue, one.month)):
            message = (
                f"这是{year}年的期刊，计分月份却写成{month_label(issue.month)}，多半写错了，"
                f"请改正 month{_beside(issue, issues)}"
            )
            yield problem_in(archive.root, issue.path, ("month",), "month-of-other-year", message)


def _before_balances(archive: Archive) -> Iterator[Problem]:
    for balance in archive.balances:
        strays = _stray_before(archive, balance)
        for record in _monthly(archive) if strays else ():
            if record.month in strays:
                message = (
                    f"计分月份是{month_label(record.month)}，而{month_label(balance.month)}以前各月的分数已在结转"
                    f"（{balance.path}）里，那个月也没有台账和通报。多半是月份写错了，请改正 month；"
                    "确实要补录那个月的，请先补上它的台账"
                )
                yield problem_in(archive.root, record.path, ("month",), "month-before-start", message)


def _stray_before(archive: Archive, balance: Balance) -> frozenset[str]:
    """The months of the year before the balance that nothing the office keeps by month speaks for."""
    earlier = {one.month for one in _monthly(archive) if f"{year_of(balance.month)}-01" <= one.month < balance.month}
    return frozenset(month for month in earlier if not _is_kept(archive, month))


def _monthly(archive: Archive) -> Iterator[Issue | Article]:
    """What says itself in which month it scores."""
    yield from archive.issues
    yield from (piece for piece in archive.articles if piece.issue is None)


def _is_kept(archive: Archive, month: str) -> bool:
    """Whether the office has kept anything of that month: a ledger, a notice, adjustments."""
    kept = (archive.ledgers_by_month, archive.notices_by_month, archive.frozen_by_month, archive.records_by_month)
    return any(month in one for one in kept)


def is_of_another_year(issue: str, month: str) -> bool:
    """An issue may score in the December before its year or the January after it, but in no other month of those."""
    year = year_of(issue)
    return not month_before(f"{year}-01") <= month <= month_after(f"{year}-12")


def _beside(issue: Issue, issues: Sequence[Issue]) -> str:
    """What the issues before and after it say."""
    place = issues.index(issue)
    near = [*issues[max(0, place - 1) : place], *issues[place + 1 : place + 2]]
    said = "，".join(f"{one.label}是{month_label(one.month)}" for one in near)
    return f"（{said}）" if said else ""


def _beside_its_month(archive: Archive, issues: Sequence[Issue]) -> Iterator[tuple[Issue, str]]:
    """Issues of months of which nothing is kept, where a month without an issue has a ledger or a notice; and it."""
    worked_on = {*archive.ledgers_by_month, *archive.notices_by_month} - archive.frozen_by_month.keys()
    without = sorted(worked_on - archive.issue_months)
    for issue in issues:
        month = next((one for one in without if year_of(one) == year_of(issue.month)), None)
        if month and not _is_kept(archive, issue.month):
            yield issue, month


def _leaps(archive: Archive, issues: Sequence[Issue]) -> Iterator[Issue]:
    """Issues of which nothing else is kept, more months after a month that is than a monthly bulletin gets to."""
    for one, other in pairwise(issues):
        months = number_of(other.month) - number_of(one.month) + 12 * (year_of(other.month) - year_of(one.month))
        if months > number_of(other.issue) - number_of(one.issue) + 1 and _is_kept(archive, one.month):
            yield from () if _is_kept(archive, other.month) else (other,)


def _out_of_order(issues: Sequence[Issue]) -> list[Issue]:
    """The fewest issues without which the months of the rest, in the order of their numbers, never go back.

    Of two alone nobody can tell which is wrong, or whether the other was only given another number.
    """
    if len(issues) < _ENOUGH:
        return []
    ends: list[str] = []
    chains: list[tuple[int, ...]] = []
    for place, issue in enumerate(issues):
        at = bisect_right(ends, issue.month)
        chain = (*(chains[at - 1] if at else ()), place)
        ends[at : at + 1], chains[at : at + 1] = [issue.month], [chain]
    kept = set(chains[-1]) if chains else set()
    return [issue for place, issue in enumerate(issues) if place not in kept]
