"""What stands on the disk, and reading of it only what is a plain file: no link is followed, nothing is waited for."""

from __future__ import annotations

import errno
import os
import stat
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from generator.limits import ATTACHMENT_SIZE

LARGEST = ATTACHMENT_SIZE.most
"""Bytes of a file that anything is done with at all."""

SYMBOLIC_LINK = "符号链接"
"""What a link is called."""

_ODD = {
    stat.S_IFLNK: SYMBOLIC_LINK,
    stat.S_IFIFO: "命名管道",
    stat.S_IFSOCK: "套接字",
    stat.S_IFCHR: "设备",
    stat.S_IFBLK: "设备",
}

HARD_LINK = "硬链接"
"""What a file is that has a name elsewhere too."""

OPENED_SAFELY = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"))
"""Flags with which opening follows no link and waits for nothing."""

_FOLDER = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)

_BY_FOLDER = os.open in os.supports_dir_fd and os.stat in os.supports_dir_fd


class NotPlain(OSError):
    """Something else stands where a plain file or folder should be: ``what``, in Chinese."""

    def __init__(self, file: str, what: str) -> None:
        super().__init__(errno.EINVAL, f"那里是{what}，不会跟过去读写。请删去它", file)
        self.what = what


class TooLarge(OSError):
    """The file has more bytes than the reader takes."""

    def __init__(self, file: str) -> None:
        super().__init__(errno.EFBIG, "文件太大", file)


@dataclass(slots=True)
class Listing:
    """What stands below a folder: paths of plain files, sorted, and path → what else it is, in Chinese."""

    files: list[str] = field(default_factory=list)
    odd: dict[str, str] = field(default_factory=dict)


def is_hidden(name: str) -> bool:
    """Whether a file or folder is a program's own affair: ``.git``, and ``~$…`` which Word leaves while it is open."""
    return name.startswith((".", "~$"))


def oddity(status: os.stat_result) -> str:
    """What it is that is neither a plain file nor a folder, in Chinese; empty for these two."""
    kind = stat.S_IFMT(status.st_mode)
    return "" if kind in (stat.S_IFREG, stat.S_IFDIR) else _ODD.get(kind, "特殊文件")


def oddity_at(file: Path) -> str:
    """As :func:`oddity` for what stands there, a hard link included; empty also where nothing is."""
    try:
        status = os.lstat(file)
    except OSError:
        return ""
    return oddity(status) or (HARD_LINK if stat.S_ISREG(status.st_mode) and status.st_nlink > 1 else "")


def listing(root: Path, folder: str, failed: Callable[[OSError], None] | None = None) -> Listing:
    """What stands below ``root/folder``, as paths below ``root``; nothing is opened and no link followed.

    Hidden files and folders are left out. A plain file that has a name outside the folder too is odd. Where the
    folder itself is odd there is nothing else.
    """
    found = Listing()
    what = oddity_at(root / folder)
    if what:
        found.odd[folder] = what
        return found
    named: dict[tuple[int, int], list[str]] = defaultdict(list)
    wanted: dict[tuple[int, int], int] = {}
    pending = [folder] if os.path.lexists(root / folder) else []
    while pending:
        below = pending.pop()
        try:
            entries = list(os.scandir(f"{root}/{below}"))
        except OSError as error:
            if failed:
                failed(error)
            continue
        for entry in entries:
            path = f"{below}/{entry.name}"
            if is_hidden(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(path)
            elif not entry.is_file(follow_symlinks=False):
                found.odd[path] = oddity(entry.stat(follow_symlinks=False))
            else:
                found.files.append(path)
                status = entry.stat(follow_symlinks=False)
                if status.st_nlink > 1:
                    named[status.st_dev, status.st_ino].append(path)
                    wanted[status.st_dev, status.st_ino] = status.st_nlink
    elsewhere = [path for inode, paths in named.items() if len(paths) < wanted[inode] for path in paths]
    found.odd |= dict.fromkeys(elsewhere, HARD_LINK)
    found.files = sorted(set(found.files) - set(elsewhere))
    return found


class Below:
    """Reads plain files below ``root``: no link there is followed, and nothing waited for.

    It goes from folder to folder, so that none can be exchanged for a link to another on the way; the last one is
    held open, as those who read many files read them in order.
    """

    def __init__(self, root: Path | str) -> None:
        self._root = os.fspath(root)
        self._folder, self._held = "", -1

    def read(self, path: str, largest: int = LARGEST) -> bytes:
        """The bytes of a file. Raises :class:`NotPlain`, :class:`TooLarge` and other kinds of :class:`OSError`."""
        try:
            opened = self._open(path)
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise NotPlain(f"{self._root}/{path}", SYMBOLIC_LINK) from None
            raise OSError(error.errno, error.strerror, f"{self._root}/{path}") from None
        try:
            status = os.fstat(opened)
            if not stat.S_ISREG(status.st_mode):
                raise NotPlain(f"{self._root}/{path}", oddity(status) or "文件夹")
            return self._all(opened, status.st_size, path, largest)
        finally:
            os.close(opened)

    def _all(self, opened: int, size: int, path: str, largest: int) -> bytes:
        parts = []
        while size <= largest:
            part = os.read(opened, size + 1)
            parts.append(part)
            if len(part) <= size:  # there was no more
                return b"".join(parts) if len(parts) > 1 else part
            size = sum(map(len, parts))  # it grew meanwhile
        raise TooLarge(f"{self._root}/{path}")

    def _open(self, path: str) -> int:
        if not _BY_FOLDER:
            if oddity(os.lstat(f"{self._root}/{path}")):
                raise OSError(errno.ELOOP, "", path)
            return os.open(f"{self._root}/{path}", os.O_RDONLY | OPENED_SAFELY)
        folder, _, name = path.rpartition("/")
        if self._held < 0 or folder != self._folder:
            self._enter(folder)
        return os.open(name, os.O_RDONLY | OPENED_SAFELY, dir_fd=self._held)

    def _enter(self, folder: str) -> None:
        self.close()
        self._held = os.open(self._root, os.O_RDONLY | _FOLDER)
        for name in folder.split("/") if folder else ():
            outer = self._held
            try:
                self._held = os.open(name, os.O_RDONLY | _FOLDER | os.O_NOFOLLOW, dir_fd=outer)
            except OSError:
                self._held = -1
                raise
            finally:
                os.close(outer)
        self._folder = folder

    def close(self) -> None:
        """Let go of the last folder."""
        if self._held >= 0:
            os.close(self._held)
        self._held = -1

    __del__ = close


def read_below(root: Path | str, path: str, largest: int = LARGEST) -> bytes:
    """As :meth:`Below.read`, for one file."""
    return Below(root).read(path, largest)


def link_on_the_way(root: Path, place: Path) -> Path | None:
    """The first symbolic link (or other oddity) from below ``root`` to ``place``; ``None`` where there is none."""
    top, place = os.path.realpath(root), Path(os.path.abspath(place))
    steps = [*reversed(place.parents), place]
    inside = next((at for at, step in enumerate(steps) if os.path.realpath(step) == top), len(steps))
    return next((step for step in steps[inside + 1 :] if os.path.lexists(step) and oddity(os.lstat(step))), None)
