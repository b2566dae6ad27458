"""What is not the content's fault: a disk that is full, a file that vanished, a mistake of the program itself."""

from __future__ import annotations

import errno
import os
import platform
import sys
import tempfile
import traceback
from importlib.metadata import version
from pathlib import Path

from generator.files import write_file

_WORDS = {
    errno.ENOSPC: "磁盘满了。请删去不要的文件，腾出空间再试",
    errno.EFBIG: "文件太大，磁盘放不下这么大的文件。请检查内容",
    errno.EDQUOT: "磁盘配额用完了。请删去不要的文件，或请管理员增加配额",
    errno.EROFS: "磁盘是只读的，写不进去。请换一个位置，或请管理员改成可写",
    errno.EACCES: "没有读写的权限。请检查文件和文件夹的权限，关闭正打开它的程序（如 WPS）后再试",
    errno.EPERM: "系统不许这样做。请检查文件和文件夹的权限",
    errno.ENOENT: "文件或文件夹不见了，可能刚被移走或删去。请核对后再试",
    errno.ENOTDIR: "应当是文件夹的地方是一个文件。请核对后再试",
    errno.EISDIR: "应当是文件的地方是一个文件夹。请核对后再试",
    errno.ENAMETOOLONG: "文件名或路径太长。请改短",
    errno.ELOOP: "链接指来指去，没有尽头。请删去这个链接",
    errno.EMFILE: "打开的文件太多。请关闭别的程序后再试",
    errno.ENFILE: "打开的文件太多。请关闭别的程序后再试",
    errno.ENOMEM: "内存不够。请关闭别的程序后再试",
    errno.EIO: "磁盘读写出错，可能坏了，或网络盘断开了。请检查后再试",
    errno.ESTALE: "网络盘断开过。请重新连接后再试",
    errno.EBUSY: "文件正被别的程序占用。请关闭那个程序后再试",
    errno.ETXTBSY: "文件正被别的程序占用。请关闭那个程序后再试",
}
_NO_MEMORY = "内存不够。请关闭别的程序后再试；还是不行的，请看看是不是有特别大的文件"

LOG = "error.log"
"""The name of the file that says where the program stopped."""


def in_words(error: OSError) -> str:
    """What the system said, as a sentence that says what to do."""
    why = _WORDS.get(error.errno or 0, f"系统不让读写（{error.strerror or type(error).__name__}）。请检查磁盘和权限")
    return f"{os.fsdecode(error.filename)}：{why}" if isinstance(error.filename, str | bytes) else why


def told(error: BaseException, folder: Path | None = None) -> str:
    """What to tell a user about an error nobody expected; where it happened is written down in ``folder``.

    Where nothing can be written there, it is in the system's folder for temporary files.
    """
    if isinstance(error, MemoryError):
        return _NO_MEMORY
    if isinstance(error, OSError) and error.errno:
        return f"{in_words(error)}。"
    text = error.report if isinstance(error, Forwarded) else report(error)
    log = _written(text, folder)
    where = f"详情记在 {log}" if log else f"详情如下：\n{text}"
    return (
        f"程序出了意料之外的错误，没有做完；已有的内容和网站没有改动。这不是您的操作有误。\n"
        f"请把下面的文件发给维护程序的人，并说明刚才改了哪个文件（文件里没有稿件内容，也没有密码）。{where}"
    )


def report(error: BaseException) -> str:
    """Which lines of the program were being run; no texts, names or settings of the user.

    What an error says of itself may quote the content, so that only its type is told.
    """
    lines = [
        f"bulletin {version('liaocheng-bulletin')}, {_command()}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()} {platform.machine()}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__ + (f" {seen.errno}" if isinstance(seen, OSError) else ""))
        lines += (
            f"  {'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)[-60:]
        )
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


class Forwarded(Exception):
    """An error of another process, of which only the report is left."""

    def __init__(self, report: str) -> None:
        super().__init__(report)
        self.report = report


def _command() -> str:
    """The command without what was given to it."""
    words = (word for word in sys.argv[1:3] if word.isascii() and word.isalpha())
    return " ".join(words) or "no command"


def _written(text: str, folder: Path | None) -> Path | None:
    for place in (folder, Path(tempfile.gettempdir())):
        if place is None or not place.is_dir():
            continue
        file = place / (LOG if place == folder else f"bulletin-{os.getpid()}-{LOG}")
        try:
            write_file(file, text.encode(), durable=False)
        except OSError:
            continue
        return file
    return None
