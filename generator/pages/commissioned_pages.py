"""The register of commissioned pieces (约稿): what was asked for, what was written, what is open or overdue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.addresses import site_path
from generator.model.archive import Archive
from generator.model.articles import WITHDRAWN, Article
from generator.model.listings import Entry, Listing, entry_of
from generator.model.months import year_of
from generator.model.office import Commission
from generator.pages.page import Page
from generator.pages.parts import Parts
from generator.pages.piece_view import Figures, article_view, withdrawn_view
from generator.pages.planning import Planner, generated
from generator.pages.related import RelatedPieces
from generator.pages.view import View, view
from generator.plans import Plan


@dataclass(frozen=True, slots=True)
class Asked:
    """A piece that was asked for in ``month``, as things stand on the newest date of the archive."""

    month: str
    commission: Commission
    piece: Entry | None
    state: str
    """已完成, 已撤下, 未到期 or 逾期."""

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
    pieces, today = {one.path: one for one in (*archive.articles, *archive.withdrawn)}, newest_date(archive)
    found = []
    for file in archive.commissions:
        for one in file.commissions:
            piece = pieces.get(one.piece)
            done = WITHDRAWN if piece and piece.withdrawn else "已完成"
            state = done if piece else "逾期" if one.due < today else "未到期"
            found.append(Asked(file.month, one, entry_of(piece) if piece else None, state))
    found.sort(key=lambda one: (one.commission.due, one.commission.line))
    return sorted(found, key=lambda one: one.month, reverse=True)


def plans(parts: Parts, planner: Planner) -> Iterator[Plan[Page]]:
    """The newest year's register is the index; earlier years have pages of their own."""
    archive = parts.archive
    pieces: dict[int, list[Article]] = defaultdict(list)
    for piece in archive.articles:
        if piece.issue is None:
            pieces[year_of(piece.month)].append(piece)
    withdrawn: dict[int, list[Article]] = defaultdict(list)
    for piece in archive.withdrawn:
        if piece.issue is None:
            withdrawn[year_of(piece.month)].append(piece)
    asked = asked_for(archive)
    today = newest_date(archive) if asked else None
    years = tuple(sorted({*pieces, *withdrawn, *(year_of(one.month) for one in asked)}, reverse=True))
    for year in years or (None,):
        own = [one for one in asked if year_of(one.month) == year]
        listing = Listing(pieces[year]) if year else Listing(())
        path, title = register_path(year, years), register_title(year, years)
        inputs = (year, years, listing, own, bool(asked), today if own else None)
        yield planner.page(path, generated(title), register, *inputs)
    for year in years:
        own_pieces = tuple(pieces[year])
        batch = planner.batch(f"commissioned-{year}", pieces_of, own_pieces, *parts.for_pieces(own_pieces))
        for piece in own_pieces:
            yield batch(site_path(piece.path), piece.path)
        for piece in withdrawn[year] if year else ():
            yield planner.page(site_path(piece.path), piece.path, withdrawn_page, piece)


def register_path(year: int | None, years: Sequence[int]) -> str:
    """The path of a year's register; ``years`` are all that have one, newest first."""
    return "commissioned/index.md" if year in (None, *years[:1]) else f"commissioned/{year}.md"


def register_title(year: int | None, years: Sequence[int]) -> str:
    """The title of a year's register."""
    return "约稿" if year in (None, *years[:1]) else f"{year}年约稿"


def register(
    year: int | None,
    years: tuple[int, ...],
    pieces: Listing,
    asked: list[Asked],
    registered: bool,
    as_of: date | None,
) -> View:
    """The register of a year's commissioned pieces by month; ``registered``: whether any year has requests.

    What is open may be overdue as of a day, which is not known where nothing was asked for.
    """
    by_month: dict[str, list[Entry]] = defaultdict(list)
    for piece in pieces.entries:
        by_month[piece.month].append(piece)
    return view(
        register_path(year, years),
        register_title(year, years),
        "commissioned",
        "约稿",
        year=year,
        years=years,
        months=dict(sorted(by_month.items(), reverse=True)),
        asked=asked,
        registered=registered,
        as_of=as_of,
    )


def withdrawn_page(piece: Article) -> View:
    """The page of a commissioned piece that was withdrawn."""
    assert piece.withdrawn
    return withdrawn_view(piece, piece.withdrawn, None, 0)


def pieces_of(pieces: tuple[Article, ...], figures: Figures, related: RelatedPieces) -> list[View]:
    """The pages of a year's commissioned pieces."""
    return [article_view(one, None, 0, None, None, figures, related.get(one.path, ())) for one in pieces]
