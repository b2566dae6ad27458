"""Where sites are built, again and again; what one build can leave to the next is kept here."""

from __future__ import annotations

import gc
import os
import shutil
from importlib import import_module
from pathlib import Path

from generator.building.beside import BesideFailed, beside
from generator.building.result import BuildFailed, Built, Progress, Stores, silent
from generator.building.survey import survey
from generator.building.target import check_target
from generator.building.tree import recover
from generator.cache import Cache
from generator.files import CACHE, cache_folder, locked, remove_leavings
from generator.problems import ArchiveError, Problem

_LOCK = "lock"


class Workshop:
    """Builds the site of the archive below ``root`` in the folder ``site``, and keeps what the next build can use."""

    def __init__(self, root: Path, site: Path, cache: Path | None = None) -> None:
        self._root, self._cache = root, cache or root / CACHE / "build"
        self._site = Path(os.path.realpath(site))
        self._stores: tuple[str, Stores] | None = None

    def build(self, *, clean: bool = False, search: bool = True, progress: Progress = silent) -> Built:
        """Bring the site up to date; with ``clean`` nothing is kept from earlier builds.

        Without ``search`` the search index stays behind until the next build.

        The site is the old one until all went well. Equal content gives equal bytes, whatever was kept. Raises
        :class:`BuildFailed`, and of these :class:`SiteRefused` for a folder that must not be replaced.
        """
        gc.disable()  # what is read stays until the end
        try:
            check_target(self._root, self._site, self._cache)
            with locked(cache_folder(self._cache) / _LOCK, "生成网站") as killed:
                if killed:
                    remove_leavings(self._cache)
                return self._build(clean, search, progress)
        except ArchiveError as error:
            raise BuildFailed(f"内容有误，网站没有更新：\n{error}") from None
        except BesideFailed as error:
            raise BuildFailed(str(error)) from error
        except OSError as error:
            raise BuildFailed(f"读写不了 {error.filename}（{error.strerror}），网站没有更新") from error
        finally:
            gc.enable()

    def _build(self, clean: bool, search: bool, progress: Progress) -> Built:
        if clean:
            self._forget()
        recover(self._site)
        now = os.stat(self._cache / _LOCK).st_mtime_ns  # it was written when the lock was taken
        with beside(lambda: survey(self._root, self._site, self._cache, now)) as surveyed:
            from generator.building.making import make  # most of the program, which takes as long

            import_module("pandas")  # so that scoring need not
        if surveyed.value.unchanged:
            last = surveyed.value.last
            return Built(self._site, [Problem(**one) for one in last.warnings], 0, len(last.keys))
        seen = surveyed.value
        stores = self._stores_for(seen.version)
        return make(self._root, self._site, self._cache, seen, stores, search=search, progress=progress)

    def _forget(self) -> None:
        """Keep nothing but the lock."""
        self._stores = None
        for kept in self._cache.iterdir():
            if kept.is_dir():
                shutil.rmtree(kept, ignore_errors=True)
        (self._cache / "manifest").unlink(missing_ok=True)

    def _stores_for(self, version: str) -> Stores:
        if self._stores is None or self._stores[0] != version:
            stores = Stores(Cache(self._cache / "records", version), Cache(self._cache / "years", version))
            self._stores = version, stores
        return self._stores[1]
