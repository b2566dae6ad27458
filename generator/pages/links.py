"""Which page shows a record, and the links to it."""

from __future__ import annotations

from hashlib import blake2b

from markupsafe import Markup, escape

from generator.model.archive import Archive
from generator.model.articles import Article, Issue
from generator.model.months import year_of
from generator.model.units import Unit
from generator.pages.page import link_from
from generator.scoring import MonthTable


def notice_path(month: str) -> str:
    """The path of a month's notice."""
    return f"notices/{month}.md"


def unit_path(unit: Unit) -> str:
    """The path of a unit's page."""
    return f"units/{unit.id}.md"


def explanation_path(unit: Unit, year: int) -> str:
    """The path of the page that explains a unit's points of a year."""
    return f"units/{unit.id}/{year}.md"


def people_path(name: str) -> str:
    """The path of an author's page. Authors have no id: the address is a digest of the name, ASCII and for good."""
    return f"people/{blake2b(name.encode(), digest_size=5).hexdigest()}.md"


def line_anchor(month: str, source: str) -> str:
    """Where the first score line that a file earns in a month stands among the lines of the month."""
    return f"m{month}-{site_path(source).removesuffix('.md').replace('/', '-')}"


def site_path(content_path: str) -> str:
    """The path on the site of a file below ``content/``."""
    return content_path.removeprefix("content/")


def path_of(target: object) -> str:
    """The path of a record's page; text is a path already."""
    if isinstance(target, str):
        return target
    if isinstance(target, Unit):
        return unit_path(target)
    if isinstance(target, Issue | Article):
        return site_path(target.path)
    if isinstance(target, MonthTable):
        return notice_path(target.month)
    raise TypeError(f"no page for {target!r}")


class Links:
    """Links from pages at one depth: ``root`` leads from them to the site's root."""

    def __init__(self, archive: Archive, root: str) -> None:
        self.root = root
        self._units = archive.units.by_canonical_name
        self._why: dict[tuple[str, int], str] = {}
        self._unit: dict[str, Markup] = {}

    def link(self, target: object) -> str:
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
        unit = self._units.get(name)
        if unit is None:
            return escape(shown)
        return Markup('<a href="{}">{}</a>').format(self.link(unit), shown)

    def why(self, unit: str, month: str, source: str = "") -> str:
        """The address of the lines behind a unit's figures of a month, or of the first line of one file among them."""
        key = unit, year_of(month)
        if key not in self._why:
            record = self._units.get(unit)
            self._why[key] = self.link(explanation_path(record, key[1]) if record else "audit.md")
        return f"{self._why[key]}#{line_anchor(month, source) if source else f'm{month}'}"

    def source_link(self, source: str, month: str) -> str:
        """The page that shows the file a line comes from."""
        if source.endswith(".md"):
            return self.link(site_path(source))
        return self.link("rules.md" if source == "rules.yml" else notice_path(month))
