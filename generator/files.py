"""Files on disk: told apart by digests, written in one step, changed by one command at a time."""

from __future__ import annotations

import logging
import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
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

_CAREFULLY = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_PATIENCE = 2.0
"""Seconds after which a command says what it waits for."""

log = logging.getLogger("bulletin")


def is_hidden(name: str) -> bool:
    """Whether a file or folder is a program's own affair: ``.git``, and ``~$…`` which Word leaves while it is open."""
    return name.startswith((".", "~$"))


def digest(*parts: bytes | memoryview | str) -> str:
    """32 hexadecimal digits for all parts together; no two different lists of parts have the same."""
    state = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part  # paths can be of any bytes
        state.update(b"%d:" % len(data))
        state.update(data)
    return state.hexdigest()


def read_regular(file: Path, most: int) -> bytes:
    """The bytes of a file; none when it is no regular one, cannot be read, or has more than ``most``.

    A symbolic link is not followed, and a pipe not waited for.
    """
    with suppress(OSError), open(os.open(file, os.O_RDONLY | _CAREFULLY), "rb", buffering=0) as opened:
        status = os.fstat(opened.fileno())
        if stat.S_ISREG(status.st_mode) and status.st_size <= most:
            return opened.read(most)
    return b""


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
    with open(os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT | _CAREFULLY, 0o666), "a+b", buffering=0) as held:
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


def cache_folder(folder: Path) -> Path:
    """Make the folder, for this user alone; git is told to leave it out."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(0o700, exist_ok=True)
    if not (folder / ".gitignore").exists():
        write_file(folder / ".gitignore", b"*\n", durable=False)
    return folder


@contextmanager
def content_lock(root: Path, what: str) -> Iterator[None]:
    """For whoever reads content and then changes it: nobody else does so meanwhile."""
    with locked(cache_folder(root / CACHE) / "content.lock", what) as killed:
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
