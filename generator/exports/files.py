"""Which data files the site has."""

from __future__ import annotations

from generator.exports.articles import articles_json
from generator.exports.scores import scores_csv, scores_json
from generator.model.archive import Archive
from generator.scoring import MonthTable


def data_files(archive: Archive, tables: dict[str, MonthTable]) -> dict[str, str]:
    """Path below the site's root → text."""
    files = {"data/articles.json": articles_json(archive)}
    for month, table in tables.items():
        files[f"data/scores/{month}.json"] = scores_json(table)
        files[f"data/scores/{month}.csv"] = scores_csv(table)
    return files
