"""Which data files the site has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.exports.article_table import article_rows, articles_json
from generator.exports.downloads import downloads
from generator.exports.feeds import feed_files
from generator.exports.score_files import scores_csv, scores_json
from generator.exports.table_files import Row, table_csv, table_json
from generator.exports.table_rows import line_rows, notice_rows, unit_rows
from generator.fingerprints import Derived
from generator.model.addresses import list_text
from generator.model.datasets import ARTICLES, LINES, NOTICES, UNITS, Dataset
from generator.model.listings import Listing
from generator.plans import Plan, plan_of
from generator.scoring import ScoredYear, Scores


def data_files(scores: Scores) -> Iterator[Plan[str]]:
    """The files below the site's root, as text."""
    archive = scores.archive
    yield from downloads(archive)
    yield from feed_files(archive)
    listing = Listing(archive.articles)
    yield _plan(f"{ARTICLES.path}.json", articles_json, listing)
    yield _plan(f"{ARTICLES.path}.csv", articles_csv, listing)
    yield from _both(UNITS, UNITS.path, {}, unit_rows, archive.units)
    notices = [(notice, archive.frozen_by_month.get(notice.month)) for notice in archive.notices]
    yield from _both(NOTICES, NOTICES.path, {}, notice_rows, notices)
    if archive.addresses is not None:
        yield _plan("data/addresses.txt", list_text, [one.address for one in archive.addresses.addresses])
    for month, table in scores.tables.items():
        yield _plan(f"data/scores/{month}.json", scores_json, table)
        yield _plan(f"data/scores/{month}.csv", scores_csv, table)
    for year, figures in scores.years.items():
        if figures.value.lines:
            yield from _both(LINES, LINES.path.format(year), {"year": year}, year_rows, figures)


def articles_csv(pieces: Listing) -> str:
    """The list of all pieces as CSV."""
    return table_csv(ARTICLES, article_rows(pieces))


def year_rows(year: ScoredYear) -> Iterable[Row]:
    """The score lines of a year."""
    return line_rows(year.lines)


def _both(
    dataset: Dataset, path: str, head: dict[str, int], rows: Callable[..., Iterable[Row]], *inputs: object
) -> Iterator[Plan[str]]:
    """The same rows as JSON and as CSV."""
    yield _plan(f"{path}.json", table_json, dataset, Derived(rows, *inputs), head)
    yield _plan(f"{path}.csv", table_csv, dataset, Derived(rows, *inputs))


def _plan(path: str, make: Callable[..., str], *inputs: object) -> Plan[str]:
    return plan_of(path, "程序生成的数据文件", Derived(make, *inputs))
