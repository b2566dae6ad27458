"""The bulletin itself: years, issues and pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from generator.model.addresses import site_path
from generator.model.archive import Archive
from generator.model.articles import Article, Issue
from generator.model.listings import IssueEntry, entry_of, issue_entry
from generator.model.months import year_of
from generator.pages.page import Page
from generator.pages.parts import Parts
from generator.pages.piece_view import Figures, Neighbour, article_view, neighbour_of, withdrawn_view
from generator.pages.planning import Planner, generated
from generator.pages.related import RelatedPiece
from generator.pages.view import View, view
from generator.plans import Plan

T = TypeVar("T")

Months = dict[str, list[tuple[IssueEntry, int]]]
"""Months in order, each with the issues that score in it and the numbers of their pieces."""


def plans(parts: Parts, planner: Planner) -> Iterator[Plan[Page]]:
    """The index of all years, a page for each year, each issue and each of its pieces."""
    archive = parts.archive
    yield planner.page("issues.md", generated("期刊"), issues, archive)
    ordered = sorted(archive.issues, key=lambda one: one.issue)
    years = sorted({year_of(one.issue) for one in ordered})
    for place, year in enumerate(years):
        own = [one for one in ordered if year_of(one.issue) == year]
        pieces = [piece for one in own for piece in archive.articles_by_issue.get(one.issue, [])]
        withdrawn = [piece for one in own for piece in archive.withdrawn if piece.issue == one.issue]
        around = neighbours(ordered, ordered.index(own[0]))[0], neighbours(ordered, ordered.index(own[-1]))[1]
        batch = planner.batch(
            f"issues-{year}",
            printed_year,
            year,
            neighbours(years, place),
            tuple(own),
            [_beside(one) for one in around],
            tuple(pieces),
            tuple(withdrawn),
            *parts.for_pieces(pieces),
        )
        yield batch(year_path(year), generated(f"{year}年各期"))
        for path in (*(one.path for one in own), *(piece.path for piece in (*pieces, *withdrawn))):
            yield batch(site_path(path), path)


def year_path(year: int) -> str:
    """The path of a year of issues."""
    return f"{year}/index.md"


def printed_year(
    year: int,
    years: tuple[int | None, int | None],
    issues: tuple[Issue, ...],
    around: list[Neighbour | None],
    pieces: tuple[Article, ...],
    withdrawn: tuple[Article, ...],
    figures: Figures,
    related: Mapping[str, tuple[RelatedPiece, ...]],
) -> list[View]:
    """The pages of everything that was printed in a year; ``around`` are the issues before and after it."""
    by_issue: dict[str | None, list[Article]] = defaultdict(list)
    for piece in (*pieces, *withdrawn):
        by_issue[piece.issue].append(piece)
    own: list[View] = [_year(year, years, [(one, by_issue[one.issue]) for one in issues])]
    row = [around[0], *map(_beside, issues), around[1]]
    for place, one in enumerate(issues):
        contents = numbered(in_print(by_issue[one.issue]))
        own.append(_issue(one, contents, row[place], row[place + 2]))
        printed = [piece for _, piece in contents if not piece.withdrawn]
        place_of = {piece.path: at for at, piece in enumerate(printed)}
        for number, piece in contents:
            if piece.withdrawn:
                own.append(withdrawn_view(piece, piece.withdrawn, one, number))
                continue
            around_it = neighbours(printed, place_of[piece.path])
            before, after = (neighbour_of(other) if other else None for other in around_it)
            own.append(article_view(piece, one, number, before, after, figures, related.get(piece.path, ())))
    return own


def issues(archive: Archive) -> View:
    """All years, each as a grid of its months."""
    years: dict[int, list[tuple[IssueEntry, int]]] = {}
    for one in sorted(archive.issues, key=lambda issue: issue.issue, reverse=True):
        count = len(archive.articles_by_issue.get(one.issue, ()))
        years.setdefault(year_of(one.issue), []).append((issue_entry(one), count))
    grids = [(year, len(own), months_of(year, own[::-1])) for year, own in years.items()]
    return view("issues.md", "期刊", "issues", "期刊", grids=grids)


def _year(year: int, years: tuple[int | None, int | None], issues: list[tuple[Issue, list[Article]]]) -> View:
    """The issues of a year by month, and with their titles; ``years`` are those before and after."""
    return view(
        year_path(year),
        f"{year}年各期",
        "year",
        "期刊",
        year=year,
        issues=[(issue_entry(one), [entry_of(piece) for piece in in_print(pieces)]) for one, pieces in issues],
        grid=months_of(year, [(issue_entry(one), _published(pieces)) for one, pieces in issues]),
        earlier=years[0],
        later=years[1],
    )


def _published(pieces: Iterable[Article]) -> int:
    return sum(not one.withdrawn for one in pieces)


def months_of(year: int, issues: Iterable[tuple[IssueEntry, int]]) -> Months:
    """The twelve months of a year with the issues that score in them; other months only where there are any."""
    months: Months = {f"{year}-{number:02d}": [] for number in range(1, 13)}
    for issue, count in issues:
        months.setdefault(issue.month, []).append((issue, count))
    return dict(sorted(months.items()))


def _sections(contents: list[tuple[int, Article]]) -> Iterator[tuple[str, str, str, list[tuple[int, Article]]]]:
    """信息 first, then the kinds that the rules name in their order of appearance, 简讯 last."""
    own = dict.fromkeys(piece.type for _, piece in contents if piece.type not in ("信息", "简讯"))
    ids = {"信息": "articles"} | {kind: f"kind-{number}" for number, kind in enumerate(own, 1)} | {"简讯": "briefs"}
    for kind, id in ids.items():
        measure = "则" if kind == "简讯" else "篇"
        yield kind, id, measure, [one for one in contents if one[1].type == kind]


def _issue(
    issue: Issue,
    contents: list[tuple[int, Article]],
    before: Neighbour | None,
    after: Neighbour | None,
) -> View:
    """A whole issue as it reads in print: contents, 信息 and 简讯 with their texts, foot."""
    return view(
        site_path(issue.path),
        issue.label,
        "issue",
        "期刊",
        issue=issue,
        sections=list(_sections(contents)),
        texts=any(piece.body for _, piece in contents),
        before=before,
        after=after,
    )


def _beside(issue: Issue | None) -> Neighbour | None:
    return Neighbour(issue.path, issue.label) if issue else None


def in_print(pieces: Iterable[Article]) -> list[Article]:
    """The pieces of an issue in the printed order: 信息, then 简讯."""
    return sorted(pieces, key=lambda piece: (piece.type == "简讯", piece.path))


def numbered(printed: Iterable[Article]) -> list[tuple[int, Article]]:
    """The pieces with the numbers they are cited by: that of the file, which stays whatever becomes of the others.

    A piece whose file is not named with a number has that of its place in print.
    """
    return [(piece.file_number or place, piece) for place, piece in enumerate(printed, start=1)]


def neighbours(records: Sequence[T], place: int) -> tuple[T | None, T | None]:
    """The records before and after the one at ``place``."""
    before = records[place - 1] if place else None
    return before, records[place + 1] if place + 1 < len(records) else None
