"""``sitemap.xml``: every page, with the day of its content or its latest correction where that is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
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
    days: dict[str, list[date | None]] = {issue.address: [issue.date] for issue in archive.issues}
    for piece in archive.articles:
        days[f"{piece.id}/"] = [archive.published_on(piece), *(one.date for one in piece.corrections)]
    for piece in archive.withdrawn:
        days[f"{piece.id}/"] = [piece.withdrawn.date if piece.withdrawn else None]
    for notice in archive.notices:
        frozen = archive.frozen_by_month.get(notice.month)
        corrections = frozen.corrections if frozen else ()
        days[f"notices/{notice.month}/"] = [notice.date, *(date.fromisoformat(one.date) for one in corrections)]
    known = {address: [day for day in dates if day] for address, dates in days.items()}
    return {address: max(dates).isoformat() for address, dates in known.items() if dates}
