"""Links in what editors write: from file to file in ``content/``, from page to page on the site."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.model.addresses import site_path
from generator.model.link_targets import after_path, meant_path
from generator.pages.page import relative_url

_TAG = re.compile(r"<[^<>]*>")
_HEADING = re.compile(r"(</?h)([1-6])\b")
_ANCHOR = re.compile(r'(\s(?:id="|href="#))')
_IN_ADDRESS = str.maketrans({"%": "%25", "#": "%23", "?": "%3F", " ": "%20"})


def text_links(path: str, shown_at: str = "") -> Callable[[str], str]:
    """Gives the links in the file at ``path`` their addresses, whether or not there is anything at them.

    ``shown_at`` is the page that shows the text, where that is not the file's own.
    """
    page = shown_at or site_path(path)

    def resolve(target: str) -> str:
        meant = meant_path(path, target)
        if meant is None:
            return target
        return relative_url(page, meant.translate(_IN_ADDRESS)) + after_path(target)

    return resolve


def inside(html: str, prefix: str, depth: int) -> str:
    """The HTML of a text that shares its page with others: own anchors, and headings ``depth`` levels further down."""
    if "<h" not in html and "#" not in html and "id=" not in html:
        return html

    def adapt(tag: re.Match[str]) -> str:
        moved = _HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + depth, 6)}", tag[0])
        return _ANCHOR.sub(rf"\g<1>{prefix}-", moved)

    return _TAG.sub(adapt, html)
