"""What a page is made of: values that are its key, and all that its template sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True, slots=True)
class View:
    """One page. Its template sees ``path``, ``title``, the ``values`` by name, ``site``, and pure functions."""

    path: str
    title: str
    template: str
    tab: str
    """The title of the navigation entry the page belongs to, or empty."""
    values: dict[str, Any]


def view(path: str, title: str, template: str, tab: str, **values: Any) -> View:
    """The page at ``path``, of a template and the values it shows."""
    return View(path, title, template, tab, values)
