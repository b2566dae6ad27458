"""The register of commissioned pieces (约稿): what was asked for, what was written, what is open or overdue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from generator.keys import Plan
from generator.model.archive import Archive
from generator.model.articles import Article
from generator.model.months import year_of
from generator.model.office import Commission
from generator.pages.desk import Desk
from generator.pages.issues import plan_of_piece
from generator.pages.page import Page


@dataclass(frozen=True, slots=True)
class Asked:
    """A piece that was asked for in ``month``, as things stand on the newest date of the archive."""

    month: str
    commission: Commission
    piece: Article | None
    state: str
    """已完成, 未到期 or 逾期."""

    @property
    def key(self) -> str:
        """What is shown of it beside the piece."""
        return f"{self.month} {self.commission} {self.state}"

    @property
    def absent(self) -> list[str]:
        """Units that were asked and are not credited in the piece that was written."""
        return [unit for unit in self.commission.units if self.piece and unit not in self.piece.units]


def newest_date(archive: Archive) -> date:
    """The newest date that anything in the archive bears; for a month without one, its first day."""
    days = [date(year_of(month), int(month[5:]), 1) for month in archive.months[-1:]]
    days += [issue.date for issue in archive.issues if issue.date]
    days += [notice.date for notice in archive.notices if notice.date]
    for piece in archive.articles:
        days += [piece.date] if piece.date else []
        days += [adoption.date for adoption in piece.adoptions]
        days += [instruction.date for instruction in piece.instructions]
    return max(days, default=date(1, 1, 1))


def asked_for(archive: Archive) -> list[Asked]:
    """Everything that was asked for, newest month first, by due date."""
    if not archive.commissions:
        return []
    pieces, today = {article.path: article for article in archive.articles}, newest_date(archive)
    found = []
    for file in archive.commissions:
        for one in file.commissions:
            piece = pieces.get(one.piece)
            state = "已完成" if piece else "逾期" if one.due < today else "未到期"
            found.append(Asked(file.month, one, piece, state))
    found.sort(key=lambda one: (one.commission.due, one.commission.line))
    return sorted(found, key=lambda one: one.month, reverse=True)


def plans(desk: Desk) -> Iterator[Plan[Page]]:
    """The newest year's register is the index; earlier years have pages of their own."""
    by_year, asked = _by_year(desk), asked_for(desk.archive)
    years = sorted({*by_year, *(year_of(one.month) for one in asked)}, reverse=True)
    index = partial(commissioned, desk, max(years, default=None), years, asked)
    yield Plan("commissioned/index.md", desk.keys.everything, index)
    as_of = newest_date(desk.archive) if asked else None
    for year in years[1:]:
        own = [one for one in asked if year_of(one.month) == year]
        pieces = [*by_year.get(year, []), *(one.piece for one in own if one.piece)]
        shown = (years, bool(asked), [one.key for one in own], as_of if own else None)
        key = desk.keys.of(desk.keys.titles(pieces), *map(str, shown))
        yield Plan(f"commissioned/{year}.md", key, partial(commissioned, desk, year, years, asked))
    for year in years:
        for piece in by_year.get(year, []):
            yield plan_of_piece(desk, piece, None, 0, None, None)


def _by_year(desk: Desk) -> dict[int, list[Article]]:
    by_year: dict[int, list[Article]] = {}
    for piece in desk.archive.articles:
        if piece.issue is None:
            by_year.setdefault(year_of(piece.month), []).append(piece)
    return by_year


def commissioned(desk: Desk, year: int | None, years: list[int], asked: list[Asked]) -> Page:
    """The register of a year's commissioned pieces by month; the newest year's is the index."""
    pieces = _by_year(desk)
    by_month: dict[str, list[Article]] = {}
    for piece in pieces.get(year, []) if year else []:
        by_month.setdefault(piece.month, []).append(piece)
    newest = not years or year == years[0]
    path = "commissioned/index.md" if newest else f"commissioned/{year}.md"
    title = "约稿" if newest else f"{year}年约稿"
    months = dict(sorted(by_month.items(), reverse=True))
    return desk.page(
        path,
        title,
        "commissioned",
        "约稿",
        months=months,
        year=year,
        years=years,
        asked=[one for one in asked if year_of(one.month) == year],
        registered=bool(asked),
        as_of=newest_date(desk.archive),
    )
