"""The archive as documents: pieces, notices, issues, units, plain pages and the rules, in this order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from generator.fingerprints import Record, fingerprint
from generator.model import placeholders
from generator.model.addresses import site_path
from generator.model.archive import PlainPage
from generator.model.articles import Article, Issue
from generator.model.clauses import clauses
from generator.model.frozen import FrozenNotice
from generator.model.months import month_label
from generator.model.notices import Notice
from generator.model.rules import RuleBook
from generator.model.units import Unit, UnitRegistry
from generator.scoring import MonthTable, Scores, issued_figures
from generator.search.document import Document, DocumentPlan
from generator.search.plain_text import paragraphs

_RULES = "rules/index"
_HEAD = 50
"""About the characters of a document beside its text."""


@dataclass(frozen=True)
class Names(Record):
    """Every name of every unit."""

    by_unit: dict[str, tuple[str, ...]]


def documents(scores: Scores) -> list[Document]:
    """Every document of the site."""
    return [plan.make() for plan in document_plans(scores)]


def document_plans(scores: Scores) -> list[DocumentPlan]:
    """What the search finds; the same archive gives the same list."""
    archive, units = scores.archive, scores.archive.units
    names = Names({unit.name: _names(unit) for unit in units.units})
    issues: dict[str | None, Issue] = {one.issue: one for one in archive.issues}
    frozen, tables = archive.frozen_by_month, scores.tables
    return [
        *(_plan(one, _article, one, issues.get(one.issue), names) for one in archive.articles),
        *(_plan(one, _notice, one, frozen.get(one.month), units, tables[one.month]) for one in archive.notices),
        *(_plan(one, _issue, one) for one in archive.issues if not one.withdrawn),
        *(_planned(f"units/{unit.id}", "", 0, _unit, unit) for unit in units.units),
        *(_plan(one, _plain_page, one) for one in archive.plain_pages),
        _planned(_RULES, "", 0, _rules, archive.rules, units),
    ]


def _plan(record: Article | Issue | Notice | PlainPage, make: Callable[..., Document], *inputs: object) -> DocumentPlan:
    month = "" if isinstance(record, PlainPage) else record.month
    return _planned(_path(record.path), month, len(record.body), make, *inputs)


def _planned(path: str, month: str, size: int, make: Callable[..., Document], *inputs: object) -> DocumentPlan:
    """A document that is made from these inputs, and known by them."""
    return DocumentPlan(path, month, size + _HEAD, fingerprint(*inputs), partial(make, *inputs))


def _article(article: Article, issue: Issue | None, names: Names) -> Document:
    return Document(
        path=_path(article.path),
        title=article.display_title,
        subtitle=article.subtitle,
        type=article.type,
        units=article.units,
        names=tuple(dict.fromkeys(name for unit in article.units for name in names.by_unit[unit])),
        authors=article.authors,
        label=issue.label if issue else article.label(),
        month=article.month,
        issue=article.issue or "",
        date=_day(article.date or (issue.date if issue else None)),
        paragraphs=paragraphs(article.body),
    )


def _notice(notice: Notice, frozen: FrozenNotice | None, units: UnitRegistry, table: MonthTable) -> Document:
    figures = issued_figures(units, table, frozen)
    shown = {**figures, **{name: str(count) for name, count in notice.published.items()}}
    covering = placeholders.PATTERN.sub(lambda match: shown[match.group(1)], notice.body)
    return Document(
        path=_path(notice.path),
        title=notice.title,
        type="通报",
        label=month_label(notice.month),
        month=notice.month,
        date=_day(notice.date),
        paragraphs=paragraphs(covering),
    )


def _issue(issue: Issue) -> Document:
    return Document(
        path=_path(issue.path),
        title=issue.label,
        type="期",
        month=issue.month,
        issue=issue.issue,
        date=_day(issue.date),
    )


def _unit(unit: Unit) -> Document:
    return Document(f"units/{unit.id}", unit.name, "单位", units=(unit.name,), names=_names(unit))


def _plain_page(page: PlainPage) -> Document:
    return Document(_path(page.path), page.title, "页面", paragraphs=paragraphs(page.body))


def _rules(book: RuleBook, units: UnitRegistry) -> Document:
    titles = {group.id: group.title for group in units.groups}
    return Document(_RULES, "计分规则", "页面", paragraphs=tuple(_rule_texts(book, titles)))


def _rule_texts(book: RuleBook, group_titles: dict[str, str]) -> Iterator[str]:
    """What the page of the rules says, newest first."""
    for rules in sorted(book.rule_sets, key=lambda one: one.since, reverse=True):
        yield rules.document
        yield from (f"{clause.title}：{clause.text}" for clause in clauses(rules, group_titles))
        yield from rules.remarks


def _path(content_path: str) -> str:
    return site_path(content_path).removesuffix(".md")


def _names(unit: Unit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(alias.name for alias in unit.names))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
