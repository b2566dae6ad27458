"""The theme around a page, with places to fill in: one shell serves all pages of a section at one depth."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast, get_args

from markupsafe import escape

from generator.model.addresses import url_of
from generator.pages import NAVIGATION, Page

_TABS = {path: tab for tab, path in NAVIGATION}
_MARK = "@@bulletin-{}@@"
_Name = Literal["title", "kind", "html", "contents", "head", "url"]
_MARKS = re.compile(_MARK.format(f"({'|'.join(get_args(_Name))})"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: all that the theme's part of it depends on, beside a few words."""

    tab: str
    depth: int
    """Folders from the site's root down to the page."""
    entry: bool
    """Whether it is an entry of the navigation itself."""


@dataclass(frozen=True, slots=True)
class PageInTheme:
    """A page as the theme is told of it; every value is HTML."""

    place: Place
    title: str
    kind: str
    html: str
    contents: str
    head: str = ""

    @property
    def meta(self) -> dict[str, object]:
        """The page's metadata as the theme's templates read it."""
        tab, entry = self.place.tab, self.place.entry
        own = {"title": self.title, "kind": self.kind, "contents": self.contents, "head": self.head}
        return {**own, "tab": tab, "entry": entry}


def in_theme(page: Page) -> PageInTheme:
    """The page as the theme is to show it."""
    title, place = str(escape(page.title)), place_of(page.path, page.tab)
    return PageInTheme(place, title, page.kind, page.html, _contents(page), page.head)


def place_of(path: str, tab: str) -> Place:
    """Where the page at this path stands."""
    return Place(tab, url_of(path).count("/"), path in _TABS)


def places(paths: Iterable[str]) -> set[Place]:
    """Every place that pages at these paths can have."""
    own = {place_of(path, tab) for path, tab in _TABS.items()}
    depths = {url_of(path).count("/") for path in paths if path not in _TABS}
    return own | {Place(tab, depth, False) for tab in ("", *_TABS.values()) for depth in depths}


def empty_page(place: Place) -> PageInTheme:
    """The page whose rendering becomes the shell of its place. The search alone is told apart by its kind."""
    kind = "search" if place == place_of("search.md", _TABS["search.md"]) else _MARK.format("kind")
    html, contents, head = (_MARK.format(part) for part in ("html", "contents", "head"))
    return PageInTheme(place, _MARK.format("title"), kind, html, contents, head)


def shell_paths(wanted: Iterable[Place]) -> dict[str, Place]:
    """A path for the shell of each place; its address is as deep as those of its pages, and like no other text."""
    paths = {}
    for number, place in enumerate(sorted(wanted, key=lambda one: (one.depth, one.tab, one.entry))):
        below = "".join(f"/level-{level}" for level in range(2, place.depth + 1))
        paths[f"bulletin-shell-{number}{below}.md" if place.depth else "index.md"] = place
    return paths


@dataclass(frozen=True, slots=True)
class Shell:
    """The rendering of an empty page: how it begins, and what is to be filled in with the text that follows on it."""

    begin: str
    parts: tuple[tuple[_Name, str], ...]

    def fill(self, page: PageInTheme, url: str) -> str:
        """The rendering of this page at its address."""
        values: dict[_Name, str] = {
            "title": page.title,
            "kind": page.kind,
            "html": page.html,
            "contents": page.contents,
            "head": page.head,
            "url": url,
        }
        return self.begin + "".join([values[name] + text for name, text in self.parts])


def shell_of(html: str, url: str) -> Shell:
    """The shell that the empty page, rendered at the address ``url``, becomes."""
    begin, *rest = _MARKS.split(html.replace(url, _MARK.format("url")) if url else html)
    return Shell(begin, tuple(zip(cast(list[_Name], rest[::2]), rest[1::2], strict=True)))


def _contents(page: Page) -> str:
    """The column with the page's own contents; nothing for a page with fewer than two sections."""
    headings = page.contents
    if len(headings) < 2:
        return ""
    entries = "\n".join(
        f'<li class="md-nav__item"><a href="#{id}" class="md-nav__link">'
        f'<span class="md-ellipsis">{text}</span></a></li>'
        for id, text in headings
    )
    return f"""<div class="md-sidebar md-sidebar--secondary">
<div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">
<nav class="md-nav md-nav--secondary" aria-label="目录">
<p class="md-nav__title">目录</p>
<ul class="md-nav__list">
{entries}
</ul>
</nav>
</div></div>
</div>"""
