"""One build, as one function; only what differs from the last one is made."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import nullcontext
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
from generator.loading import READ_AS_CONTENT, Kept
from generator.pages import Page, site_path, url_of
from generator.pipeline import Memory, Site, is_search_file, plan_site, write_search
from generator.problems import ArchiveError, Problem
from generator.shell import Place, in_theme, places

T = TypeVar("T")


def make(
    root: Path, site: Path, cache: Path, seen: Survey, stores: Stores, *, search: bool, progress: Progress
) -> Built:
    """Make the site what the survey asks for; :class:`ArchiveError` when the archive has errors."""
    progress("稿件和分数", 0, 1)
    fresh = not (seen.last.keys and seen.found)
    with (
        beside(lambda: Theme(root, cache, seen.version, seen.theme).prepare(_likely_places(seen)))
        if fresh
        else nullcontext()
    ):
        planned = _plan(root, cache, seen, stores)
    tree: Tree = WholeSite(site) if fresh else ChangedSite(site, seen.found)
    try:
        theme = Theme(root, cache, seen.version, seen.theme)
        build = _Build(root, site, cache, seen, planned, tree, theme, fresh, search)
        stamps = build.run(progress)
    finally:
        tree.discard()
    warnings = [dataclasses.asdict(problem) for problem in planned.warnings]
    same = planned.scores.archive.digests == seen.content  # else a file was saved while the build was under way
    inputs = seen.inputs if same and search else ""
    manifest = Manifest(seen.version, seen.theme, inputs, str(site), build.made.keys, stamps, warnings)
    manifest.save(cache / "manifest")
    return Built(site, planned.warnings, build.made.anew, len(build.made.keys))


def _plan(root: Path, cache: Path, seen: Survey, stores: Stores) -> Site:
    kept, compiled = Kept(stores.records, seen.content), Store(cache / "templates", seen.version)
    try:
        settings = site_settings(root)
        return plan_site(root, settings.name, Memory(kept, stores.years, compiled), people=settings.people)
    finally:
        kept.save()


def _likely_places(seen: Survey) -> set[Place]:
    """Where pages will stand, as far as the names of files tell."""
    return places([*(site_path(path) for path in seen.content if path.endswith(".md")), "units/any/2000.md"])


@dataclass(slots=True)
class _Made:
    """Files that are on the new site: path → key of the plan, or digest of the content; how many were made anew."""

    keys: dict[str, str] = field(default_factory=dict)
    anew: int = 0


@dataclass(slots=True)
class _Build:
    """One build: what it knows, and what it has put on the site so far."""

    root: Path
    site: Path
    cache: Path
    seen: Survey
    planned: Site
    tree: Tree
    theme: Theme
    fresh: bool
    search: bool
    made: _Made = field(default_factory=_Made)

    def run(self, progress: Progress) -> dict[str, Stamp]:
        """The whole of it, half of it beside; then theme and attachments; then into place."""
        self.theme.prepare(places(plan.path for plan in self.planned.pages))
        mine, others = self._halves()
        with beside(lambda: self._half(others)) as half:
            for number, plan in enumerate(mine):
                progress("页面", number, len(mine))
                self._page(plan)
            for file in self.planned.data:
                self._make(file, file.path, str)
            progress("搜索", 0, 1)
            more = [*self._theme(), *self._attachments()]
        made, problems = half.value
        if self.planned.problems or problems:
            raise ArchiveError([*self.planned.problems, *problems])
        self.made.keys |= made.keys
        self.made.anew += made.anew
        progress("", 0, 0)
        return self.tree.finish([*self.made.keys, *more])

    def _halves(self) -> tuple[list[Plan[Page]], list[Plan[Page]]]:
        """The pages to make here, and those to make beside: in a first build they take longer than the search."""
        others = [plan for plan in self.planned.pages if self.fresh and plan.path.startswith("units/")]
        paths = {plan.path for plan in others}
        return [plan for plan in self.planned.pages if plan.path not in paths], others

    def _half(self, pages: list[Plan[Page]]) -> tuple[_Made, list[Problem]]:
        """The search, and these pages."""
        other = dataclasses.replace(self, made=_Made())
        for plan in pages:
            other._page(plan)
        if self.search or self.fresh:
            write_search(self.planned.scores, other, Store(self.cache / "search", self.seen.version, remember=False))
        else:
            for path, key in self.seen.last.keys.items():
                if is_search_file(path):
                    other.keep(path, key)
        return other.made, self.planned.problems

    def _page(self, plan: Plan[Page]) -> None:
        url = url_of(plan.path)
        self._make(plan, f"{url}index.html", lambda page: self.theme.render(in_theme(page), url))

    def _make(self, plan: Plan[T], path: str, text_of: Callable[[T], str]) -> None:
        """Keep the file when its plan has not changed; make it otherwise, and keep it when it came out the same."""
        if plan.key and self.keep(path, plan.key):
            return
        data = text_of(plan.make()).encode()
        key = plan.key or digest(data)
        if plan.key or not self.keep(path, key):
            self.made.anew += 1
            self.write(path, data, key)

    def keep(self, path: str, key: str) -> bool:
        """Keep the file of the last build, where it was made for the same key."""
        if not self.seen.last.has(path, key, self.seen.found):
            return False
        self.made.keys[path] = key
        self.tree.keep(path)
        return True

    def write(self, path: str, data: bytes, key: str) -> None:
        """Put a new file on the site."""
        self.made.keys[path] = key
        self.tree.write(path, data)

    def _theme(self) -> list[str]:
        paths = files_below(self.theme.folder)
        for path in paths:
            self.tree.take(self.theme.folder, path)
        return paths

    def _attachments(self) -> list[str]:
        """Pictures and other files that are published as they are."""
        content = self.root / "content"
        paths = [path for path in files_below(content) if not path.endswith(READ_AS_CONTENT)]
        for path in paths:
            put(self.tree, self.site, path, (content / path).read_bytes())
        return paths
