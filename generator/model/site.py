"""The site as a whole: what it is called, where it stands, who publishes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """``url`` ends with a slash, and is empty where the address of the site is not known."""

    name: str = ""
    url: str = ""
    publisher: str = ""
