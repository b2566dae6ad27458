"""The Markdown of every piece, as it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.keys import Keys, Plan
from generator.loading.source import as_it_is
from generator.model.archive import Archive


def source_files(archive: Archive, keys: Keys) -> Iterator[Plan[str]]:
    """A file to download for each piece."""
    for piece in archive.articles:
        yield Plan(piece.source, keys.file(piece), partial(as_it_is, archive.root, piece.path))
