"""The theme around the pages, kept until the theme, its settings or the needed shells change."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

from generator.loading import digest
from generator.shell import PageInTheme, Place, Shell


class ThemeFailed(Exception):
    """The theme could not be rendered."""


class Theme:
    """Shells, and a folder with the theme's own files."""

    def __init__(self, root: Path, cache: Path, key: str) -> None:
        self._root, self._file, self.folder, self._key = root, cache / "theme.pickle", cache / "theme", key
        self._shells: dict[Place, Shell] = self._load()

    def _load(self) -> dict[Place, Shell]:
        try:
            data = self._file.read_bytes()
            if data[:32].decode() != digest(self._key, data[32:]) or not self.folder.is_dir():
                return {}
            return pickle.loads(data[32:])  # type: ignore[no-any-return]  # written by us, as the digest shows
        except Exception:  # whatever is wrong with it, it can be made again
            return {}

    def prepare(self, wanted: set[Place]) -> None:
        """Have a shell for each of these places."""
        if wanted <= self._shells.keys():
            return
        from generator.mkdocs_adapter import MkDocsFailed, render_theme  # takes longer to import than many a build

        self._file.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        try:
            self._shells = render_theme(self._root, wanted, self.folder)
        except MkDocsFailed as error:
            raise ThemeFailed(str(error)) from error
        body = pickle.dumps(self._shells, protocol=5)
        self._file.write_bytes(digest(self._key, body).encode() + body)

    def render(self, page: PageInTheme, url: str) -> str:
        """The whole page as HTML; the shell of its place must have been prepared."""
        return self._shells[page.place].fill(page, url)
