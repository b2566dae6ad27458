"""The files of an archive on disk: which there are, and each one's bytes, read once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from generator import limits
from generator.loading.text_file import File, not_plain, read_file, unreadable
from generator.model.inputs import CONTENT
from generator.plain_files import Below, NotPlain, TooLarge, listing
from generator.problems import Problem
from generator.theme import OVERRIDES


class Folder:
    """The archive below ``root``. ``digests`` are those of files that are known already.

    A file is read when its digest or its bytes are first asked for; both then belong together.
    """

    def __init__(self, root: Path, digests: Mapping[str, str] | None = None) -> None:
        self.root = root
        self._below = Below(root)
        self.digests = dict(digests or {})
        """Path → digest of every file that was read, or is known already; empty for one that cannot be read."""
        self.attachments: set[str] = set()
        """Paths of files that are no texts and may be larger."""

    def paths(self, problems: list[Problem]) -> list[str]:
        """Every plain file below ``content/``, sorted.

        A folder that cannot be read is a problem, and so is what is no plain file, also below ``overrides/``. Nothing
        is opened for that.
        """

        def report(error: OSError) -> None:
            path = os.path.relpath(error.filename, self.root).replace(os.sep, "/")
            message = "打不开这个文件夹，里面的文件都读不到。请检查它的权限（应当允许读取和进入）"
            problems.append(Problem(path, 1, "", "unreadable-folder", message))

        found, look = listing(self.root, CONTENT, report), listing(self.root, OVERRIDES)
        problems += [not_plain(path, what) for path, what in (found.odd | look.odd).items()]
        if len(found.files) > limits.FILES.most:
            problems.append(_exceeds(CONTENT, limits.FILES))
            return []
        deep = {_at_limit(path) for path in found.files if _is_deep(path)}
        problems += [_exceeds(folder, limits.FOLDER_DEPTH) for folder in sorted(deep)]
        return [path for path in found.files if not _is_deep(path)] if deep else found.files

    def digest(self, path: str) -> tuple[str, File | None]:
        """The digest of a file (empty where it cannot be read), and the file itself where it had to be read."""
        if path in self.digests:
            return self.digests[path], None
        file = self.read(path, [])
        return self.digests[path], file

    def read(self, path: str, problems: list[Problem]) -> File | None:
        """The file as it is now; one that cannot be read is a problem."""
        try:
            file = read_file(self._below, path, self._limit(path))
        except OSError as error:
            self.digests[path] = ""
            problems.append(_exceeds(path, self._limit(path)) if isinstance(error, TooLarge) else _unread(path, error))
            return None
        self.digests[path] = file.digest
        return file

    def read_optional(self, path: str) -> File | None:
        """A file that may be missing; ``None`` also where it cannot be read."""
        file = self.read(path, [])
        if file is None:
            del self.digests[path]
        return file

    def _limit(self, path: str) -> limits.Limit:
        return limits.ATTACHMENT_SIZE if path in self.attachments else limits.size_limit(path)


def _exceeds(path: str, limit: limits.Limit) -> Problem:
    return Problem(path, 1, "", limits.CODE, limit.message())


def _is_deep(path: str) -> bool:
    return path.count("/") > limits.FOLDER_DEPTH.most + 1


def _at_limit(path: str) -> str:
    """The first folder above the file that lies too deep."""
    return "/".join(path.split("/")[: limits.FOLDER_DEPTH.most + 2])


def _unread(path: str, error: OSError) -> Problem:
    return not_plain(path, error.what) if isinstance(error, NotPlain) else unreadable(path)
