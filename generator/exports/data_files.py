"""Which data files the site has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.exports.feeds import feed_files
from generator.exports.table_files import scores_csv, scores_json, table_csv, table_json
from generator.exports.table_rows import Row, article_rows, line_rows, notice_rows, unit_rows
from generator.fingerprints import Derived
from generator.loading.text_file import as_it_is
from generator.model.addresses import list_text
from generator.model.datasets import ARTICLES, LINES, NOTICES, UNITS, Dataset
from generator.model.listings import Listing
from generator.plans import Plan, plan_of
from generator.scoring import Scores


def data_files(scores: Scores) -> Iterator[Plan[str]]:
    """The files below the site's root, as text: the pieces as they were written, feeds, and tables."""
    archive = scores.archive
    for piece in archive.articles:
        key = partial(str, archive.digests.get(piece.path, ""))
        yield Plan(piece.download_path, piece.path, key, partial(as_it_is, archive.root, piece.path))
    yield from feed_files(archive)
    days = {piece.id: piece.withdrawn.date.isoformat() for piece in archive.withdrawn if piece.withdrawn}
    all_pieces = sorted([*archive.articles, *archive.withdrawn], key=lambda one: one.path) if days else archive.articles
    yield from _both(ARTICLES, ARTICLES.path, {}, article_rows, Listing(all_pieces), days)
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
            yield from _both(LINES, LINES.path.format(year), {"year": year}, line_rows, figures)


def _both(
    dataset: Dataset, path: str, head: dict[str, int], rows: Callable[..., Iterable[Row]], *inputs: object
) -> Iterator[Plan[str]]:
    """The same rows as JSON and as CSV."""
    yield _plan(f"{path}.json", table_json, dataset, Derived(rows, *inputs), head)
    yield _plan(f"{path}.csv", table_csv, dataset, Derived(rows, *inputs))


def _plan(path: str, make: Callable[..., str], *inputs: object) -> Plan[str]:
    return plan_of(path, "程序生成的数据文件", Derived(make, *inputs))
