"""What editors write in their texts (Markdown) → HTML; a text without any markup takes a short cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape, unescape

from markdown import Markdown

from generator.clean_html import clean
from generator.model.site import EXTENSIONS


@cache
def _converter() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)


def as_written(text: str) -> str:
    """The text as HTML with whatever an editor put into it: to be looked at, never to be shown."""
    return _converter().reset().convert(text)


Resolve = Callable[[str], str]
"""The target of a link as written → the address it gets on the site."""

_MARKED = re.compile(
    r"[\\`*_\[\]<>&{}|\x00-\x09\x0b-\x1f]"  # anywhere: emphasis, links, HTML, tables, escapes
    r"|^(?:[ ]{4}|[ ]{0,3}(?:[#!+\-=:]|\d+[.)]))",  # at the start of a line: headings, lists, code, notes
    re.MULTILINE,
)
_SPACE_AT_EDGE = re.compile(r"(?:^|\n)\s*[^\S\n]|[^\S\n](?:\n|$)|^\n|\n$")
_BLANK_LINES = re.compile(r"\n\n+")


def is_plain(text: str) -> bool:
    """Whether nothing in the text means anything to Markdown."""
    return _MARKED.search(text) is None


def to_html(text: str, resolve: Resolve) -> str:
    """The text as HTML; ``resolve`` gives the addresses of relative links and pictures."""
    if not text:
        return ""
    if is_plain(text) and not _SPACE_AT_EDGE.search(text):
        return "\n".join(f"<p>{paragraph}</p>" for paragraph in _BLANK_LINES.split(text))
    return convert(text, resolve)


def convert(text: str, resolve: Resolve) -> str:
    """As :func:`to_html`, through the Markdown library whatever the text; then cleaned."""

    def in_tag(tag: re.Match[str]) -> str:
        return _ADDRESS.sub(in_attribute, tag[0])

    def in_attribute(found: re.Match[str]) -> str:
        target = _target(found)
        address = resolve(target)
        return found[0] if address == target else f'{found["before"]}"{escape(address)}"'

    return clean(_TAG.sub(in_tag, as_written(text)))


def link_targets(html: str) -> list[tuple[str, bool]]:
    """The targets of all links and pictures in a text, in order, and whether each is shown on the page itself.

    They are read from its HTML, so that every way to write a link counts: ``[](…)``, references, ``<a>``, ``<img>``.
    """
    found = (one for tag in _TAG.findall(html) for one in _ADDRESS.finditer(tag))
    return [(_target(one), one["name"].lower() != "href") for one in found]


def may_need_care(text: str) -> bool:
    """Whether there may be a link, a picture, or HTML with a name or attribute of the editor's; a quick look."""
    return any(sign in text for sign in ("](", "]:", "<", "{", "!!!"))


_TAG = re.compile(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*+>""", re.IGNORECASE)
_ADDRESS = re.compile(
    r"""(?P<before>\s(?P<name>href|src|poster|data)\s*=\s*)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.IGNORECASE,
)
"""An attribute that holds an address."""


def _target(found: re.Match[str]) -> str:
    return unescape(found["double"] or found["single"] or found["bare"] or "")
