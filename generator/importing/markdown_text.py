"""Printed text → Markdown that shows exactly that text."""

from __future__ import annotations

import re

from generator.importing.blocks import TableBlock

_SPECIAL = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)")
_AT_START = re.compile(r"(#{1,6}(?=\s|$)|[-+](?=\s)|=+$|-+$|:(?=\s)|>|!{3}|\?{3}|/{3})")
_NUMBER = re.compile(r"(\d+)\.(?=\s)")


def escaped(text: str) -> str:
    """A paragraph with everything escaped that Markdown would take for its own."""
    text = _SPECIAL.sub(lambda match: "&lt;" if match[0] == "<" else f"\\{match[0]}", text)
    text = text.replace("\\&", "&amp;").replace("{:", "\\{:")
    text = _NUMBER.sub(r"\1\\.", text, count=1) if _NUMBER.match(text) else text
    return f"\\{text}" if _AT_START.match(text) else text


def table(block: TableBlock) -> str:
    """A table with its first row as heading; short rows are filled up."""
    width = max(len(row) for row in block.rows)
    rows = [[*row, *[""] * (width - len(row))] for row in block.rows]
    lines = [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _cell(text: str) -> str:
    parts = (" ".join(part.split()) for part in text.split("\n"))
    return "<br>".join(escaped(part).replace("|", "\\|") for part in parts if part)
