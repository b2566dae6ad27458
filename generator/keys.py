"""What each page depends on, as a digest: a page whose key has not changed need not be made again.

Keys are made from the digests of the files themselves, and for a page that shows nothing of the text of a piece, from
those of its other :attr:`~Article.facts`. What a template may look at is wider than what it shows, so a page that
shows figures depends on everything of its year: totals run through a year, and no further.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Generic, TypeVar

from generator.model.archive import Archive, Dated, PlainPage
from generator.model.articles import Article, Issue, may_link
from generator.model.months import year_of
from generator.model.notices import Notice

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Plan(Generic[T_co]):
    """A page or file to be made. Equal keys promise equal results; without a key it is made each time."""

    path: str
    key: str | None
    make: Callable[[], T_co]


class Keys:
    """Keys of the pages of one archive."""

    def __init__(self, archive: Archive, site_name: str = "") -> None:
        self._digests, self._issues = archive.digests, archive.issues_by_number
        self._facts = self._digests | {article.path: article.facts for article in archive.articles}
        self.settings = self.of(site_name, self._digests.get("units.yml", ""), self._digests.get("rules.yml", ""))
        self._scored = {year: _together(part.dated, self._facts) for year, part in archive.by_year.items()}
        printed: dict[int, list[Dated]] = defaultdict(list)
        for issue in archive.issues:
            printed[year_of(issue.issue)].append(issue)
        for article in archive.articles:
            if article.issue:
                printed[year_of(article.issue)].append(article)
        self._printed = {year: _together(records, self._facts) for year, records in printed.items()}

    def of(self, *parts: str) -> str:
        """One key for several; no two different lists of parts have the same."""
        return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()

    @cached_property
    def everything(self) -> str:
        """For what sums up the whole archive and shows no text of a piece."""
        return self.of(self.settings, *(f"{path} {facts}" for path, facts in sorted(self._facts.items())))

    def scored(self, *years: int) -> str:
        """For what shows figures of these years."""
        return self.of(self.settings, *(self._scored.get(year, "") for year in years))

    def printed(self, year: int) -> str:
        """For what shows the issues of a year."""
        return self.of(self.settings, self._printed.get(year, ""))

    def issue(self, issue: Issue, pieces: list[Article], before: Issue | None, after: Issue | None) -> str | None:
        """For an issue with the texts of its pieces and its neighbours."""
        around = (one.label + one.path if one else "" for one in (before, after))
        if any(piece.may_link for piece in pieces):
            return None
        files = (one.path + self._digests.get(one.path, "") for one in pieces)
        key = self.text(issue)
        return key and self.of(key, *around, *files)

    def notice(self, month: str, notice: Notice | None) -> str | None:
        """For a month's notice, beside what it shows of the year before."""
        return None if notice and may_link(notice.body) else self.scored(year_of(month))

    def piece(self, article: Article) -> str:
        """For a piece with its issue."""
        issue = self._issues.get(article.issue or "")
        return self.of(self.file(article), self._digests.get(issue.path, "") if issue else "")

    def article(self, article: Article, before: Article | None, after: Article | None) -> str | None:
        """For the page of a piece, with its issue and its neighbours."""
        around = (one.display_title + one.path if one else "" for one in (before, after))
        return None if article.may_link else self.of(self.piece(article), *around)

    def titles(self, pieces: Iterable[Article]) -> str:
        """For what lists pieces with their titles, months and issues."""
        issues = {one.issue: self._issues[one.issue].path for one in pieces if one.issue in self._issues}
        own = (self._digests.get(path, "") for path in issues.values())
        return self.of(self.settings, *(one.facts for one in pieces), *own)

    def text(self, record: Issue | PlainPage) -> str | None:
        """For what shows the text of one file; none where the text has links, which depend on other pages."""
        return None if may_link(record.body) else self.file(record)

    def file(self, record: Article | Issue | PlainPage) -> str:
        """For what depends on one file and the settings."""
        return self.of(self.settings, self._digests.get(record.path, ""))


def _together(records: Iterable[Dated], facts: Mapping[str, str]) -> str:
    lines = sorted(f"{record.path} {facts.get(record.path, '')}" for record in records)
    return blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()
