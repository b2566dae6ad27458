"""Building the site, as one function; only what differs from the last build is made."""

from __future__ import annotations

import dataclasses
import gc
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from generator.building.beside import BesideFailed, beside
from generator.building.inputs import digests_below, digests_of, files_below, program_version, together
from generator.building.manifest import Manifest, Stamp, read_manifest, stamps_below
from generator.building.theme import Theme, ThemeFailed
from generator.building.tree import ChangedSite, Tree, WholeSite, put, recover
from generator.keys import Plan
from generator.loading import Kept, digest
from generator.pages import Page, url_of
from generator.pipeline import Site, plan_site, write_search
from generator.problems import ArchiveError, Problem
from generator.shell import in_theme, places

T = TypeVar("T")

CACHE = ".cache/bulletin"
_SETTINGS = ["units.yml", "rules.yml", "mkdocs.yml"]
_READ_BY_GENERATOR = (".md", ".csv", ".yml", ".frozen.json")

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


class BuildFailed(Exception):
    """The site could not be built and is as it was before."""


@dataclass(frozen=True, slots=True)
class Built:
    """A site that is up to date."""

    site: Path
    warnings: list[Problem]
    made: int
    """Pages and data files that were made anew."""
    total: int


def build_site(
    root: Path,
    name: str,
    site: Path,
    *,
    clean: bool = False,
    cache: Path | None = None,
    progress: Progress = lambda *_: None,
) -> Built:
    """Bring the site in the folder ``site`` up to date with the archive below ``root``.

    The site is built beside the old one and swapped in when, and only when, all went well; equal content gives equal
    bytes, whatever was kept from earlier builds. With ``clean`` nothing is kept. Raises :class:`BuildFailed`.
    """
    cache = cache or root / CACHE / "build"
    if clean:
        shutil.rmtree(cache, ignore_errors=True)
    cache.mkdir(parents=True, exist_ok=True)
    version = program_version()
    content = {**digests_below(root, "content"), **digests_of(root, _SETTINGS)}
    theme_key = together({**digests_below(root, "overrides"), "mkdocs.yml": content.get("mkdocs.yml", "")}, version)
    inputs = together(content, theme_key)
    recover(site)
    last = read_manifest(cache / "manifest")
    found = dict(stamps_below(site))
    if last.inputs == inputs and last.site == str(site) and last.stamps == found:
        return Built(site, [Problem(**one) for one in last.warnings], 0, len(last.keys))
    if last.version != version or last.theme != theme_key or last.site != str(site):
        last = Manifest()
    tree: Tree = ChangedSite(site, found) if last.keys and found else WholeSite(site)
    kept = Kept(cache / "records", version, content)
    try:
        gc.disable()  # what is read stays until the end
        planned = plan_site(root, name, kept)
        build = _Build(root, site, cache, planned, last, found, tree)
        stamps = build.run(Theme(root, cache, theme_key), progress)
    except ArchiveError as error:
        raise BuildFailed(f"内容有误，网站没有更新：\n{error}") from None
    except (ThemeFailed, BesideFailed) as error:
        raise BuildFailed(str(error)) from error
    finally:
        gc.enable()
        tree.discard()
    kept.save()
    warnings = [dataclasses.asdict(problem) for problem in planned.warnings]
    Manifest(version, theme_key, inputs, str(site), build.keys, stamps, warnings).save(cache / "manifest")
    return Built(site, planned.warnings, build.made, len(build.keys))


@dataclass(slots=True)
class _Build:
    """One build: what it knows, and what it has put on the site so far."""

    root: Path
    site: Path
    cache: Path
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
            others = [*self._theme(theme), *self._attachments()]
            progress("搜索", 0, 1)
        progress("", 0, 0)
        return self.tree.finish([*self.keys, *others, *search.value])

    def _search(self) -> list[str]:
        paths = []

        def put_file(path: str, data: bytes) -> None:
            put(self.tree, self.site, path, data)
            paths.append(path)

        write_search(self.planned.scores, put_file, self.cache / "search")
        return paths

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
