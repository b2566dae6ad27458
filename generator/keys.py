"""What each page depends on, as a digest: a page whose key has not changed need not be made again.

Keys are made from the digests of the files themselves. What a template may look at is wider than what it shows, so
a page that shows figures depends on every file of its year: totals run through a year, and no further.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Generic, TypeVar

from generator.model.archive import Archive, PlainPage
from generator.model.articles import Article, Issue
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
        self._digests = archive.digests
        self._settings = self.of(site_name, self._digests.get("units.yml", ""), self._digests.get("rules.yml", ""))
        self._scored = _by_year(_scored_files(archive), self._digests)
        self._printed = _by_year(_printed_files(archive), self._digests)

    def of(self, *parts: str) -> str:
        """One key for several; no two different lists of parts have the same."""
        return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()

    def scored(self, *years: int) -> str:
        """For what shows figures of these years."""
        return self.of(self._settings, *(self._scored.get(year, "") for year in years))

    def printed(self, year: int) -> str:
        """For what shows the issues of a year."""
        return self.of(self._settings, self._printed.get(year, ""))

    def issue(self, issue: Issue, pieces: list[Article], before: Issue | None, after: Issue | None) -> str | None:
        """For an issue with its pieces and its neighbours."""
        around = (one.label + one.path if one else "" for one in (before, after))
        files = (self._digests.get(one.path, "") for one in pieces)
        key = self.text(issue)
        return key and self.of(key, *around, *files)

    def article(
        self, article: Article, issue: Issue | None, before: Article | None, after: Article | None
    ) -> str | None:
        """For a piece, its issue and its neighbours."""
        printed = self._digests.get(issue.path, "") if issue else ""
        around = (one.display_title + one.path if one else "" for one in (before, after))
        key = self.text(article)
        return key and self.of(key, printed, *around)

    def text(self, record: Article | Issue | Notice | PlainPage) -> str | None:
        """For what shows the text of one file; none where the text has links, which depend on other pages."""
        if "](" in record.body or "<a" in record.body or "]:" in record.body:
            return None
        return self.of(self._settings, self._digests.get(record.path, ""))


def _scored_files(archive: Archive) -> dict[str, set[int]]:
    """The years in which what a file says counts."""
    years: dict[str, set[int]] = {}
    for article in archive.articles:
        seen = [article.month, *(one.month for one in (*article.adoptions, *article.instructions))]
        years[article.path] = {year_of(month) for month in seen}
    years |= {one.path: {year_of(one.month)} for one in (*archive.issues, *archive.notices)}
    years |= {one.path: {year_of(one.month)} for one in (*archive.ledgers, *archive.balances, *archive.records)}
    years |= {one.path: {year_of(one.month)} for one in archive.frozen}
    return years


def _printed_files(archive: Archive) -> dict[str, set[int]]:
    """The years in which a file was printed."""
    issues = {one.path: {year_of(one.issue)} for one in archive.issues}
    return issues | {one.path: {year_of(one.issue)} for one in archive.articles if one.issue}


def _by_year(files: dict[str, set[int]], digests: dict[str, str]) -> dict[int, str]:
    together: dict[int, list[str]] = defaultdict(list)
    for path in sorted(files):
        for year in files[path]:
            together[year].append(f"{path} {digests.get(path, '')}")
    return {year: blake2b("\n".join(lines).encode(), digest_size=16).hexdigest() for year, lines in together.items()}
