"""The register of commissioned pieces (约稿), and the pieces themselves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.keys import Plan
from generator.model.articles import Article
from generator.model.months import year_of
from generator.pages.desk import Desk
from generator.pages.issues import plan_of_piece
from generator.pages.page import Page


def plans(desk: Desk) -> Iterator[Plan[Page]]:
    """The newest year's register is the index; earlier years have pages of their own."""
    by_year = _by_year(desk)
    years = sorted(by_year, reverse=True)
    yield Plan("commissioned/index.md", None, partial(commissioned, desk, max(years, default=None)))
    for year in years[1:]:
        yield Plan(f"commissioned/{year}.md", None, partial(commissioned, desk, year))
    for year in years:
        for piece in by_year[year]:
            yield plan_of_piece(desk, piece, None, 0, None, None)


def _by_year(desk: Desk) -> dict[int, list[Article]]:
    by_year: dict[int, list[Article]] = {}
    for piece in desk.archive.articles:
        if piece.issue is None:
            by_year.setdefault(year_of(piece.month), []).append(piece)
    return by_year


def commissioned(desk: Desk, year: int | None) -> Page:
    """The register of a year's commissioned pieces by month; the newest year's is the index."""
    pieces = _by_year(desk)
    years = sorted(pieces, reverse=True)
    by_month: dict[str, list[Article]] = {}
    for piece in pieces[year] if year else []:
        by_month.setdefault(piece.month, []).append(piece)
    newest = not years or year == years[0]
    path = "commissioned/index.md" if newest else f"commissioned/{year}.md"
    title = "约稿" if newest else f"{year}年约稿"
    months = dict(sorted(by_month.items(), reverse=True))
    return desk.page(path, title, "commissioned", "约稿", months=months, year=year, years=years)
