"""The list of all pieces as JSON."""

from __future__ import annotations

import json

from generator.exports.table_files import Row
from generator.model.listings import Listing


def articles_json(pieces: Listing) -> str:
    """``[{"id", "url", "title", "type", "issue", "month", "units", "authors"}]`` in order of path.

    ``url`` is absolute from the site's root; ``issue`` is ``null`` for a 约稿; ``title`` of a 简讯 without one is
    the first clause of its text.
    """
    lines = (json.dumps(row, ensure_ascii=False) for row in article_rows(pieces))
    return "[\n" + ",\n".join(lines) + "\n]\n"


def article_rows(pieces: Listing) -> list[Row]:
    """Every piece in order of path."""
    return [
        {
            "id": article.id,
            "url": f"/{article.id}/",
            "title": article.display_title,
            "type": article.type,
            "issue": article.issue,
            "month": article.month,
            "units": list(article.units),
            "authors": list(article.authors),
        }
        for article in pieces.entries
    ]
