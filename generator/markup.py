"""What editors write in their texts (Markdown) → HTML; a text without any markup takes a short cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor


def extensions() -> list[str | Extension]:
    """What texts may use beyond plain Markdown."""
    tables = TableExtension(use_align_attribute=True)  # a style attribute does nothing under a strict CSP
    return ["admonition", "attr_list", "footnotes", "md_in_html", tables]


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
    """As :func:`to_html`, through the Markdown library whatever the text."""
    return markdown.markdown(text, extensions=[*extensions(), _Links(resolve)])


class _Links(Extension):
    """Gives every relative link and picture its address on the site."""

    def __init__(self, resolve: Resolve) -> None:
        super().__init__()
        self._resolve = resolve

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        """Run last, when links are elements."""
        md.treeprocessors.register(_LinkTargets(md, self._resolve), "bulletin-links", 0)


class _LinkTargets(Treeprocessor):
    def __init__(self, md: markdown.Markdown, resolve: Resolve) -> None:
        super().__init__(md)
        self._resolve = resolve

    def run(self, root: Element) -> None:
        """Rewrite ``href`` and ``src``."""
        for element in root.iter():
            for name in {"a": ("href",), "img": ("src",)}.get(str(element.tag), ()):
                target = element.get(name)
                if target:
                    element.set(name, self._resolve(target))
