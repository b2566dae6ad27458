"""Everything a site is made from, as digests: the files of the archive, the theme, and the program itself."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import yaml

from generator.cache import Cache
from generator.files import digest
from generator.limits import YAML_SIZE
from generator.model.inputs import SITE_FILE
from generator.plain_files import LARGEST, Below, is_hidden, listing, oddity_at, read_below
from generator.theme import THEME
from generator.yaml_guard import refusal

PACKAGE = Path(__file__).parent.parent
_Status = tuple[int, int, int, int]
_Noted = dict[str, tuple[_Status, str]]
"""Path → status and digest."""

_COARSE = 2_000_000_000
"""Nanoseconds between two times that any disk tells apart."""

_LIBRARIES = ("jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "numpy", "pandas", "pydantic", "pyyaml")


def files_below(folder: Path) -> list[str]:
    """Paths relative to the folder, sorted; hidden files and what Python compiles are left out."""
    found = []
    for parent, subfolders, names in os.walk(folder):
        subfolders[:] = [name for name in subfolders if not is_hidden(name) and name != "__pycache__"]
        below = os.path.relpath(parent, folder).replace(os.sep, "/")
        prefix = "" if below == "." else f"{below}/"
        found += [prefix + name for name in names if not is_hidden(name)]
    return sorted(found)


def _read(root: str, path: str) -> bytes:
    with open(f"{root}/{path}", "rb", buffering=0) as opened:
        return opened.read()


class Digests:
    """Digests of files; one whose size, times and inode are those of before is not read again.

    As git does it: a file that was changed just before ``now``, the time of the disk in ns, may be changed once more
    without any of these telling, so that it is read again the next time.
    """

    def __init__(self, cache: Cache, now: int = 0) -> None:
        self._cache, self._settled = cache, now - _COARSE
        self._stored = cache.get("digests", "", _Noted)
        self._known = self._stored or {}
        self._noted: _Noted = {}

    def below(self, root: Path, folder: str) -> dict[str, str]:
        """Path relative to ``root`` → digest, for every file below ``root/folder``."""
        return self.of(root, [f"{folder}/{path}" for path in files_below(root / folder)])

    def of_archive(self, root: Path, folders: Iterable[str], settings: Iterable[str]) -> dict[str, str]:
        """As :meth:`below`, for what nobody vouches for: what is no plain file is not opened, and has no digest."""
        found = [listing(root, folder) for folder in folders]
        plain = [path for one in found for path in one.files]
        odd = [path for one in found for path in one.odd]
        for path in settings:
            (odd if oddity_at(root / path) else plain).append(path)
        below = Below(root)
        return self.of(root, plain, lambda _, path: below.read(path)) | dict.fromkeys(odd, "")

    def known(self, file: str) -> str:
        """The digest of a file that has not changed; empty where it would have to be read."""
        with suppress(OSError):
            known = self._known.get(file)
            if known and known[0] == _status(os.lstat(file)):
                return known[1]
        return ""

    def of(self, root: Path, paths: Iterable[str], read: Callable[[str, str], bytes] = _read) -> dict[str, str]:
        """Path → digest, for those that can be read."""
        digests, base = {}, os.fspath(root)
        for path in paths:
            with suppress(OSError):
                digests[path] = self._digest(base, path, read)
        return digests

    def save(self) -> None:
        """Cache what is settled; files that were not asked for are forgotten."""
        if self._noted != self._stored:
            self._cache.put("digests", "", self._noted)

    def _digest(self, root: str, path: str, read: Callable[[str, str], bytes]) -> str:
        file = f"{root}/{path}"
        found = os.stat(file)
        known = self._known.get(file)
        if known is None or known[0] != _status(found):
            known = (_status(found), digest(read(root, path)) if found.st_size <= LARGEST else "")
        if max(found.st_mtime_ns, found.st_ctime_ns) < self._settled:
            self._noted[file] = known
        return known[1]


def _status(found: os.stat_result) -> _Status:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def site_folder(root: Path) -> Path:
    """Where ``mkdocs.yml`` has the site put, found without the rest of the program; its faults are told later."""
    try:
        text = read_below(root, SITE_FILE, YAML_SIZE.most).decode()
        settings = None if refusal(text) else yaml.load(text, Loader=yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        settings = None
    folder = settings.get("site_dir") if isinstance(settings, dict) else None
    return root / (folder if isinstance(folder, str) and "\0" not in folder else "site")


def program_version(digests: Digests | None = None) -> str:
    """Changes with any line of the program (not with the theme) and the version of any library it builds with."""
    files = [f"{PACKAGE.name}/{path}" for path in files_below(PACKAGE) if not path.startswith(f"{THEME.name}/")]
    own = (digests or Digests(Cache())).of(PACKAGE.parent, files)
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    return digest(platform.python_version(), *libraries, *(f"{path} {text}" for path, text in own.items()))


def together(digests: dict[str, str], *more: str) -> str:
    """One digest for all."""
    return digest(*more, *(f"{path} {text}" for path, text in sorted(digests.items())))
