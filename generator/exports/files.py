"""Which data files the site has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.exports.articles import article_rows, articles_json
from generator.exports.feeds import feed_files
from generator.exports.records import line_rows, notice_rows, unit_rows
from generator.exports.scores import scores_csv, scores_json
from generator.exports.sources import source_files
from generator.exports.tables import Row, table_csv, table_json
from generator.keys import Plan
from generator.model import datasets
from generator.model.months import year_of
from generator.scoring import MonthTable, ScoreLine, Scores


def data_files(scores: Scores) -> Iterator[Plan[str]]:
    """The files below the site's root, as text."""
    keys, archive = scores.keys, scores.archive
    yield from source_files(archive, keys)
    yield from feed_files(archive, keys)
    yield Plan("data/articles.json", keys.everything, partial(articles_json, archive))
    yield Plan("data/articles.csv", keys.everything, lambda: table_csv(datasets.ARTICLES, article_rows(archive)))
    yield from _both(datasets.UNITS, "data/units", keys.settings, lambda: unit_rows(archive))
    yield from _both(datasets.NOTICES, "data/notices", keys.everything, lambda: notice_rows(archive))
    writers: dict[str, Callable[[MonthTable], str]] = {"json": scores_json, "csv": scores_csv}
    for month, table in scores.tables.items():
        for ending, write in writers.items():
            yield Plan(f"data/scores/{month}.{ending}", keys.scored(year_of(month)), partial(write, table))
    by_year: dict[int, list[ScoreLine]] = defaultdict(list)
    for line in scores.lines:
        by_year[year_of(line.month)].append(line)
    for year, lines in by_year.items():
        path, rows = datasets.LINES.path.format(year), partial(line_rows, lines)
        yield from _both(datasets.LINES, path, keys.scored(year), rows, year=year)


def _both(
    dataset: datasets.Dataset, path: str, key: str, rows: Callable[[], Iterable[Row]], **head: int
) -> Iterator[Plan[str]]:
    """The same rows as JSON and as CSV."""
    yield Plan(f"{path}.json", key, lambda: table_json(dataset, rows(), **head))
    yield Plan(f"{path}.csv", key, lambda: table_csv(dataset, rows()))
