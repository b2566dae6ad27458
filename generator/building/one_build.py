"""One build: one function, which makes only what differs from the last one. :mod:`.builder` calls it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from generator.building.forking import forked
from generator.building.manifest import Manifest, Stamp, stamps_below
from generator.building.result import Built, Caches, Progress, silent
from generator.building.staging import ChangedSite, Staging, VerifiedSite, WholeSite
from generator.building.state import BuildState
from generator.building.theme_cache import ThemeCache
from generator.cache import Cache
from generator.loading import RecordCache, published
from generator.model.addresses import file_of, site_path, url_of
from generator.pages import Page
from generator.pipeline import is_search_file, plan_data, plan_site, score_archive, write_search
from generator.plans import Plan
from generator.problems import Problem
from generator.scoring import Scores
from generator.shell import Place, in_theme, places

T = TypeVar("T")

_FEW = 20
"""So many pages are made sooner than a process is split."""


def build_site(
    root: Path,
    site: Path,
    cache: Path,
    state: BuildState,
    caches: Caches,
    *,
    search: bool,
    verify: bool,
    progress: Progress,
) -> Built:
    """Make the site what its inputs ask for; :class:`ArchiveError` when the archive has errors.

    To ``verify`` it there must be nothing that could be kept.
    """
    progress("稿件和分数", 0, 1)
    fresh = not (state.last.keys and state.found)
    with (
        forked(lambda: ThemeCache(root, cache, state.version, state.theme).prepare(_likely_places(state)))
        if fresh and state.plain
        else nullcontext()
    ):
        scores, warnings = _score(root, state, caches)
    verified = VerifiedSite(site) if verify else None
    staging: Staging = verified or (WholeSite(site) if fresh else ChangedSite(site, state.found))
    try:
        theme = ThemeCache(root, cache, state.version, state.theme)
        build = _Build(root, site, cache, state, scores, staging, theme, search or fresh)
        stamps = build.run(progress)
    finally:
        staging.discard()
    told = [dataclasses.asdict(problem) for problem in warnings]
    same = scores.archive.digests == state.content  # else a file was saved while the build was under way
    inputs = state.inputs if same and search else ""
    Manifest(state.version, state.theme, inputs, str(site), build.made.keys, stamps, told).save(cache / "manifest")
    altered = verified.altered if verified else ()
    return Built(site, warnings, build.made.anew, len(build.made.keys), altered)


def _score(root: Path, state: BuildState, caches: Caches) -> tuple[Scores, list[Problem]]:
    kept = RecordCache(caches.records, state.content)
    try:
        return score_archive(root, kept, caches.years)
    finally:
        kept.save()


def _likely_places(state: BuildState) -> set[Place]:
    """Where pages will stand, as far as the names of files tell."""
    return places([*(site_path(path) for path in state.content if path.endswith(".md")), "units/any/2000.md"])


@dataclass(slots=True)
class _Made:
    """Files that are on the new site: path → key; how many were made anew."""

    keys: dict[str, str] = field(default_factory=dict)
    anew: int = 0

    def add(self, other: _Made) -> None:
        """Count in what another process has made."""
        self.keys |= other.keys
        self.anew += other.anew


@dataclass(slots=True)
class _Build:
    """One build: what it knows, and what it has put on the site so far."""

    root: Path
    site: Path
    cache: Path
    state: BuildState
    scores: Scores
    staging: Staging
    theme: ThemeCache
    search: bool
    made: _Made = field(default_factory=_Made)

    def run(self, progress: Progress) -> dict[str, Stamp]:
        """The whole of it: search and data files beside the pages, many pages in two halves; then into place."""
        with forked(self._search_and_data) as rest:
            planned = plan_site(self.scores, Cache(self.cache / "templates", self.state.version))
            self.theme.prepare(places(plan.path for plan in planned.pages))
            stale = [plan for plan in planned.pages if not self.keep(file_of(plan.path), plan.key)]
            others = stale[1::2] if len(stale) > _FEW else []
            with forked(lambda: self._pages(others)) if others else nullcontext() as half:
                self.made.add(self._pages(stale[::2] if others else stale, progress))
            if half:
                self.made.add(half.value)
            for file in planned.files:
                self._make(file, file.path, str)
            self._copies()
            progress("搜索", 0, 1)
        self.made.add(rest.value)
        progress("", 0, 0)
        return self.staging.finish(self.made.keys)

    def _pages(self, plans: Sequence[Plan[Page]], progress: Progress = silent) -> _Made:
        own = dataclasses.replace(self, made=_Made())
        for number, plan in enumerate(plans):
            progress("页面", number, len(plans))
            own._make(plan, file_of(plan.path), lambda page: self.theme.render(in_theme(page), url_of(page.path)))
        return own.made

    def _search_and_data(self) -> _Made:
        own = dataclasses.replace(self, made=_Made())
        for plan in plan_data(self.scores):
            own._make(plan, plan.path, str)
        if self.search:
            write_search(self.scores, own, Cache(self.cache / "search", self.state.version, remember=False))
        else:
            for path, key in self.state.last.keys.items():
                if is_search_file(path):
                    own.keep(path, key)
        return own.made

    def _make(self, plan: Plan[T], path: str, text_of: Callable[[T], str]) -> None:
        """Keep the file when its plan has not changed; make it otherwise."""
        if not self.keep(path, plan.key):
            self.made.anew += 1
            self.write(path, text_of(plan.make()).encode(), plan.key)

    def keep(self, path: str, key: str) -> bool:
        """Keep the file of the last build, where it was made for the same key."""
        if not self.state.last.has(path, key, self.state.found):
            return False
        self.made.keys[path] = key
        return True

    def write(self, path: str, data: bytes, key: str) -> None:
        """Put a new file on the site."""
        self.made.keys[path] = key
        self.staging.write(path, data)

    def _copies(self) -> None:
        """The theme's own files, and the pictures and other files that texts link."""
        for path, stamp in stamps_below(self.theme.folder):
            self._copy(self.theme.folder, path, str(stamp))
        for path in self.scores.archive.attachments:
            key = self.scores.archive.digests[path]
            if not self.keep(site_path(path), key):
                self.made.anew += 1
                self.write(site_path(path), published(self.scores.archive, path), key)

    def _copy(self, folder: Path, path: str, key: str) -> None:
        if not self.keep(path, key):
            self.made.anew += 1
            self.made.keys[path] = key
            self.staging.copy(folder, path)
