"""The archive as plain Markdown pages, for site generators that know nothing of it.

Pieces and notices with their texts, and simple lists: home, issues, notices, units. Scores are left out, so the other
generators have less to do than ours.
"""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Link = Callable[[str, str], str]
"""From one page to another, both as paths of Markdown files below ``content/``: the target of the link."""

_PLACEHOLDER = r"\{\{.*?\}\}"
_CUT = re.compile(rf"\n+|{_PLACEHOLDER}")

SECTIONS = {"首页": "index.md", "期刊": "issues/index.md", "通报": "notices/index.md", "单位": "units/index.md"}


@dataclass(frozen=True)
class Source:
    """A Markdown file of the archive: path below ``content/``, front matter and text."""

    path: str
    meta: dict[str, Any]
    body: str

    @property
    def title(self) -> str:
        """Its title, or the beginning of a text without one."""
        return str(self.meta.get("title") or (f"第{self.meta['issue']}期" if self.is_issue else self.body[:24]))

    @property
    def paragraphs(self) -> list[str]:
        """The text, cut where the program puts a figure."""
        return [part for part in _CUT.split(self.body) if part]

    @property
    def is_issue(self) -> bool:
        """Whether it is an issue itself, not a piece of one."""
        return self.path.endswith("/index.md")

    @property
    def units(self) -> list[str]:
        """Credited units as written."""
        unit = self.meta.get("unit", [])
        return [unit] if isinstance(unit, str) else list(unit)


@dataclass(frozen=True)
class PlainPage:
    """A page to be: ``indexed`` when the search is to find it (lists are not)."""

    path: str
    title: str
    body: str
    indexed: bool = False

    @property
    def text(self) -> str:
        """The file, with front matter that MkDocs Material and Hugo understand."""
        search = "" if self.indexed else "search:\n  exclude: true\n"
        head = f"title: {json.dumps(self.title, ensure_ascii=False)}\nindexed: {str(self.indexed).lower()}\n{search}"
        return f"---\n{head}---\n\n{self.body}\n"


def sources(root: Path) -> list[Source]:
    """Every Markdown file of the archive, by path."""
    content = root / "content"
    return [_source(path, path.relative_to(content).as_posix()) for path in sorted(content.rglob("*.md"))]


def _source(path: Path, name: str) -> Source:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return Source(name, yaml.load(head, Loader=yaml.CSafeLoader), body.strip())


def plain_pages(root: Path, link: Link) -> Iterator[PlainPage]:
    """All pages; every one of them can be reached from the home page."""
    folders: dict[str, list[Source]] = defaultdict(list)
    for source in sources(root):
        folders[posixpath.dirname(source.path)].append(source)
    notices = folders.pop("notices")
    issues, pieces = [], []
    for found in folders.values():
        pieces += (own := [source for source in found if not source.is_issue])
        issues += (indexes := [source for source in found if source.is_issue])
        yield from _pieces(own, link)
        yield from (PlainPage(index.path, index.title, _links(index.path, own, link)) for index in indexes)
    for notice in notices:
        yield PlainPage(notice.path, notice.title, _notice(root, notice), indexed=True)
    yield from _lists(issues, notices, pieces, link)


def _pieces(pieces: list[Source], link: Link) -> Iterator[PlainPage]:
    """Each with a line about its origin and links to its neighbours."""
    for place, piece in enumerate(pieces):
        beside = pieces[max(0, place - 1) : place] + pieces[place + 1 : place + 2]
        facts = (
            f"供稿：{'、'.join(piece.units)}　作者：{'、'.join(piece.meta.get('authors', []))}　{piece.meta['type']}"
        )
        neighbours = _links(piece.path, beside, link)
        yield PlainPage(piece.path, piece.title, f"{facts}\n\n{piece.body}\n\n{neighbours}", indexed=True)


def _links(page: str, targets: list[Source], link: Link) -> str:
    return "\n".join(f"- [{target.title}]({link(page, target.path)})" for target in targets)


def _notice(root: Path, notice: Source) -> str:
    """The covering text and the month's ledger."""
    text = (root / "content" / "ledger" / f"{notice.meta['month']}.csv").read_text(encoding="utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    lines = [head, ["---"] * len(head), *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{re.sub(_PLACEHOLDER, '……', notice.body)}\n\n{table}"


def _lists(issues: list[Source], notices: list[Source], pieces: list[Source], link: Link) -> Iterator[PlainPage]:
    by_unit: dict[str, list[Source]] = defaultdict(list)
    for piece in pieces:
        for unit in piece.units:
            by_unit[unit].append(piece)
    units = [Source(f"units/{number:03d}.md", {"title": unit}, "") for number, unit in enumerate(by_unit)]
    for page in units:
        yield PlainPage(page.path, page.title, _links(page.path, by_unit[page.title], link))
    sections = [Source(path, {"title": title}, "") for title, path in SECTIONS.items()]
    for section, targets in zip(sections, (sections, issues, notices, units), strict=True):
        yield PlainPage(section.path, section.title, _links(section.path, targets, link))
