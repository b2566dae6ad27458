"""PDF files: nothing in them that runs, sends or starts something, also where it is packed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import islice

from generator.attachments import text_files
from generator.attachments.unfit import Unfit

_MOST_PACKED = 100 * 1024 * 1024
_LARGEST_PACKED = 8 * 1024 * 1024
_LONGEST_HEAD = 64 * 1024
_MOST_NAMES = 5_000_000
_MOST_TRIES = 5
_STREAM = re.compile(rb"stream\r?\n")


def _name(word: str) -> bytes:
    """A pattern for a name of PDF, each letter of which may be written as ``#41``."""
    letters = "".join(f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in word)
    return rf"/{letters}(?![A-Za-z0-9#])".encode()


_RUNS = re.compile(
    b"|".join(
        _name(word) for word in ("JavaScript", "Launch", "RichMedia", "Rendition", "SubmitForm", "ImportData", "GoToE")
    )
)
_FILES = re.compile(_name("EmbeddedFile") + b"|" + _name("EmbeddedFiles"))
_PACKED, _ENCRYPTED = re.compile(_name("ObjStm")), re.compile(_name("Encrypt"))


def examine(data: bytes) -> Iterator[str]:
    """Refuse scripts, programs and forms that send; tell of files within the file."""
    if b"%%EOF" not in data[-4096:]:
        raise Unfit("PDF 不完整，末尾缺了一段。请重新取一份原件，或用 WPS 另存为 PDF")
    if data.count(b"/") > _MOST_NAMES:
        raise _strange()
    if text_files.is_page(data):
        raise Unfit("PDF 里夹带了网页的代码，不能放在网站上。请用 WPS 打开，另存为 PDF")
    parts = [data, *_packed(data)]
    if any(_RUNS.search(part) for part in parts):
        raise Unfit(
            "PDF 里有会自己运行的内容（脚本、程序、多媒体或会外传的表单），不能放在网站上。"
            "请用 WPS 打开，“打印”或“另存为”一份普通的 PDF"
        )
    if any(_FILES.search(part) for part in parts):
        yield "PDF 里还带着别的文件，读者能取出来。请核对是否都要公开；不要的，请用 WPS 去掉附件，另存一份"


def _packed(data: bytes) -> Iterator[bytes]:
    """The packed objects, unpacked."""
    left, done, locked = _MOST_PACKED, -1, bool(_ENCRYPTED.search(data))
    for found in _PACKED.finditer(data):
        if found.start() < done:  # within a stream that has been unpacked
            continue
        if locked:
            raise Unfit("PDF 加了密码或限制了权限，里面无法检查。请取消密码和限制，另存一份")
        inner, read, done = _unpacked(data, found.end())
        left -= read + len(inner)
        if left < 0:
            raise _strange()
        yield inner


def _unpacked(data: bytes, start: int) -> tuple[bytes, int, int]:
    """The next stream, packed in the usual way and with objects; how many bytes were read; where it begins."""
    for found in islice(_STREAM.finditer(data, start, start + _LONGEST_HEAD), _MOST_TRIES):
        machine = zlib.decompressobj()
        packed = memoryview(data)[found.end() : found.end() + _LARGEST_PACKED]
        try:
            inner = machine.decompress(packed, _LARGEST_PACKED)
        except zlib.error:
            continue
        if machine.eof and inner[:20].lstrip()[:1].isdigit():
            return inner, len(packed) - len(machine.unused_data), found.end()
    raise _strange()


def _strange() -> Unfit:
    return Unfit("PDF 的内部写法很少见，里面无法检查。请用 WPS 打开，另存为 PDF")
