"""What pages are made from, in parts that each know their fingerprint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from generator.cache import Cache
from generator.fingerprints import Derived
from generator.model.articles import Article
from generator.model.clauses import clauses
from generator.model.listings import Listing
from generator.model.months import year_of
from generator.model.registers import SubmissionRegister
from generator.model.rules import RuleBook
from generator.model.units import UnitRegistry
from generator.pages.piece_view import Figures, figures_of
from generator.pages.related import RelatedPieces, related_pieces
from generator.pages.view import SiteContext
from generator.scoring import ScoredYear, Scores


class Parts:
    """The parts of a scored archive; ``cache`` keeps what is related to the pieces of a year."""

    def __init__(self, scores: Scores, site: SiteContext, cache: Cache) -> None:
        self.scores, self.archive, self.site, self._cache = scores, scores.archive, site, cache
        self.clause_titles = Derived(clause_titles, self.archive.rules, self.archive.units)
        """Rule of a score line → title of the clause."""
        self._related: dict[int, Derived[RelatedPieces]] = {}

    @cached_property
    def scored_years(self) -> tuple[int, ...]:
        """The years that have month tables, newest first."""
        return tuple(sorted({year_of(month) for month in self.scores.tables}, reverse=True))

    def figures(self, year: int) -> Derived[ScoredYear]:
        """The score lines and tables of a year; of one that is not scored, none."""
        return self.scores.years.get(year) or Derived(no_year)

    def listing(self, year: int) -> Listing:
        """The pieces of a year's months, in order of path."""
        return self._listings.get(year) or Listing(())

    @cached_property
    def _listings(self) -> dict[int, Listing]:
        by_year: dict[int, list[Article]] = defaultdict(list)
        for piece in self.archive.articles:
            by_year[year_of(piece.month)].append(piece)
        return {year: Listing(pieces) for year, pieces in by_year.items()}

    def counted_in(self, year: int) -> Listing:
        """Those and, nameless, the withdrawn ones that count in their month, as a notice lists them."""
        withdrawn = [one for one in self.archive.withdrawn if year_of(one.month) == year]
        kept = [one for one in withdrawn if self.archive.counts_in(one, one.month)]
        if not kept:
            return self.listing(year)
        published = [one for one in self.archive.articles if year_of(one.month) == year]
        return Listing(sorted([*published, *kept], key=lambda one: one.path))

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """Those of all years, oldest first."""
        return tuple(self._listings[year] for year in sorted(self._listings))

    def submissions(self, year: int) -> tuple[SubmissionRegister, ...]:
        """The registers of submissions of a year's months, oldest first."""
        part = self.archive.by_year.get(year)
        return tuple(sorted(part.submissions, key=lambda one: one.month)) if part else ()

    def differing(self, year: int) -> tuple[str, ...]:
        """The months of a year that were issued with other figures than are computed now."""
        return tuple(month for month in self.scores.audits if year_of(month) == year and self.scores.differs(month))

    def for_pieces(self, pieces: Iterable[Article]) -> tuple[Derived[Figures], Derived[RelatedPieces]]:
        """What the pages of these pieces show of others: score lines, and what is related."""
        pieces = list(pieces)
        counted = sorted(set().union(*(self._counted[piece.path] for piece in pieces)))
        years = sorted({year_of(piece.month) for piece in pieces})
        return (
            Derived(figures_of, self.clause_titles, *(self.figures(year) for year in counted)),
            Derived(together, *(self._related_in(year) for year in years)),
        )

    @cached_property
    def _counted(self) -> dict[str, list[int]]:
        """Path of a piece → the years in which it earns points."""
        years: dict[str, list[int]] = defaultdict(list)
        for year, part in self.archive.by_year.items():
            for piece in part.articles:
                years[piece.path].append(year)
        return years

    def _related_in(self, year: int) -> Derived[RelatedPieces]:
        if year not in self._related:
            self._related[year] = Derived(
                related_pieces, self.listing(year), self.listing(year - 1), cache=self._cache, name=f"related-{year}"
            )
        return self._related[year]


def no_year() -> ScoredYear:
    """A year in which nothing is scored."""
    return ScoredYear((), ())


def clause_titles(rules: RuleBook, units: UnitRegistry) -> dict[str, str]:
    """Rule of a score line → title of the clause."""
    titles = {group.id: group.title for group in units.groups}
    return {f"{one.id}/{clause.id}": clause.title for one in rules.rule_sets for clause in clauses(one, titles)}


def together(*years: RelatedPieces) -> RelatedPieces:
    """What is related to the pieces of some years."""
    return {path: related for year in years for path, related in year.items()}
