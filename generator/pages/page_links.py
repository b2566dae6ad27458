"""Which page shows a record, and the links to it."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Protocol

from markupsafe import Markup, escape

from generator.model.addresses import site_path
from generator.model.inputs import RULES_FILE
from generator.model.months import year_of
from generator.pages.page import link_from


def notice_path(month: str) -> str:
    """The path of a month's notice."""
    return f"notices/{month}.md"


def unit_path(id: str) -> str:
    """The path of a unit's page."""
    return f"units/{id}.md"


def explanation_path(id: str, year: int) -> str:
    """The path of the page that explains a unit's points of a year."""
    return f"units/{id}/{year}.md"


def people_path(name: str) -> str:
    """The path of an author's page. Authors have no id: the address is a digest of the name, ASCII and for good."""
    return f"people/{blake2b(name.encode(), digest_size=5).hexdigest()}.md"


def line_anchor(month: str, source: str) -> str:
    """Where the first score line that a file earns in a month stands among the lines of the month."""
    return f"m{month}-{site_path(source).removesuffix('.md').replace('/', '-')}"


class Shown(Protocol):
    """A record that has a page of its own."""

    @property
    def path(self) -> str:
        """Its file below ``content/``."""


def path_of(target: str | Shown) -> str:
    """The path of a record's page; text is a path already."""
    return target if isinstance(target, str) else site_path(target.path)


class Links:
    """Links from pages at one depth: ``root`` leads from them to the site's root."""

    def __init__(self, unit_ids: Mapping[str, str], root: str) -> None:
        self.root = root
        self._ids = unit_ids
        self._why: dict[tuple[str, int], str] = {}
        self._unit: dict[str, Markup] = {}

    def link(self, target: str | Shown) -> str:
        """The address of a record's page."""
        return link_from(self.root, path_of(target))

    def unit_link(self, name: str, shown: str = "") -> Markup:
        """The unit's name, or ``shown`` in its place, as a link; plain for a unit that units.yml dropped."""
        if shown and shown != name:
            return self._unit_link(name, shown)
        if name not in self._unit:
            self._unit[name] = self._unit_link(name, name)
        return self._unit[name]

    def _unit_link(self, name: str, shown: str) -> Markup:
        if name not in self._ids:
            return escape(shown)
        return Markup('<a href="{}">{}</a>').format(self.link(unit_path(self._ids[name])), shown)

    def why(self, unit: str, month: str, source: str = "") -> str:
        """The address of the lines behind a unit's figures of a month, or of the first line of one file among them."""
        key = unit, year_of(month)
        if key not in self._why:
            id = self._ids.get(unit)
            self._why[key] = self.link(explanation_path(id, key[1]) if id else "audit.md")
        return f"{self._why[key]}#{line_anchor(month, source) if source else f'm{month}'}"

    def source_link(self, source: str, month: str) -> str:
        """The page that shows the file a line comes from."""
        if source.endswith(".md"):
            return self.link(site_path(source))
        return self.link("rules.md" if source == RULES_FILE else notice_path(month))
