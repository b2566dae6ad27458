"""The view of a piece, for those that plan its page: its text, what it earned, how to cite it, and what is related."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.addresses import site_path
from generator.model.articles import Article, Issue, Withdrawal
from generator.model.listings import issue_entry
from generator.model.months import month_label, number_of, year_of
from generator.pages.related import RelatedPiece
from generator.pages.view import View, view
from generator.scoring import ScoredYear, ScoreLine


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The record before or after."""

    path: str
    title: str


def neighbour_of(piece: Article) -> Neighbour:
    """A piece as its neighbours name it."""
    return Neighbour(piece.path, piece.display_title)


@dataclass(frozen=True, slots=True)
class Figures:
    """The score lines of ranked units, by the file they come from, and the titles of their clauses."""

    lines: Mapping[str, list[ScoreLine]]
    clause_titles: Mapping[str, str]


def figures_of(clause_titles: Mapping[str, str], *years: ScoredYear) -> Figures:
    """The figures of some years."""
    lines: dict[str, list[ScoreLine]] = defaultdict(list)
    for year in years:
        ranked = {table.month: table for table in year.tables}
        for line in year.lines:
            if line.month in ranked and ranked[line.month].row(line.unit):
                lines[line.source].append(line)
    return Figures(lines, clause_titles)


def article_view(
    article: Article,
    issue: Issue | None,
    number: int,
    before: Neighbour | None,
    after: Neighbour | None,
    figures: Figures,
    related: tuple[RelatedPiece, ...],
) -> View:
    """A piece with what it earned and what is related, between its neighbours in print.

    ``number`` is what it is cited by; ``figures`` are those of its years. Units that were not ranked earn nothing.
    """
    place = {unit: number for number, unit in enumerate(article.units)}
    lines = sorted(figures.lines.get(article.path, ()), key=lambda line: (line.month, place.get(line.unit, len(place))))
    scored = {line.unit for line in lines}
    return view(
        site_path(article.path),
        article.display_title,
        "article",
        "期刊" if issue else "约稿",
        article=article,
        issue=issue,
        before=before,
        after=after,
        lines=lines,
        unranked=[unit for unit in article.units if unit not in scored],
        clause_titles={line.rule: figures.clause_titles[line.rule] for line in lines if line.rule},
        related=related,
        number=number,
    )


def withdrawn_view(article: Article, withdrawn: Withdrawal, issue: Issue | None, number: int) -> View:
    """What stands at the address of a piece that was withdrawn."""
    return view(
        site_path(article.path),
        article.display_title,
        "withdrawn",
        "期刊" if issue else "约稿",
        withdrawn=withdrawn,
        issue=issue_entry(issue) if issue else None,
        month=article.month,
        number=number,
    )


def citation(name: str, article: Article, issue: Issue | None, number: int) -> str:
    """How to cite a piece: 《聊城自然资源和规划信息》〔2024〕第7期第3条. What is not certain is said to be so."""
    if issue is None:
        return f"《{article.display_title}》，{article.commissioner}约稿，{month_label(article.month)}"
    doubts = "、".join(words for field, words in _DOUBTS.items() if field in issue.unconfirmed)
    where = f"〔{year_of(issue.issue)}〕第{number_of(issue.issue)}期第{number}条"
    return f"《{name}》{where}（{doubts}待核实）" if doubts else f"《{name}》{where}"


_DOUBTS = {"issue": "期号", "order": "次序"}
