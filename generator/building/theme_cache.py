"""The theme around the pages, kept until the theme, its settings or the needed shells change."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.building.manifest import Stamp, stamps_below
from generator.building.result import BuildFailed
from generator.cache import Cache
from generator.shell import PageInTheme, Place, Shell


class ThemeCache:
    """Shells, and a folder with the theme's own files."""

    def __init__(self, root: Path, cache: Path, version: str, key: str) -> None:
        self._root, self.folder, self._key = root, cache / "theme" / "files", key
        self._cache = Cache(cache / "theme", version)
        kept: tuple[dict[Place, Shell], dict[str, Stamp]] | None = self._cache.get("shells", key)
        self._shells = kept[0] if kept and kept[1] == dict(stamps_below(self.folder)) else {}

    def prepare(self, wanted: set[Place]) -> None:
        """Have a shell for each of these places."""
        if wanted <= self._shells.keys():
            return
        from generator.mkdocs_adapter import MkDocsFailed, render_theme  # takes longer to import than many a build

        self._cache.sweep(())
        shutil.rmtree(self.folder, ignore_errors=True)
        try:
            self._shells = render_theme(self._root, wanted, self.folder)
        except MkDocsFailed as error:
            raise BuildFailed(str(error)) from error
        self._cache.put("shells", self._key, (self._shells, dict(stamps_below(self.folder))))

    def render(self, page: PageInTheme, url: str) -> str:
        """The whole page as HTML; the shell of its place must have been prepared."""
        return self._shells[page.place].fill(page, url)
