"""One build, as one function; only what differs from the last one is made."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from generator.building.beside import beside
from generator.building.inputs import files_below
from generator.building.manifest import Manifest, Stamp
from generator.building.result import Built, Progress, Stores
from generator.building.settings import site_settings
from generator.building.survey import Survey
from generator.building.theme import Theme
from generator.building.tree import ChangedSite, Tree, WholeSite, put
from generator.keeping import Store, digest
from generator.keys import Plan
from generator.loading import Kept
from generator.pages import Page, url_of
from generator.pipeline import Site, plan_site, write_search
from generator.problems import ArchiveError
from generator.shell import in_theme, places

T = TypeVar("T")

_READ_BY_GENERATOR = (".md", ".csv", ".yml", ".frozen.json")


def make(root: Path, site: Path, cache: Path, seen: Survey, stores: Stores, progress: Progress) -> Built:
    """Make the site what the survey asks for; :class:`ArchiveError` when the archive has errors."""
    kept = Kept(stores.records, seen.content)
    try:
        planned = plan_site(root, site_settings(root).name, kept, stores.years)
    finally:
        kept.save()
    fresh = not (seen.last.keys and seen.found)
    tree: Tree = WholeSite(site) if fresh else ChangedSite(site, seen.found)
    try:
        build = _Build(root, site, cache, seen.version, planned, seen.last, seen.found, tree)
        stamps = build.run(Theme(root, cache, seen.version, seen.theme), progress)
    finally:
        tree.discard()
    warnings = [dataclasses.asdict(problem) for problem in planned.warnings]
    manifest = Manifest(seen.version, seen.theme, seen.inputs, str(site), build.keys, stamps, warnings)
    manifest.save(cache / "manifest")
    return Built(site, planned.warnings, build.made, len(build.keys))


@dataclass(slots=True)
class _Build:
    """One build: what it knows, and what it has put on the site so far."""

    root: Path
    site: Path
    cache: Path
    version: str
    planned: Site
    last: Manifest
    found: dict[str, Stamp]
    tree: Tree
    keys: dict[str, str] = field(default_factory=dict)
    """File of the site → key of its plan, or digest of its content."""
    made: int = 0

    def run(self, theme: Theme, progress: Progress) -> dict[str, Stamp]:
        """The whole of it: search beside pages, then data files, theme and attachments; then into place."""
        with beside(self._search) as search:
            theme.prepare(places(plan.path for plan in self.planned.pages))
            for number, plan in enumerate(self.planned.pages):
                progress("页面", number, len(self.planned.pages))
                self._page(plan, theme)
            for file in self.planned.data:
                self._make(file, file.path, str)
            if self.planned.problems:
                raise ArchiveError(self.planned.problems)
            progress("搜索", 0, 1)
            others = [*self._theme(theme), *self._attachments()]
        self.keys |= search.value
        progress("", 0, 0)
        return self.tree.finish([*self.keys, *others])

    def _search(self) -> dict[str, str]:
        files = _SearchFiles(self.last, self.found, self.tree)
        store = Store(self.cache / "search", self.version, remember=False)
        write_search(self.planned.scores, files, store)
        return files.keys

    def _page(self, plan: Plan[Page], theme: Theme) -> None:
        url = url_of(plan.path)
        self._make(plan, f"{url}index.html", lambda page: theme.render(in_theme(page), url))

    def _make(self, plan: Plan[T], path: str, text_of: Callable[[T], str]) -> None:
        """Keep the file when its plan has not changed; make it otherwise, and keep it when it came out the same."""
        key = plan.key
        if key is None or not self.last.has(path, key, self.found):
            data = text_of(plan.make()).encode()
            key = key or digest(data)
            if not self.last.has(path, key, self.found):
                self.made += 1
                self.keys[path] = key
                return self.tree.write(path, data)
        self.keys[path] = key
        return self.tree.keep(path)

    def _theme(self, theme: Theme) -> list[str]:
        paths = files_below(theme.folder)
        for path in paths:
            self.tree.take(theme.folder, path)
        return paths

    def _attachments(self) -> list[str]:
        """Pictures and other files that are published as they are."""
        content = self.root / "content"
        paths = [path for path in files_below(content) if not path.endswith(_READ_BY_GENERATOR)]
        for path in paths:
            put(self.tree, self.site, path, (content / path).read_bytes())
        return paths


@dataclass(slots=True)
class _SearchFiles:
    """Takes the files of the search index."""

    last: Manifest
    found: dict[str, Stamp]
    tree: Tree
    keys: dict[str, str] = field(default_factory=dict)

    def keep(self, path: str, key: str) -> bool:
        """Keep the file of the last build, where it was made for the same key."""
        if not self.last.has(path, key, self.found):
            return False
        self.keys[path] = key
        self.tree.keep(path)
        return True

    def write(self, path: str, data: bytes, key: str) -> None:
        """Put a new file on the site."""
        self.keys[path] = key
        self.tree.write(path, data)
