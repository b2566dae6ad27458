"""``sitemap.xml``: every page, with the day of its content or its latest correction where that is known."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from generator.model.archive import Archive


def sitemap(archive: Archive, addresses: Iterable[str]) -> str:
    """For a site whose own address is known."""
    days = _days(archive)
    entries = []
    for address in sorted(addresses):
        day = f"<lastmod>{days[address]}</lastmod>" if address in days else ""
        entries.append(f"<url><loc>{escape(archive.site.url + address)}</loc>{day}</url>")
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *entries,
            "</urlset>\n",
        ]
    )


def _days(archive: Archive) -> dict[str, str]:
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
