"""Files on disk: told apart by digests, written in one step, changed by one command at a time."""

from __future__ import annotations

import errno
import logging
import os
import stat
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import wraps
from hashlib import blake2b
from pathlib import Path
from threading import Timer
from typing import IO, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

CACHE = ".cache/bulletin"
"""Below the archive: all that can be made again, and the locks."""

_ASIDE = ".bulletin-new"
"""How the hidden name of a file ends that is not yet in its place."""

_PATIENCE = 2.0
"""Seconds after which a command says what it waits for."""

LARGEST = 256 * 1024 * 1024
"""Bytes of a file that anything is done with at all."""

_ODD = {
    stat.S_IFLNK: "符号链接",
    stat.S_IFIFO: "命名管道",
    stat.S_IFSOCK: "套接字",
    stat.S_IFCHR: "设备",
    stat.S_IFBLK: "设备",
}
HARD_LINK = "硬链接"
"""What a file is that has a name elsewhere too."""

_SAFE = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"))
_FOLDER = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_BY_FOLDER = os.open in os.supports_dir_fd and os.stat in os.supports_dir_fd

log = logging.getLogger("bulletin")


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
                raise NotPlain(f"{self._root}/{path}", "符号链接") from None
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
            return os.open(f"{self._root}/{path}", os.O_RDONLY | _SAFE)
        folder, _, name = path.rpartition("/")
        if self._held < 0 or folder != self._folder:
            self._enter(folder)
        return os.open(name, os.O_RDONLY | _SAFE, dir_fd=self._held)

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


def digest(*parts: bytes | memoryview | str) -> str:
    """32 hexadecimal digits for all parts together; no two different lists of parts have the same."""
    state = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part  # paths can be of any bytes
        state.update(b"%d:" % len(data))
        state.update(data)
    return state.hexdigest()


def write_file(file: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file so that it is the old one or the new one, whatever happens; ``durable``: also when the power fails.

    Folders above it are made. Two that write the same file at once do not get into each other's way.
    """
    write_files({file: data}, durable=durable)


def write_files(files: Mapping[Path, bytes], *, durable: bool = True) -> None:
    """Write several files as :func:`write_file` does; none gets its name before all are on the disk."""
    aside = {file: file.parent / f".{os.urandom(8).hex()}{_ASIDE}" for file in files}
    try:
        for file, data in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            with aside[file].open("xb") as opened:
                opened.write(data)
                if durable:
                    opened.flush()
                    os.fsync(opened.fileno())
        for file in files:
            os.replace(aside[file], file)
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(file)) from error
    finally:
        for left in aside.values():
            left.unlink(missing_ok=True)


def remove_leavings(folder: Path) -> None:
    """Remove what killed commands have left aside, anywhere below the folder; nobody may be writing there."""
    for left in folder.rglob(f".*{_ASIDE}"):
        left.unlink(missing_ok=True)


@contextmanager
def locked(file: Path, what: str) -> Iterator[bool]:
    """Be the only process in such a block with this file; gives whether the one before was killed in its block.

    A process that was forked in the block holds the lock too, until it ends. The system takes the lock from whoever
    ends, however that happens. After a moment the log says whom one waits for, by ``what`` he said he was doing.
    Systems that cannot lock do not wait.
    """
    try:
        import fcntl
    except ImportError:
        yield False
        return
    with open(_own_file(file), "a+b", buffering=0) as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with _told_after_a_moment(held):
                fcntl.flock(held, fcntl.LOCK_EX)
        killed = bool(os.fstat(held.fileno()).st_size)
        held.truncate(0)
        held.write(f"{os.getpid()} {what}".encode())
        try:
            yield killed
        finally:
            held.truncate(0)


def _own_file(file: Path) -> int:
    """Open a file to write in, which is made where it is not there; never another one that a link leads to."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
    opened = os.open(file, flags | _SAFE, 0o666)
    status = os.fstat(opened)
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        os.close(opened)
        raise NotPlain(os.fspath(file), oddity(status) or HARD_LINK)
    return opened


@contextmanager
def _told_after_a_moment(held: IO[bytes]) -> Iterator[None]:
    timer = Timer(_PATIENCE, lambda: _tell(held))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _tell(held: IO[bytes]) -> None:
    with suppress(OSError, ValueError):  # the wait is over
        holder, _, what = os.pread(held.fileno(), 1000, 0).decode("utf-8", "replace").partition(" ")
        since = time.strftime("%H:%M:%S", time.localtime(os.fstat(held.fileno()).st_mtime))
        if holder != str(os.getpid()):
            who = f"另一个命令（{what}，{since} 开始，进程号 {holder}）" if holder else "另一个命令"
            log.warning("正在等%s结束，然后自动继续。不想等就按 Ctrl+C。", who)


def cache_folder(root: Path, folder: Path) -> Path:
    """Make the folder, for this user alone; git is told to leave it out.

    Raises :class:`NotPlain` where a link leads elsewhere. ``root`` is that of the archive: a link below it was set by
    whoever wrote the content.
    """
    link = link_on_the_way(root, folder)
    if link:
        raise NotPlain(os.fspath(link), oddity(os.lstat(link)))
    folder.mkdir(0o700, parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if oddity_at(ignore):
        ignore.unlink()
    if not ignore.exists():
        write_file(ignore, b"*\n", durable=False)
    return folder


def remove_oddities(folder: Path) -> None:
    """Remove links, pipes and the like below a folder of ours, where nobody needs any."""
    for parent, folders, names in os.walk(folder):
        for place in (Path(parent, name) for name in (*folders, *names)):
            if oddity(os.lstat(place)):
                place.unlink()


@contextmanager
def content_lock(root: Path, what: str) -> Iterator[None]:
    """For whoever reads content and then changes it: nobody else does so meanwhile."""
    with locked(cache_folder(root, root / CACHE) / "content.lock", what) as killed:
        if killed:
            remove_leavings(root / "content")
        yield


def changes_content(
    what: str,
) -> Callable[[Callable[Concatenate[Path, P], T]], Callable[Concatenate[Path, P], T]]:
    """Do the whole function, which is given the root of the archive, within :func:`content_lock`."""

    def changing(work: Callable[Concatenate[Path, P], T]) -> Callable[Concatenate[Path, P], T]:
        @wraps(work)
        def alone(root: Path, /, *args: P.args, **options: P.kwargs) -> T:
            with content_lock(root, what):
                return work(root, *args, **options)

        return alone

    return changing
