"""Everything a site is made from, as digests: the files of the archive, the theme, and the program itself."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

import yaml

from generator.keeping import digest
from generator.theme import THEME

PACKAGE = Path(__file__).parent.parent
_LIBRARIES = ("jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "numpy", "pandas", "pydantic", "pyyaml")


def files_below(folder: Path) -> list[str]:
    """Paths relative to the folder, sorted; hidden files and what Python compiles are left out."""
    found = []
    for parent, subfolders, names in os.walk(folder):
        subfolders[:] = [name for name in subfolders if not name.startswith(".") and name != "__pycache__"]
        below = os.path.relpath(parent, folder).replace(os.sep, "/")
        prefix = "" if below == "." else f"{below}/"
        found += [prefix + name for name in names if not name.startswith((".", "~$"))]
    return sorted(found)


def digests_below(root: Path, folder: str) -> dict[str, str]:
    """Path relative to ``root`` → digest, for every file below ``root/folder``."""
    return digests_of(root, [f"{folder}/{path}" for path in files_below(root / folder)])


def digests_of(root: Path, paths: list[str]) -> dict[str, str]:
    """Path → digest, for those that can be read."""
    digests, base = {}, os.fspath(root)
    for path in paths:
        try:
            with open(f"{base}/{path}", "rb", buffering=0) as file:
                digests[path] = digest(file.read())
        except OSError:
            continue
    return digests


def site_folder(root: Path) -> Path:
    """Where ``mkdocs.yml`` has the site put, found without the rest of the program; its faults are told later."""
    try:
        settings = yaml.load((root / "mkdocs.yml").read_bytes(), Loader=yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        settings = None
    folder = settings.get("site_dir") if isinstance(settings, dict) else None
    return root / (folder if isinstance(folder, str) else "site")


def program_version() -> str:
    """Changes with any line of the program (not with the theme) and the version of any library it builds with."""
    files = [f"{PACKAGE.name}/{path}" for path in files_below(PACKAGE) if not path.startswith(f"{THEME.name}/")]
    own = digests_of(PACKAGE.parent, files)
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    return digest(platform.python_version(), *libraries, *(f"{path} {text}" for path, text in own.items()))


def together(digests: dict[str, str], *more: str) -> str:
    """One digest for all."""
    return digest(*more, *(f"{path} {text}" for path, text in sorted(digests.items())))
