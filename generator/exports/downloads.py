"""The file of every piece as it is, to download."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.loading.text_file import as_it_is
from generator.model.archive import Archive
from generator.plans import Plan


def downloads(archive: Archive) -> Iterator[Plan[str]]:
    """A file to download for each piece."""
    for piece in archive.articles:
        key = partial(str, archive.digests.get(piece.path, ""))
        yield Plan(piece.download_path, piece.path, key, partial(as_it_is, archive.root, piece.path))
