"""What a source file gives away, as doubts: persons, secrets and survey data are told before anything is written."""

from __future__ import annotations

from collections.abc import Iterator

from generator.disclosure import CONTACT, Finding, attached_findings, scan_text
from generator.importing.blocks import Document, Doubt, ImageBlock, Paragraph
from generator.model.settable import SETTABLE


def given_away(document: Document) -> Iterator[Doubt]:
    """A doubt for each finding; the office's own telephone and e-mail address stand in every imprint."""
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    numbers = [block.line for block in paragraphs]
    for finding in scan_text("\n".join(" ".join(block.text.split("\n")) for block in paragraphs)):
        yield from _doubt(numbers[finding.line - 1], finding)
    for block in document.blocks:
        if isinstance(block, ImageBlock):
            found = attached_findings(block.name, block.data)
        elif isinstance(block, Paragraph):
            continue
        else:
            found = scan_text("\n".join("\t|\t".join(cell.replace("\n", " ") for cell in row) for row in block.rows))
        for finding in found:
            yield from _doubt(block.line, finding)


def _doubt(line: int, finding: Finding) -> Iterator[Doubt]:
    if finding.code not in CONTACT:
        check = SETTABLE[finding.code]
        shown = f"“{finding.shown}”" if finding.shown else ""
        yield Doubt(line, f"{check.word}{shown}。{check.advice}")
