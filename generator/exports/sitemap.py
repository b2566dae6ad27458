"""``sitemap.xml``: every page, with the day of its content or its latest correction where that is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from generator.model.archive import Archive


def sitemap(url: str, addresses: Iterable[str], days: Mapping[str, str]) -> str:
    """For the site at this address; ``days`` as of :func:`days_of`."""
    entries = []
    for address in sorted(addresses):
        day = f"<lastmod>{days[address]}</lastmod>" if address in days else ""
        entries.append(f"<url><loc>{escape(url + address)}</loc>{day}</url>")
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *entries,
            "</urlset>\n",
        ]
    )


def days_of(archive: Archive) -> dict[str, str]:
    """Address → day, for what has one."""
    days = {}
    for issue in archive.issues:
        if issue.date:
            days[issue.address] = issue.date.isoformat()
    for piece in archive.articles:
        published = archive.published_on(piece)
        known = [*([published] if published else []), *(one.date for one in piece.corrections)]
        if known:
            days[f"{piece.id}/"] = max(known).isoformat()
    for notice in archive.notices:
        frozen = archive.frozen_by_month.get(notice.month)
        dated = [notice.date.isoformat()] if notice.date else []
        dated += [one.date for one in frozen.corrections] if frozen else []
        if dated:
            days[f"notices/{notice.month}/"] = max(dated)
    return days
