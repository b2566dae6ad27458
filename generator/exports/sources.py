"""The Markdown of every piece, as it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.loading.source import as_it_is
from generator.model.archive import Archive
from generator.plans import Plan


def source_files(archive: Archive) -> Iterator[Plan[str]]:
    """A file to download for each piece."""
    for piece in archive.articles:
        key = partial(str, archive.digests.get(piece.path, ""))
        yield Plan(piece.source, piece.path, key, partial(as_it_is, archive.root, piece.path))
