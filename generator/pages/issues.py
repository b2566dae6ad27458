"""The bulletin itself: years, issues and pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TypeVar

from generator.keys import Plan
from generator.model.articles import Article, Issue
from generator.pages.desk import Desk
from generator.pages.links import site_path
from generator.pages.page import Page

T = TypeVar("T")


def plans(desk: Desk) -> Iterator[Plan[Page]]:
    """The index of all years, a page for each year, each issue and each of its pieces."""
    yield Plan("issues.md", None, partial(issues, desk))
    for number in desk.years:
        yield Plan(f"{number}/index.md", desk.keys.printed(number), partial(year, desk, number))
    ordered = desk.newest_issues[::-1]
    for place, one in enumerate(ordered):
        before, after = neighbours(ordered, place)
        pieces = desk.archive.articles_by_issue.get(one.issue, [])
        key = desk.keys.issue(one, pieces, before, after)
        yield Plan(site_path(one.path), key, partial(issue, desk, one, pieces, before, after))
        printed = sorted(pieces, key=lambda piece: (piece.type != "信息", piece.path))
        for number, piece in enumerate(printed):
            around = neighbours(printed, number)
            yield Plan(
                site_path(piece.path), desk.keys.article(piece, *around), partial(article, desk, piece, one, *around)
            )


def issues(desk: Desk) -> Page:
    """The index of all years."""
    return desk.page("issues.md", "期刊", "issues", "期刊")


def year(desk: Desk, year: int) -> Page:
    """The issues of a year with their titles."""
    issues = sorted(desk.issues_of(year), key=lambda issue: issue.issue)
    return desk.page(f"{year}/index.md", f"{year}年各期", "year", "期刊", year=year, issues=issues)


def issue(desk: Desk, issue: Issue, pieces: list[Article], before: Issue | None, after: Issue | None) -> Page:
    """The contents of an issue."""
    return desk.page(
        site_path(issue.path),
        issue.label,
        "issue",
        "期刊",
        issue=issue,
        articles=[piece for piece in pieces if piece.type == "信息"],
        briefs=[piece for piece in pieces if piece.type == "简讯"],
        before=before,
        after=after,
    )


def article(desk: Desk, article: Article, issue: Issue | None, before: Article | None, after: Article | None) -> Page:
    """A piece, with the ones printed before and after it."""
    path = site_path(article.path)
    values = {"article": article, "issue": issue, "before": before, "after": after}
    return desk.page(path, article.display_title, "article", "期刊" if issue else "约稿", **values)


def neighbours(records: Sequence[T], place: int) -> tuple[T | None, T | None]:
    """The records before and after the one at ``place``."""
    before = records[place - 1] if place else None
    return before, records[place + 1] if place + 1 < len(records) else None
