"""Markdown → the paragraphs a reader sees."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown

EXTENSIONS = ("admonition", "attr_list", "footnotes", "md_in_html", "tables")
"""Those of ``mkdocs.yml``; a test compares the two."""

_MARKDOWN = re.compile(
    r"[\\`*_\[\]<>&{}|\x00-\x08\x0b-\x1f]"  # anywhere: emphasis, links, HTML, tables, escapes
    r"|^(?:[ ]{4}|[ ]*\t|[ ]{0,3}(?:[#!+\-=:]|\d+[.)]))",  # at the start of a line: headings, lists, code, notes
    re.MULTILINE,
)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)*\n")
_SPACES = re.compile(r"[ \t\n\f\r]+")

_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|caption|center|d[dlt]|details|dialog|dir|div|fieldset|figcaption|figure"
    r"|footer|form|h[1-6r]|header|hgroup|legend|li|main|menu|nav|[ou]l|option|p|pre|search|section|summary"
    r"|table|tbody|td|tfoot|th|thead|tr"
)
"""Elements that are no part of a line."""

_UNSEEN = frozenset(("script", "style", "template"))


def paragraphs(body: str) -> tuple[str, ...]:
    """The text of every block that has any, without markup; runs of white space become one space."""
    blocks = _plain_blocks(body) if _MARKDOWN.search(body) is None else _rendered_blocks(body)
    cleaned = (_SPACES.sub(" ", block).strip() for block in blocks)
    return tuple(filter(None, cleaned))


def _plain_blocks(body: str) -> list[str]:
    """The blocks of a text in which nothing means anything to Markdown."""
    return _BLANK_LINES.split(body)


def _rendered_blocks(body: str) -> list[str]:
    """The blocks of any text, from the HTML that the site shows."""
    html = markdown.markdown(f'<div markdown="1">\n\n{body}\n\n</div>', extensions=list(EXTENSIONS))
    reader = _Blocks()
    reader.feed(html)
    reader.close()
    return ["".join(block) for block in reader.blocks]


class _Blocks(HTMLParser):
    """Collects ``blocks``: the text between any two tags of block elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[list[str]] = [[]]
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block; a line break is white space."""
        self._unseen += tag in _UNSEEN
        if _BLOCKS.fullmatch(tag):
            self.blocks.append([])
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if _BLOCKS.fullmatch(tag):
            self.blocks.append([])

    def handle_data(self, data: str) -> None:
        """Text, unless it is not shown."""
        if not self._unseen:
            self.blocks[-1].append(data)
