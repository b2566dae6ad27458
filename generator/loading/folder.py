"""The files of an archive on disk: which there are, and each one's bytes, read once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from generator.files import is_hidden
from generator.loading.text_file import File, read_file, unreadable
from generator.model.inputs import CONTENT
from generator.problems import Problem


class Folder:
    """The archive below ``root``. ``digests`` are those of files that are known already.

    A file is read when its digest or its bytes are first asked for; both then belong together.
    """

    def __init__(self, root: Path, digests: Mapping[str, str] | None = None) -> None:
        self.root = root
        self.digests = dict(digests or {})
        """Path → digest of every file that was read, or is known already; empty for one that cannot be read."""

    def paths(self, problems: list[Problem]) -> list[str]:
        """Every file below ``content/``, sorted; a folder that cannot be read is a problem."""
        found: list[str] = []
        start, base = self.root / CONTENT, len(str(self.root)) + 1

        def report(error: OSError) -> None:
            path = str(error.filename)[base:].replace(os.sep, "/")
            message = "打不开这个文件夹，里面的文件都读不到。请检查它的权限（应当允许读取和进入）"
            problems.append(Problem(path, 1, "", "unreadable-folder", message))

        for parent, subfolders, names in os.walk(start, onerror=report if start.exists() else None):
            subfolders[:] = [name for name in subfolders if not is_hidden(name)]
            below = parent[base:].replace(os.sep, "/")
            found += [f"{below}/{name}" for name in names if not is_hidden(name)]
        return sorted(found)

    def digest(self, path: str) -> tuple[str, File | None]:
        """The digest of a file (empty where it cannot be read), and the file itself where it had to be read."""
        if path in self.digests:
            return self.digests[path], None
        file = self.read(path, [])
        return self.digests[path], file

    def read(self, path: str, problems: list[Problem]) -> File | None:
        """The file as it is now; one that cannot be read is a problem."""
        try:
            file = read_file(self.root, path)
        except OSError:
            self.digests[path] = ""
            problems.append(unreadable(path))
            return None
        self.digests[path] = file.digest
        return file
