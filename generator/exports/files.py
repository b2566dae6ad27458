"""Which data files the site has."""

from __future__ import annotations

from generator.exports.articles import articles_json
from generator.exports.scores import scores_csv, scores_json
from generator.scoring import Scores


def data_files(scores: Scores) -> dict[str, str]:
    """Path below the site's root → text."""
    files = {"data/articles.json": articles_json(scores.archive)}
    for month, table in scores.tables.items():
        files[f"data/scores/{month}.json"] = scores_json(table)
        files[f"data/scores/{month}.csv"] = scores_csv(table)
    return files
