"""What an editor does between two builds: changes one piece, adds one, removes one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.prose import MARK, Writer
from benchmarks.results import ADD, EDIT_NEW, EDIT_OLD, NOTHING, REMOVE


class WrongSite(Exception):
    """A rebuilt site that does not show the change."""


def make_changes(archive: Path, site: Path, round_number: int) -> Iterator[str]:
    """Make one change after the other, each named; the caller rebuilds in between, and the site is looked at.

    At the end the archive is as it was, but the site is not: build it anew.
    """
    issues = sorted(path.parent for path in archive.glob("content/[0-9]*/[0-9]*/index.md"))
    writer = Writer(f"change {round_number}")
    yield NOTHING
    edited = {EDIT_OLD: issues[len(issues) // 2] / "01.md", EDIT_NEW: issues[-1] / "01.md"}
    before = {piece: piece.read_text(encoding="utf-8") for piece in edited.values()}
    for name, piece in edited.items():
        sentence = writer.sentence()
        piece.write_text(before[piece].replace(MARK, sentence + MARK), encoding="utf-8")
        yield name
        _expect(sentence in _page(archive, site, piece).read_text(encoding="utf-8"), name)
    added = issues[-1] / "99-new.md"
    head = f"title: {writer.title()}\nunit: 综合科\nissue: {'-'.join(issues[-1].parts[-2:])}\ntype: 信息\n"
    added.write_text(f"---\n{head}---\n\n{writer.article(1500)}\n\n{MARK}\n", encoding="utf-8")
    yield ADD
    _expect(_page(archive, site, added).is_file(), ADD)
    added.unlink()
    yield REMOVE
    _expect(not _page(archive, site, added).exists(), REMOVE)
    for piece, text in before.items():
        piece.write_text(text, encoding="utf-8")


def _page(archive: Path, site: Path, piece: Path) -> Path:
    return site / piece.relative_to(archive / "content").with_suffix("") / "index.html"


def _expect(shown: bool, change: str) -> None:
    if not shown:
        raise WrongSite(f"the rebuilt site does not show the change: {change}")
