"""What a page is made of: values that are its key, and all that its template sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from generator.fingerprints import Record


@dataclass(frozen=True)
class SiteContext(Record):
    """What every page may show."""

    name: str
    url: str
    """Ends with a slash; empty where the address of the site is not known."""
    publisher: str
    people: bool
    """Whether authors have pages."""
    unit_ids: Mapping[str, str]
    """Canonical name of a unit → its id, for links."""


@dataclass(frozen=True, kw_only=True)
class View:
    """One page. There is a subclass for each template, which sees the fields, :meth:`derived`, and pure functions."""

    template: ClassVar[str]
    tab: ClassVar[str]
    """The title of the navigation entry the page belongs to, or empty."""

    site: SiteContext
    path: str
    title: str

    @property
    def head(self) -> str:
        """HTML for the head of the page."""
        return ""

    def derived(self) -> dict[str, Any]:
        """What else the template sees: it follows from the fields, and is made only when the page is."""
        return {}

    def context(self) -> dict[str, Any]:
        """All that the template sees of the archive."""
        return {field.name: getattr(self, field.name) for field in fields(self)} | self.derived()
