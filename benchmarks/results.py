"""Everything that is measured, by what names, and how it is kept in a file."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

OURS, MATERIAL, HUGO = "本程序", "MkDocs Material", "Hugo + Pagefind"

CLEAN, CHECK = "全新生成", "bulletin check"
CHANGES = NOTHING, EDIT_OLD, EDIT_NEW, ADD, REMOVE = (
    "没有改动",
    "改一篇（前些年）",
    "改一篇（最近一期）",
    "加一篇",
    "删一篇",
)


@dataclass(frozen=True)
class Cost:
    """Wall time of one or several commands, and their peak memory (PSS of the process tree)."""

    seconds: float
    peak_bytes: int


@dataclass(frozen=True)
class SiteSize:
    """What lies in a site folder, in bytes; the pages of pieces by their path."""

    bytes: int
    files: int
    largest_page: int
    articles: dict[str, int]

    @property
    def article_median(self) -> float:
        """Size of an ordinary page of a piece."""
        return statistics.median(self.articles.values())


@dataclass(frozen=True)
class SearchFigures:
    """Medians over the queries, and every phrase whose count was wrong."""

    cold_seconds: float
    cold_bytes: float
    next_seconds: float
    next_bytes: float
    pairs: int
    asked: int
    asked_absent: int
    wrong: dict[str, tuple[int, int]]
    """Phrase → hits shown, hits there are."""


@dataclass(frozen=True)
class Sample:
    """One run: how many pieces, which generator, which step (a clean build, a change, a check)."""

    articles: int
    name: str
    step: str
    cost: Cost


@dataclass(frozen=True)
class BuiltSite:
    """The site after a clean build."""

    articles: int
    name: str
    size: SiteSize


@dataclass
class Results:
    """A whole run of the benchmark."""

    date: str
    seed: int
    machine: str
    versions: str
    busy: float = 0.0
    """The largest share of the processor that other programs took when measuring began, in percent."""
    samples: list[Sample] = field(default_factory=list)
    sites: list[BuiltSite] = field(default_factory=list)
    search: dict[str, SearchFigures] = field(default_factory=dict)
    differing: dict[int, list[str]] = field(default_factory=dict)
    """Pieces → files that an incremental build of the restored archive leaves other than a clean build makes them."""
    page_growth: float | None = None
    """Size of the page of a piece in the largest archive ÷ the same piece's in the smallest (median)."""

    @property
    def sizes(self) -> list[int]:
        """Numbers of pieces, ascending."""
        return sorted({sample.articles for sample in self.samples})

    def runs(self, articles: int, name: str, step: str) -> list[Cost]:
        """All runs of one kind."""
        wanted = (articles, name, step)
        return [sample.cost for sample in self.samples if (sample.articles, sample.name, sample.step) == wanted]

    def seconds(self, articles: int, name: str, step: str) -> float | None:
        """The fastest run; the others were held up by something else."""
        return min((cost.seconds for cost in self.runs(articles, name, step)), default=None)

    def peak(self, articles: int, name: str, step: str) -> int | None:
        """The most memory any run took."""
        return max((cost.peak_bytes for cost in self.runs(articles, name, step)), default=None)

    def site(self, articles: int, name: str) -> SiteSize | None:
        """The size of the site."""
        return next((site.size for site in self.sites if (site.articles, site.name) == (articles, name)), None)

    def save(self, path: Path) -> None:
        """Write everything as JSON."""
        path.write_bytes(_RESULTS.dump_json(self, indent=1))


def load_results(path: Path) -> Results:
    """What :meth:`Results.save` wrote."""
    return _RESULTS.validate_json(path.read_bytes())


_RESULTS = TypeAdapter(Results)
