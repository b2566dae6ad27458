"""Markdown → the paragraphs a reader sees. Most texts have no markup, and need not be rendered for that."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from generator.markup import as_written

_IN_LINE = ("\\", "`", "*", "_", "&", "](")
"""Escapes, code, emphasis, entities, links: what means something to Markdown within a block."""

_ACROSS = ("<", "|", "{", "]:", "[^", *"\t\r\v\f\x02\x03\x1c\x1d\x1e\x1f\x85\u2028\u2029")
"""HTML, tables, attributes, definitions, footnotes, odd white space: what a block cannot be read without."""

_LINE_WITH_MEANING = re.compile(r" {4}| {0,3}(?:[#!=>-]|\+ |\d+\. )")
"""The beginning of a line that is code, a heading, a note, a rule, a quotation or an item of a list."""

_BLANK_LINES = re.compile(r"\n *(?:\n *)*\n")
_SPACES = re.compile(r"[ \t\n\f\r]+")

_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|caption|center|d[dlt]|details|dialog|dir|div|fieldset|figcaption|figure"
    r"|footer|form|h[1-6r]|header|hgroup|legend|li|main|menu|nav|[ou]l|option|p|pre|search|section|summary"
    r"|table|tbody|td|tfoot|th|thead|tr"
)
"""Elements that are no part of a line."""

_UNSEEN = ("script", "style", "template")
_FOOTNOTE_LINKS = ("footnote-ref", "footnote-backref")


def paragraphs(body: str) -> tuple[str, ...]:
    """The text of every block that has any, without markup; a run of white space is one space."""
    if _has(_ACROSS, body) or any(map(_LINE_WITH_MEANING.match, body.split("\n"))):
        return rendered_paragraphs(body)
    blocks = _BLANK_LINES.split(body)
    if not _has(_IN_LINE, body):
        return _cleaned(blocks)
    return tuple(
        text
        for block in blocks
        for text in (rendered_paragraphs(block) if _has(_IN_LINE, block) else _cleaned([block]))
    )


def rendered_paragraphs(body: str) -> tuple[str, ...]:
    """The same, from the HTML that the site shows; some milliseconds for an article."""
    reader = _Blocks()
    reader.feed(as_written(body))
    reader.close()
    return _cleaned(["".join(block) for block in reader.blocks])


def _has(marks: tuple[str, ...], text: str) -> bool:
    return any(mark in text for mark in marks)


def _cleaned(blocks: list[str]) -> tuple[str, ...]:
    return tuple(
        text
        for block in blocks
        # Most blocks are one line of Chinese; looking is many times faster than replacing.
        if (text := (_SPACES.sub(" ", block) if "\n" in block or "  " in block or "\t" in block else block).strip())
    )


class _Blocks(HTMLParser):
    """Collects ``blocks``: the text between any two tags of block elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[list[str]] = [[]]
        self._hidden_by = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or what is not shown; a line break is white space."""
        if self._hidden_by:
            return
        if tag in _UNSEEN or ("class", _FOOTNOTE_LINKS[0]) in attrs or ("class", _FOOTNOTE_LINKS[1]) in attrs:
            self._hidden_by = tag
        elif _BLOCKS.fullmatch(tag):
            self.blocks.append([])
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a block, or what is not shown."""
        if tag == self._hidden_by:
            self._hidden_by = ""
        elif _BLOCKS.fullmatch(tag):
            self.blocks.append([])

    def handle_data(self, data: str) -> None:
        """Text, unless it is not shown."""
        if not self._hidden_by:
            self.blocks[-1].append(data)
