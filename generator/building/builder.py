"""The way to a build: the lock, what a killed one has left, what may be kept; then :mod:`.one_build`, if need be."""

from __future__ import annotations

import dataclasses
import gc
import os
import shutil
from datetime import date
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building.digests import Digests, program_version
from generator.building.forking import ForkFailed, forked
from generator.building.manifest import read_manifest
from generator.building.own_cache import own_cache
from generator.building.result import BuildFailed, Built, Caches, Progress, SiteRefused, silent
from generator.building.staging import recover
from generator.building.state import read_state
from generator.building.target import check_target
from generator.cache import Cache
from generator.faults import told
from generator.files import CACHE, cache_folder, locked, remove_leavings, remove_oddities
from generator.plain_files import NotPlain, link_on_the_way
from generator.problems import ArchiveError, Problem

if TYPE_CHECKING:
    from generator.loading import RecordCache
    from generator.model.archive import Archive

_LOCK = "lock"


class Builder:
    """Builds the site of the archive below ``root`` in the folder ``site``, and keeps what the next build can use."""

    def __init__(self, root: Path, site: Path, cache: Path | None = None) -> None:
        self._root, self._given = root, cache
        self._link = link_on_the_way(root, site)
        self._site = Path(os.path.realpath(site))
        self._caches: tuple[str, Caches] | None = None

    def build(
        self, *, clean: bool = False, verify: bool = False, search: bool = True, progress: Progress = silent
    ) -> Built:
        """Bring the site up to date; with ``clean`` nothing is kept from earlier builds.

        Without ``search`` the search index stays behind until the next build. To ``verify`` the site it is built clean
        and compared file by file, whatever sizes, times and caches say.

        The site is the old one until all went well. Equal content gives equal bytes, whatever was kept. Raises
        :class:`BuildFailed`, and of these :class:`SiteRefused` for a folder that must not be replaced.
        """
        gc.disable()  # what is read stays until the end
        try:
            if self._link:
                raise SiteRefused(f"网站不能放在 {self._site}：{self._link} 是符号链接，不会跟过去写。请删去它")
            check_target(self._root, self._site, self._cache)
            folder = cache_folder(self._root, self._cache)
            remove_oddities(folder)
            with locked(folder / _LOCK, "生成网站") as killed:
                if killed:
                    remove_leavings(self._cache)
                return self._verify(progress) if verify else self._trusting(clean, search, progress)
        except ArchiveError as error:
            raise BuildFailed(f"内容有误，网站没有更新：\n{error}", error.problems) from None
        except ForkFailed as error:
            raise BuildFailed(str(error)) from error
        except NotPlain as error:
            raise BuildFailed(f"{error.filename}：{error.strerror}") from error
        except BuildFailed:
            raise
        except Exception as error:
            raise BuildFailed(f"网站没有更新。{told(error, self._root / CACHE)}") from error
        finally:
            gc.enable()

    def _trusting(self, clean: bool, search: bool, progress: Progress) -> Built:
        """Build with what was kept; where that says what the program cannot mean, build without it."""
        try:
            return self._build(clean, search, progress)
        except (ArchiveError, BuildFailed, ForkFailed, OSError):
            raise
        except Exception:
            if clean:
                raise
            return self._build(True, search, progress)

    def _verify(self, progress: Progress) -> Built:
        last = read_manifest(self._cache).inputs
        built = self._build(True, True, progress, verify=True)
        return dataclasses.replace(built, outdated=last not in ("", read_manifest(self._cache).inputs))

    def _build(self, clean: bool, search: bool, progress: Progress, *, verify: bool = False) -> Built:
        if clean:
            self._forget()
        recover(self._site)
        now = os.stat(self._cache / _LOCK).st_mtime_ns  # it was written when the lock was taken
        with forked(lambda: read_state(self._root, self._site, self._cache, now)) as found:
            from generator.building.one_build import build_site  # most of the program, which takes as long

            import_module("pandas")  # so that scoring need not
        state = found.value
        if state.unchanged:
            return Built(self._site, state.last.warnings, 0, len(state.last.keys))
        caches = self._caches_for(state.version)
        return build_site(
            self._root, self._site, self._cache, state, caches, search=search, verify=verify, progress=progress
        )

    @cached_property
    def _cache(self) -> Path:
        return self._given or own_cache(self._root) / "build"

    def _forget(self) -> None:
        """Keep nothing but the lock."""
        self._caches = None
        Cache(self._cache).sweep(())
        for kept in self._cache.iterdir():
            if kept.is_dir():
                shutil.rmtree(kept, ignore_errors=True)

    def _caches_for(self, version: str) -> Caches:
        if self._caches is None or self._caches[0] != version:
            caches = Caches(_records_in(self._cache, version), Cache(self._cache / "years", version))
            self._caches = version, caches
        return self._caches[1]


def record_cache(root: Path) -> RecordCache:
    """What builds have read of the archive below ``root``, for commands that only read it.

    Attachments that have not changed since the last build are known without reading them.
    """
    from generator.loading import RecordCache  # of which a build has no need so early

    try:
        folder = cache_folder(root, own_cache(root) / "build")
    except BuildFailed:
        return RecordCache()
    remove_oddities(folder)
    records = _records_in(folder, program_version())
    records.known = Digests(Cache(folder / "digests")).known
    return records


def check_content(root: Path, today: date | None = None) -> tuple[Archive | None, list[Problem]]:
    """What could be read of the archive, and all problems; what builds have read need not be read again.

    With a day, what is dated after it is a problem too.
    """
    from generator.pipeline import check_archive

    kept = record_cache(root)
    try:
        found = check_archive(root, kept, today)
    except (ArchiveError, OSError):
        raise
    except Exception:  # what was kept says what the program cannot mean
        return check_archive(root, today=today)
    kept.save()
    return found


def _records_in(cache: Path, version: str) -> RecordCache:
    from generator.loading import RecordCache  # of which a build has no need so early

    return RecordCache(Cache(cache / "records", version, remember=False))
