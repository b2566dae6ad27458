"""A page and its address. Addresses are ASCII and follow from the path alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model.addresses import url_of

_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: what stands between the header and the footer of the theme."""

    path: str
    """Relative to the site's content root: ``2023/09/03.md``."""
    title: str
    html: str
    kind: str
    tab: str
    """The title of the navigation entry it belongs to, or empty."""
    head: str = ""
    """HTML for the head of the page."""

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The page's own table of contents: id and text (HTML) of its section headings."""
        return [(id, _TAG.sub("", text)) for id, text in _HEADING.findall(self.html)]


def to_root(path: str) -> str:
    """From a page up to the site's root: ``2023/09/03.md`` → ``../../../``."""
    return "../" * url_of(path).count("/")


def relative_url(from_path: str, to_path: str) -> str:
    """The relative link from one page to another page or file."""
    return link_from(to_root(from_path), to_path)


def link_from(root: str, to_path: str) -> str:
    """The link to a page or file where ``root`` leads to the site's root."""
    return root + (url_of(to_path) if to_path.endswith(".md") else to_path) or "./"
