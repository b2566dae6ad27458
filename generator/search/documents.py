"""The archive as documents: pieces, notices, issues, units, plain pages and the rules, in this order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model import placeholders
from generator.model.archive import Archive, PlainPage
from generator.model.articles import Article, Issue
from generator.model.clauses import clauses
from generator.model.months import month_label
from generator.model.notices import Notice
from generator.model.units import Unit
from generator.scoring import Scores, covering_figures
from generator.search.document import Document
from generator.search.plain_text import paragraphs


def documents(scores: Scores) -> list[Document]:
    """Every document of the site; the same archive gives the same list."""
    archive = scores.archive
    names = {unit.name: _names(unit) for unit in archive.units.units}
    return [
        *(_article(archive, names, article) for article in archive.articles),
        *(_notice(scores, notice) for notice in archive.notices),
        *map(_issue, archive.issues),
        *(_unit(unit, names[unit.name]) for unit in archive.units.units),
        *map(_plain_page, archive.plain_pages),
        _rules(archive),
    ]


def _article(archive: Archive, names: dict[str, tuple[str, ...]], article: Article) -> Document:
    path = _path(article.path)
    issue = archive.issues_by_number.get(article.issue or "")
    return Document(
        path=path,
        title=article.display_title,
        subtitle=article.subtitle,
        url=f"{path}/",
        type=article.type,
        units=article.units,
        names=tuple(dict.fromkeys(name for unit in article.units for name in names[unit])),
        authors=article.authors,
        label=issue.label if issue else article.label(),
        month=article.month,
        issue=article.issue or "",
        date=_day(article.date or (issue.date if issue else None)),
        paragraphs=paragraphs(article.body),
    )


def _notice(scores: Scores, notice: Notice) -> Document:
    frozen = scores.archive.frozen_by_month.get(notice.month)
    figures = frozen.figures if frozen else covering_figures(scores.archive, scores.issued(notice.month))
    shown = {**figures, **{name: str(count) for name, count in notice.published.items()}}
    covering = placeholders.PATTERN.sub(lambda match: shown[match.group(1)], notice.body)
    path = _path(notice.path)
    return Document(
        path=path,
        title=notice.title,
        url=f"{path}/",
        type="通报",
        label=month_label(notice.month),
        month=notice.month,
        date=_day(notice.date),
        paragraphs=paragraphs(covering),
    )


def _issue(issue: Issue) -> Document:
    path = _path(issue.path)
    return Document(
        path=path,
        title=issue.label,
        url=path.removesuffix("index"),
        type="期",
        month=issue.month,
        issue=issue.issue,
        date=_day(issue.date),
    )


def _unit(unit: Unit, names: tuple[str, ...]) -> Document:
    path = f"units/{unit.id}"
    return Document(path=path, title=unit.name, url=f"{path}/", type="单位", units=(unit.name,), names=names)


def _plain_page(page: PlainPage) -> Document:
    path = _path(page.path)
    url = f"{path}/".removesuffix("index/")
    return Document(path=path, title=page.title, url=url, type="页面", paragraphs=paragraphs(page.body))


def _rules(archive: Archive) -> Document:
    titles = {group.id: group.title for group in archive.units.groups}
    return Document(
        path="rules/index",
        title="计分规则",
        url="rules/",
        type="页面",
        paragraphs=tuple(_rule_texts(archive, titles)),
    )


def _rule_texts(archive: Archive, group_titles: dict[str, str]) -> Iterator[str]:
    """What the page of the rules says, newest first."""
    for rules in sorted(archive.rules.rule_sets, key=lambda one: one.since, reverse=True):
        yield rules.document
        yield from (f"{clause.title}：{clause.text}" for clause in clauses(rules, group_titles))
        yield from rules.remarks


def _path(content_path: str) -> str:
    return content_path.removeprefix("content/").removesuffix(".md")


def _names(unit: Unit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(alias.name for alias in unit.names))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
