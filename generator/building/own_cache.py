"""The folder that builds keep things in: read only where nobody but this user can have put anything.

What lies there goes into the site. Git brings files from others, and so does whoever may write into the folder.
"""

from __future__ import annotations

import logging
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from generator.building.result import BuildFailed
from generator.files import CACHE, cache_folder, digest
from generator.plain_files import link_on_the_way, read_below

_MARKS = (b"cache/bulletin/", b".kept\0")
"""One of them is in the index of any repository that tracks what is kept; in one that joins paths at least the last."""

log = logging.getLogger("bulletin")


def own_cache(root: Path) -> Path:
    """The archive's folder for what can be made again, which is there now if it can be.

    Where others may have written into it, that is told, and it is another one outside the archive. Raises
    :class:`BuildFailed` when others may have written there too.
    """
    folder = root / CACHE
    if link_on_the_way(root, folder):
        return folder  # which :func:`cache_folder` refuses
    told = _distrusted(folder) or _tracked(root)
    if told:
        log.warning("缓存文件夹 %s %s。这一次没有用它，其余照常。", CACHE, told)
        folder = Path(tempfile.gettempdir(), f"bulletin-{digest(os.fspath(root))[:16]}-{_user()}")
        if _distrusted(folder):
            raise BuildFailed(f"缓存只好放在 {folder}，而那里别的用户也可能写过。请删去它")
    with suppress(OSError):  # where nothing can be written, nothing is kept
        cache_folder(root, folder).chmod(0o700)
    return folder


def _distrusted(folder: Path) -> str:
    """Why the folder is not this user's alone, and what to do; nothing where it is, or where it is not there yet."""
    remedy = "请删去它（里面都能重新生成）"
    try:
        status = os.lstat(folder)
    except OSError:
        return ""
    if not stat.S_ISDIR(status.st_mode):
        return f"不是真的文件夹，{remedy}"
    if os.name == "posix" and status.st_uid != _user():
        return f"是别的用户的，{remedy}"
    if os.name == "posix" and status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return f"别的用户也能写，{remedy}"
    return ""


def _user() -> int:
    return os.geteuid() if hasattr(os, "geteuid") else 0


def _tracked(root: Path) -> str:
    """What to do when Git tracks the archive's cache, or cannot be asked; nothing where it does not."""
    if not any(mark in index for index in _indexes(root) for mark in _MARKS):
        return ""
    from generator.loading.git import git  # with which comes much that is seldom needed here

    if git(root, "ls-files", "-z", "--", CACHE) != b"":
        return "被 Git 收进了版本库，里面可能是别人的东西，请运行 git rm -r --cached .cache 再提交"
    return ""


def _indexes(root: Path) -> Iterator[bytes]:
    """Git's lists of the files it tracks, in the repository that the archive is in."""
    for parent in (root, *root.parents):
        found = parent / ".git"
        if found.is_file():  # of a further work tree: says where it is
            found = parent / os.fsdecode(_bytes_of(found).removeprefix(b"gitdir:").strip())
        if found.is_dir():
            for index in (found / "index", *found.glob("sharedindex.*")):
                yield _bytes_of(index)
            return


def _bytes_of(file: Path) -> bytes:
    try:
        return read_below(file.parent, file.name)
    except OSError:
        return b""
