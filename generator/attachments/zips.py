"""Archives of files: a list of contents that can be trusted, nothing that unpacks without end, nothing that runs."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from generator.attachments.unfit import Unfit

_LARGEST = 1024 * 1024 * 1024
_FREE = 20 * 1024 * 1024
"""Below this size the ratio does not matter."""
_HIGHEST_RATIO = 200
_MOST_MEMBERS = 5000
_LARGEST_LIST = 4 * 1024 * 1024
_END = struct.Struct("<4s4H2LH")
_PROGRAM = re.compile(
    r".*\.(?:exe|com|scr|pif|msi|dll|cpl|bat|cmd|ps1|vb[se]|jse?|ws[fh]|hta|lnk|reg|jar|sh|apk|app|iso|img"
    r"|do[ct]m|xl[st]m|xlam|p[op]tm|ppam)[. ]*",
    re.IGNORECASE | re.DOTALL,
)
_PACKED = re.compile(r".*\.(?:zip|rar|7z|t?gz|bz2|xz|tar|cab)[. ]*", re.IGNORECASE | re.DOTALL)
_OUTSIDE = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|^[A-Za-z]:|[\0-\x1f]")


def damaged() -> Unfit:
    """What is said of an archive that is none, or not from its first byte to its last."""
    return Unfit("文件已损坏，或前后夹带了别的内容，打不开。请用能打开它的程序另存一份，再放进来")


def examine(data: bytes) -> Iterator[str]:
    """Refuse bombs, tricks with paths, programs, and archives in archives, into which nobody looks."""
    with opened(data) as archive:
        for info in archive.infolist():
            if _PROGRAM.fullmatch(info.filename):
                raise Unfit(f"压缩文件里有程序“{_shown(info)}”，不能放在网站上。请去掉它，重新压缩")
            if _PACKED.fullmatch(info.filename):
                raise Unfit(f"压缩文件里又有压缩文件“{_shown(info)}”，里面无法检查。请把其中的文件直接压缩在一起")
    return iter(())


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive, once its list of contents is known to be harmless; nothing is unpacked."""
    _check_end(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, struct.error):
        raise damaged() from None
    _check_list(archive.infolist(), len(data))
    return archive


def _check_list(infos: list[zipfile.ZipInfo], length: int) -> None:
    size, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if size > _LARGEST or packed > length or (size > _FREE and size > packed * _HIGHEST_RATIO):
        raise Unfit(f"解开以后大得不合理（{size // 2**20} MB），可能是恶意文件。请核对来源，重新压缩")
    if len(infos) > _MOST_MEMBERS:
        raise Unfit(f"里面有 {len(infos)} 个文件，超过 {_MOST_MEMBERS} 个。请分成几个压缩文件")
    if any(info.flag_bits & 1 for info in infos):
        raise Unfit("加了密码，里面无法检查。请取消密码，重新压缩")
    for info in infos:
        if _OUTSIDE.search(info.filename.replace("\\", "/")) or info.external_attr >> 28 == 0xA:  # a symbolic link
            raise Unfit(f"里面的“{_shown(info)}”会解到别的文件夹去，可能是恶意文件。请核对来源，重新压缩")


def part(archive: zipfile.ZipFile, name: str, largest: int) -> bytes:
    """One file of it, unpacked; :class:`Unfit` where it has more bytes than ``largest``."""
    try:
        with archive.open(name) as stream:
            found = stream.read(largest + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise damaged() from None
    if len(found) > largest:
        raise Unfit("里面的目录大得不合理，可能是恶意文件。请核对来源，另存一份")
    return found


def _check_end(data: bytes) -> None:
    """The file is an archive from its first byte to its last, and its list is short enough to be read."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65557))
    if at < 0 or len(data) < at + 22:
        raise damaged()
    _, _, _, _, count, size, start, comment = _END.unpack_from(data, at)
    if data[max(0, at - 20) : at].startswith(b"PK\x06\x07") or count == 0xFFFF or size > _LARGEST_LIST:
        raise Unfit(f"里面的文件太多，超过 {_MOST_MEMBERS} 个。请分成几个压缩文件")
    if at + 22 + comment != len(data) or start + size != at:
        raise damaged()


def _shown(info: zipfile.ZipInfo) -> str:
    return info.filename[:60]
