"""A site that is built again and again, and clean ones to hold it against."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

from building.small_archive import Files, snapshot, write

from generator.building import Builder, BuildFailed
from generator.files import digest

Outcome = Files | str
"""The files of a site, or why there is none."""


class CleanBuilds:
    """Builds from nothing, each in a folder of its own; only the rendered theme of equal settings is shared."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._count = folder, 0
        self._known: dict[str, Outcome] = {}

    def of(self, files: Files) -> Outcome:
        key = digest(*(part for path in sorted(files) for part in (path, files[path])))
        if key not in self._known:
            self._known[key] = self._build(files)
        return self._known[key]

    def _build(self, files: Files) -> Outcome:
        self._count += 1
        own = self._folder / str(self._count)
        theme = self._folder / "themes" / _look(files)
        (own / "root").mkdir(parents=True)
        write(own / "root", files)
        if theme.exists():
            shutil.copytree(theme, own / "cache" / "theme")
        try:
            Builder(own / "root", own / "site", own / "cache").build()
            if not theme.exists():
                shutil.copytree(own / "cache" / "theme", theme)
            return snapshot(own / "site")
        except BuildFailed as error:
            return _said(error, own)
        finally:
            shutil.rmtree(own)


def _look(files: Files) -> str:
    return digest(*(part for path in sorted(files) if "content/" not in path for part in (path, files[path])))


def build(builder: Builder, site: Path) -> Outcome:
    try:
        builder.build()
    except BuildFailed as error:
        return _said(error, site.parent)
    return snapshot(site)


def _said(error: BuildFailed, folder: Path) -> str:
    return str(error).replace(str(folder), "")


def in_a_process(work: Callable[[], object]) -> int:
    """Do it in a process of its own; how that ended, as :func:`os.waitstatus_to_exitcode` says it."""
    process = os.fork()
    if process == 0:
        try:
            os.setsid()  # so that whoever kills it kills what it has started too
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def kill_myself() -> None:
    os.killpg(0, signal.SIGKILL)
