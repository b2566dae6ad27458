"""What a search has to find: the texts of the archive, phrases cut from them, and counting by plain scan.

Pieces are read from the files themselves, not from anything the search index is made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from benchmarks.plain import Source, plain_pages, sources
from benchmarks.prose import Writer
from generator.model.units import UnitRegistry
from generator.pipeline import score_archive
from generator.search.documents import documents
from generator.search.normal_form import normal_form

_BREAK = "\n"
_PIECES = ("信息", "简讯", "约稿")
_MARKDOWN_LINK = re.compile(r"- \[(.*)\]\(.*\)")


@dataclass(frozen=True)
class Phrases:
    """What to search for: phrases that occur, and phrases that do not."""

    present: list[str]
    absent: list[str]

    def fewer(self, share: float) -> Phrases:
        """The first ones of each kind."""
        return Phrases(*(kind[: round(len(kind) * share)] for kind in (self.present, self.absent)))


class Texts:
    """Texts to be searched, in normal form, one string per document; phrases are cut from ``paragraphs``."""

    def __init__(self, found: Iterable[Iterable[str]], paragraphs: Sequence[str] = ()) -> None:
        self._normal = [_BREAK.join(map(normal_form, sections)) for sections in found]
        self._paragraphs = paragraphs

    def count(self, phrase: str) -> int:
        """How many pieces and notices hold the phrase."""
        wanted = normal_form(phrase)
        return sum(wanted in text for text in self._normal)

    def phrases(self, present: int, absent: int, seed: int) -> Phrases:
        """Random phrases of 2 to 12 characters, all different and without spaces."""
        writer = Writer(f"{seed} phrases")
        occurring: dict[str, None] = {}
        while len(occurring) < present:
            occurring[self._cut(writer)] = None
        missing: dict[str, None] = {}
        while len(missing) < absent:
            phrase = self._changed(writer)
            if not self.count(phrase):
                missing[phrase] = None
        return Phrases(list(occurring), list(missing))

    def _cut(self, writer: Writer) -> str:
        """A piece of a random paragraph."""
        while True:
            paragraph = writer.pick(self._paragraphs)
            length = writer.number(2, 12)
            start = writer.number(0, max(0, len(paragraph) - length))
            phrase = paragraph[start : start + length]
            if len(phrase) == length and normal_form(phrase) and not any(char.isspace() for char in phrase):
                return phrase

    def _changed(self, writer: Writer) -> str:
        """The same with one character replaced by another of the archive."""
        phrase, other = self._cut(writer), self._cut(writer)
        place = writer.number(0, len(phrase) - 1)
        return phrase[:place] + other[0] + phrase[place + 1 :]


def texts_of_archive(root: Path) -> Texts:
    """What our own search has to find: pieces as their files have them, and the other pages that have a text."""
    units = TypeAdapter(UnitRegistry).validate_python(
        yaml.load((root / "units.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    )
    everything = sources(root)
    months = {source.meta["issue"]: source.meta["month"] for source in everything if source.is_issue}
    pieces = [source for source in everything if source.meta.get("type") in _PIECES]
    found = [(*_names(piece, units, months), *piece.paragraphs) for piece in pieces]
    found += [document.sections for document in documents(score_archive(root)[0]) if document.type not in _PIECES]
    return Texts(found, [paragraph for piece in pieces for paragraph in piece.paragraphs])


def texts_of_plain_pages(root: Path) -> Texts:
    """What the search of the other generators has to find: the lines of the pages that are to be indexed."""
    pages = [page for page in plain_pages(root, lambda page, to: to) if page.indexed]
    return Texts([page.title, *_lines(page.body)] for page in pages)


def _lines(body: str) -> Iterator[str]:
    """Lines and cells without markup."""
    for line in body.split("\n"):
        yield from _MARKDOWN_LINK.sub(r"\1", line).split("|")


def _names(source: Source, units: UnitRegistry, months: dict[str, str]) -> Iterator[str]:
    """Title, subtitle, authors, and every name of every credited unit."""
    yield str(source.meta.get("title", ""))
    yield str(source.meta.get("subtitle", ""))
    yield from source.meta.get("authors", [])
    month = source.meta.get("month") or months[source.meta["issue"]]
    for name in source.units:
        unit = units.resolve(name, month)
        yield from (alias.name for alias in unit.names) if unit else ()
