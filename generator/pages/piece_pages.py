"""The page of a piece: its text, what it earned, how to cite it, and what is related."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.articles import Article, Issue
from generator.model.months import month_label, number_of, year_of
from generator.pages.head import article_data, data_block
from generator.pages.links import site_path
from generator.pages.page import url_of
from generator.pages.related import RelatedPiece
from generator.pages.view import SiteContext, View
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


@dataclass(frozen=True, kw_only=True)
class ArticleView(View):
    """A piece with what it earned and what is related, between its neighbours in print."""

    template = "article"
    article: Article
    issue: Issue | None
    number: int
    """By which it is cited."""
    before: Neighbour | None
    after: Neighbour | None
    lines: tuple[ScoreLine, ...]
    """Month by month, in the order of credit; none for units that were not ranked."""
    clause_titles: dict[str, str]
    """Of the clauses of the lines."""
    related: tuple[RelatedPiece, ...]

    @property
    def tab(self) -> str:  # type: ignore[override]
        """The section of the issues, or of the commissioned pieces."""
        return "期刊" if self.issue else "约稿"

    @property
    def head(self) -> str:
        """The piece in terms of schema.org."""
        return data_block(article_data(self.site, self.article, self.issue))

    def derived(self) -> dict[str, object]:
        """Units that earned nothing because they were not ranked, the citation, and the permanent address."""
        scored = {line.unit for line in self.lines}
        return {
            "unranked": [unit for unit in self.article.units if unit not in scored],
            "citation": citation(self.site.name, self.article, self.issue, self.number),
            "address": f"{self.site.url}{url_of(self.path)}",
        }


def article_view(
    site: SiteContext,
    article: Article,
    issue: Issue | None,
    number: int,
    before: Neighbour | None,
    after: Neighbour | None,
    figures: Figures,
    related: tuple[RelatedPiece, ...],
) -> ArticleView:
    """The page of a piece; ``figures`` and ``related`` are those of its years."""
    place = {unit: number for number, unit in enumerate(article.units)}
    lines = sorted(figures.lines.get(article.path, ()), key=lambda line: (line.month, place.get(line.unit, len(place))))
    return ArticleView(
        site=site,
        path=site_path(article.path),
        title=article.display_title,
        article=article,
        issue=issue,
        number=number,
        before=before,
        after=after,
        lines=tuple(lines),
        clause_titles={line.rule: figures.clause_titles[line.rule] for line in lines if line.rule},
        related=related,
    )


def citation(name: str, article: Article, issue: Issue | None, number: int) -> str:
    """How to cite a piece: 《聊城自然资源和规划信息》〔2024〕第7期第3条. What is not certain is said to be so."""
    if issue is None:
        return f"《{article.display_title}》，{article.commissioner}约稿，{month_label(article.month)}"
    doubts = "、".join(words for field, words in _DOUBTS.items() if field in issue.unconfirmed)
    where = f"〔{year_of(issue.issue)}〕第{number_of(issue.issue)}期第{number}条"
    return f"《{name}》{where}（{doubts}待核实）" if doubts else f"《{name}》{where}"


_DOUBTS = {"issue": "期号", "order": "次序"}
