"""Postings kept from one build to the next, each under the digest of what they were made from.

A file is trusted only when its checksum, keyed with the digest it is asked for, is right: one that is cut off, damaged
or of other content is made anew.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import numpy as np

from generator.search.postings import Postings

_ENDING = ".postings"
_CHECKSUM = 32
"""Bytes of the checksum, with which a file begins."""
_NUMBER = np.dtype("<u4")


class Cache:
    """A folder of postings. Others may use it at the same time; it may vanish between builds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def postings(self, digest: bytes, make: Callable[[], Postings]) -> Postings:
        """The postings kept under the digest, else made and kept."""
        name = digest.hex() + _ENDING
        self._used.add(name)
        found = _read(self._folder / name, digest)
        if found is None:
            found = make()
            self._write(name, _file(found, digest))
        return found

    def sweep(self) -> None:
        """Remove what was not asked for."""
        for file in self._folder.glob(f"*{_ENDING}*"):
            if file.name not in self._used:
                file.unlink(missing_ok=True)

    def _write(self, name: str, data: bytes) -> None:
        """Aside first, so that an interrupted build leaves no half a file under the name."""
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix=f"{name}.", delete=False) as aside:
            aside.write(data)
        os.replace(aside.name, self._folder / name)


def _file(postings: Postings, digest: bytes) -> bytes:
    """Checksum; numbers of documents and of shards; the columns and the blocks of the postings."""
    columns = (postings.lengths, postings.titles, postings.ends)
    numbers = np.array([len(postings.lengths), len(postings.ends)])
    content = b"".join([*(column.astype(_NUMBER).tobytes() for column in (numbers, *columns)), postings.data])
    return _checksum(content, digest) + content


def _read(file: Path, digest: bytes) -> Postings | None:
    try:
        data = memoryview(file.read_bytes())
    except OSError:
        return None
    content = data[_CHECKSUM:]
    if data[:_CHECKSUM] != _checksum(content, digest):
        return None
    documents, shards = np.frombuffer(content, _NUMBER, count=2).tolist()
    numbers = np.frombuffer(content, _NUMBER, offset=8, count=2 * documents + shards)
    blocks = content[8 + numbers.nbytes :]
    return Postings(numbers[:documents], numbers[documents : 2 * documents], numbers[2 * documents :], blocks)


def _checksum(content: bytes | memoryview, digest: bytes) -> bytes:
    return blake2b(content, digest_size=_CHECKSUM, key=digest).digest()
