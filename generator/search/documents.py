"""The archive as documents: pieces, notices, issues, units, plain pages and the rules, in this order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from generator.model import placeholders
from generator.model.archive import Archive, PlainPage
from generator.model.articles import Article, Issue
from generator.model.clauses import clauses
from generator.model.months import month_label, year_of
from generator.model.notices import Notice
from generator.model.units import Unit
from generator.scoring import Scores, issued_figures
from generator.search.document import Document, DocumentPlan
from generator.search.plain_text import paragraphs

_RULES = "rules/index"
_HEAD = 50
"""About the characters of a document beside its text."""


def documents(scores: Scores) -> list[Document]:
    """Every document of the site."""
    return [plan.make() for plan in document_plans(scores)]


def document_plans(scores: Scores) -> list[DocumentPlan]:
    """What the search finds; the same archive gives the same list."""
    archive, keys = scores.archive, scores.keys
    names = {unit.name: _names(unit) for unit in archive.units.units}

    def plan(record: Article | Issue | Notice | PlainPage, key: str, make: Callable[[], Document]) -> DocumentPlan:
        month = "" if isinstance(record, PlainPage) else record.month
        return DocumentPlan(_path(record.path), month, len(record.body) + _HEAD, key, make)

    return [
        *(plan(one, keys.piece(one), partial(_article, archive, names, one)) for one in archive.articles),
        *(plan(one, keys.scored(year_of(one.month)), partial(_notice, scores, one)) for one in archive.notices),
        *(plan(one, keys.file(one), partial(_issue, one)) for one in archive.issues),
        *(
            DocumentPlan(f"units/{unit.id}", "", _HEAD, keys.settings, partial(_unit, unit, names[unit.name]))
            for unit in archive.units.units
        ),
        *(plan(one, keys.file(one), partial(_plain_page, one)) for one in archive.plain_pages),
        DocumentPlan(_RULES, "", _HEAD, keys.settings, partial(_rules, archive)),
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
    figures = issued_figures(scores.archive, scores.tables[notice.month])
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
        path=_RULES,
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
