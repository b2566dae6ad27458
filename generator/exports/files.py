"""Which data files the site has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.exports.articles import articles_json
from generator.exports.scores import scores_csv, scores_json
from generator.exports.sources import source_files
from generator.keys import Keys, Plan
from generator.model.months import year_of
from generator.scoring import MonthTable, Scores


def data_files(scores: Scores) -> Iterator[Plan[str]]:
    """The files below the site's root, as text."""
    keys = Keys(scores.archive)
    yield from source_files(scores.archive, keys)
    yield Plan("data/articles.json", None, partial(articles_json, scores.archive))
    writers: dict[str, Callable[[MonthTable], str]] = {"json": scores_json, "csv": scores_csv}
    for month, table in scores.tables.items():
        for ending, write in writers.items():
            yield Plan(f"data/scores/{month}.{ending}", keys.scored(year_of(month)), partial(write, table))
