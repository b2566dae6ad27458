"""The bulletin itself: years, issues and pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from generator.keys import Plan
from generator.model.articles import Article, Issue
from generator.model.months import month_label, number_of, year_of
from generator.pages.desk import Desk
from generator.pages.links import site_path
from generator.pages.page import Page, url_of
from generator.scoring import ScoreLine

T = TypeVar("T")


def plans(desk: Desk) -> Iterator[Plan[Page]]:
    """The index of all years, a page for each year, each issue and each of its pieces."""
    yield Plan("issues.md", desk.keys.everything, partial(issues, desk))
    for number in desk.years:
        own = desk.keys.of(desk.keys.printed(number), str(beside(desk, number)))
        yield Plan(f"{number}/index.md", own, partial(year, desk, number))
    ordered = desk.newest_issues[::-1]
    for place, one in enumerate(ordered):
        before, after = neighbours(ordered, place)
        pieces = desk.archive.articles_by_issue.get(one.issue, [])
        key = desk.keys.issue(one, pieces, before, after)
        yield Plan(site_path(one.path), key, partial(issue, desk, one, pieces, before, after))
        printed = in_print(pieces)
        for at, (number, piece) in enumerate(numbered(printed)):
            yield plan_of_piece(desk, piece, one, number, *neighbours(printed, at))


def in_print(pieces: Iterable[Article]) -> list[Article]:
    """The pieces of an issue in the printed order: 信息, then 简讯."""
    return sorted(pieces, key=lambda piece: (piece.type != "信息", piece.path))


def numbered(printed: Iterable[Article]) -> list[tuple[int, Article]]:
    """The pieces with the numbers they are cited by: that of the file, which stays whatever becomes of the others.

    A piece whose file is not named with a number has that of its place in print.
    """
    return [(piece.file_number or place, piece) for place, piece in enumerate(printed, start=1)]


def plan_of_piece(
    desk: Desk, piece: Article, issue: Issue | None, number: int, before: Article | None, after: Article | None
) -> Plan[Page]:
    """The page of a piece also depends on its number, its score lines and the pieces related to it."""
    key = desk.keys.article(piece, before, after)
    if key:
        lines = (f"{line.unit} {line.month} {line.points} {line.rule}" for line in lines_of(desk, piece))
        key = desk.keys.of(key, str(number), desk.related.key(piece), *lines)
    return Plan(site_path(piece.path), key, partial(article, desk, piece, issue, number, before, after))


def lines_of(desk: Desk, piece: Article) -> list[ScoreLine]:
    """The score lines of a piece, for units that were ranked in the month: month by month, in the order of credit."""
    ranked = (line for line in desk.scores.by_source.get(piece.path, []) if desk.tables[line.month].row(line.unit))
    place = {unit: number for number, unit in enumerate(piece.units)}
    return sorted(ranked, key=lambda line: (line.month, place.get(line.unit, len(place))))


def issues(desk: Desk) -> Page:
    """All years, each as a grid of its months."""
    grids = {year: months_of(desk, year) for year in desk.years}
    return desk.page("issues.md", "期刊", "issues", "期刊", grids=grids)


def year(desk: Desk, year: int) -> Page:
    """The issues of a year by month, and with their titles."""
    issues = sorted(desk.issues_of(year), key=lambda issue: issue.issue)
    earlier, later = beside(desk, year)
    return desk.page(
        f"{year}/index.md",
        f"{year}年各期",
        "year",
        "期刊",
        year=year,
        issues=[(one, in_print(desk.archive.articles_by_issue.get(one.issue, []))) for one in issues],
        grid=months_of(desk, year),
        earlier=earlier,
        later=later,
    )


def beside(desk: Desk, year: int) -> tuple[int | None, int | None]:
    """The years of issues before and after a year."""
    return neighbours(desk.years[::-1], desk.years[::-1].index(year))


def months_of(desk: Desk, year: int) -> list[tuple[str, list[Issue]]]:
    """The twelve months of a year with the issues that score in them; other months only where there are any."""
    months: dict[str, list[Issue]] = {f"{year}-{number:02d}": [] for number in range(1, 13)}
    for issue in desk.issues_of(year)[::-1]:
        months.setdefault(issue.month, []).append(issue)
    return sorted(months.items())


def issue(desk: Desk, issue: Issue, pieces: list[Article], before: Issue | None, after: Issue | None) -> Page:
    """A whole issue as it reads in print: contents, 信息 and 简讯 with their texts, foot."""
    contents = numbered(in_print(pieces))
    path = site_path(issue.path)
    return desk.page(
        path,
        issue.label,
        "issue",
        "期刊",
        issue=issue,
        sections=[
            ("信息", "articles", "篇", [one for one in contents if one[1].type == "信息"]),
            ("简讯", "briefs", "则", [one for one in contents if one[1].type != "信息"]),
        ],
        texts=any(piece.body for piece in pieces),
        text_here=lambda piece: desk.text_at(piece, path, depth=2),
        before=before,
        after=after,
    )


def article(
    desk: Desk, article: Article, issue: Issue | None, number: int, before: Article | None, after: Article | None
) -> Page:
    """A piece with what it earned, how to cite it and what is related, between its neighbours in print."""
    path = site_path(article.path)
    lines = lines_of(desk, article)
    scored = {line.unit for line in lines}
    return desk.page(
        path,
        article.display_title,
        "article",
        "期刊" if issue else "约稿",
        article=article,
        issue=issue,
        before=before,
        after=after,
        lines=lines,
        unranked=[unit for unit in article.units if unit not in scored],
        clause_titles=desk.clause_titles,
        related=desk.related.of(article),
        citation=citation(desk.name, article, issue, number),
        address=f"{desk.archive.site.url}{url_of(path)}",
    )


def citation(name: str, article: Article, issue: Issue | None, number: int) -> str:
    """How to cite a piece: 《聊城自然资源和规划信息》〔2024〕第7期第3条. What is not certain is said to be so."""
    if issue is None:
        return f"《{article.display_title}》，{article.commissioner}约稿，{month_label(article.month)}"
    doubts = "、".join(words for field, words in _DOUBTS.items() if field in issue.unconfirmed)
    where = f"〔{year_of(issue.issue)}〕第{number_of(issue.issue)}期第{number}条"
    return f"《{name}》{where}（{doubts}待核实）" if doubts else f"《{name}》{where}"


_DOUBTS = {"issue": "期号", "order": "次序"}


def neighbours(records: Sequence[T], place: int) -> tuple[T | None, T | None]:
    """The records before and after the one at ``place``."""
    before = records[place - 1] if place else None
    return before, records[place + 1] if place + 1 < len(records) else None
