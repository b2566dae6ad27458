"""The site as a whole: what it is called, where it stands, who publishes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """``url`` ends with a slash, and is empty where the address of the site is not known."""

    name: str = ""
    url: str = ""
    publisher: str = ""


def wants_people(extra: object) -> bool:
    """Whether authors have pages, by ``extra`` of ``mkdocs.yml``: yes, unless it says ``people: false``."""
    return not isinstance(extra, dict) or extra.get("people", True) is not False
