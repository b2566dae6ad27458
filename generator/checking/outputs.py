"""One table of what stands where on the site: two things at one address are a mistake, whoever makes them."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.model.addresses import file_of, site_path
from generator.model.archive import Archive
from generator.model.inputs import CONTENT
from generator.plain_files import listing
from generator.problems import Problem
from generator.theme import OVERRIDES

RESERVED = ("assets", "data", "feeds", "search", "source", "404.html", "sitemap.xml", "sitemap.xml.gz")
"""Files and folders of the site that the program and the theme fill; nothing of an editor's may stand in them."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site, and what makes it: a file of the archive, or what of the program in Chinese words."""

    file: str
    made_by: str

    @property
    def source(self) -> str:
        """The file of the archive that makes it, or empty."""
        return self.made_by if self.made_by.startswith((f"{CONTENT}/", f"{OVERRIDES}/")) else ""

    @property
    def maker(self) -> str:
        """What makes it, in words."""
        return f"“{self.source}”" if self.source else self.made_by


def file_outputs(archive: Archive) -> list[Output]:
    """Attachments, and what the archive's own theme adds to the site."""
    attachments = [Output(site_path(path), path) for path in archive.attachments]
    return attachments + [Output(path, f"{OVERRIDES}/{path}") for path in theme_files(archive.root)]


def theme_files(root: Path) -> list[str]:
    """The files below ``overrides/`` that are published as they are, outside the theme's own folder of files."""
    own = (path.removeprefix(f"{OVERRIDES}/") for path in listing(root, OVERRIDES).files)
    return [path for path in own if not path.startswith("assets/") and not path.endswith((".html", ".py"))]


def check_outputs(archive: Archive) -> Iterator[Problem]:
    """What editors' files make, against each other and against what the site keeps for itself."""
    pages = [Output(file_of(site_path(record.path)), record.path) for record in archive.movable]
    yield from clashes([*pages, *file_outputs(archive)])


def clashes(outputs: Iterable[Output]) -> Iterator[Problem]:
    """Two outputs with one file (whatever the case of letters), one inside the other, or in a reserved place."""
    seen: dict[str, Output] = {}
    for one in outputs:
        top = one.file.lower().partition("/")[0]
        other = seen.setdefault(one.file.lower(), one)
        if other is not one:
            yield _clash(one, other)
        elif one.source and top in RESERVED:
            message = f"网站的 /{top} 由程序自用，不能放别的文件。请把这个文件移到用它的稿件旁边，并改正文章里的链接"
            yield Problem(one.source, 1, "", "address-taken", message)
    lone, ordered = [file for file in seen if not file.endswith("index.html")], sorted(seen)
    for file in lone:
        place = bisect(ordered, f"{file}/")
        if place < len(ordered) and ordered[place].startswith(f"{file}/"):
            yield _clash(seen[file], seen[ordered[place]])


def _clash(one: Output, other: Output) -> Problem:
    path = one.source or other.source
    message = f"{one.maker}和{other.maker}在网站上是同一个网址（/{one.file.removesuffix('index.html')}），只能有一个。"
    return Problem(path, 1, "", "address-taken", f"{message}请给其中一个改名，或删去")


def parents(file: str) -> list[str]:
    """The folders a file lies in: ``2023/09/index.html`` → ``2023``, ``2023/09``."""
    parts = file.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]
