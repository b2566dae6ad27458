"""Links in what editors write: what a target means, from the target and the file it stands in alone."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from generator.model.addresses import site_path

_OWN_DISK = re.compile(r"[a-z]:[\\/]|file:", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|[#?]|$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture as written in a file, and the line it stands on."""

    target: str
    line: int
    is_picture: bool = False


def is_on_own_disk(target: str) -> bool:
    """Whether the target is a file on the editor's own computer."""
    return _OWN_DISK.match(target) is not None


def meant_path(path: str, target: str) -> str | None:
    """The path below the site's root that a link in the file ``path`` (``content/…``) means.

    ``../08/02.md`` in ``content/2023/09/01.md`` means ``2023/08/02.md``; ``/2023/08/`` begins at the root. ``None``
    for other sites, and for places on the page itself. A path that leaves the root begins with ``..``.
    """
    if _ELSEWHERE.match(target):
        return None
    name = unquote(re.split("[?#]", target, maxsplit=1)[0])
    folder = "" if name.startswith("/") else posixpath.dirname(site_path(path))
    meant = posixpath.normpath(posixpath.join(folder, name.lstrip("/")))
    if meant == ".":
        return ""
    is_page = not posixpath.splitext(meant)[1]
    return f"{meant}/" if is_page and not meant.startswith("..") else meant


def after_path(target: str) -> str:
    """What follows the path in a target: ``?…`` and ``#…``."""
    found = re.search("[?#]", target)
    return target[found.start() :] if found else ""
