"""What may be attached, as one table: endings, how the content is known, what is looked at, what is published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Literal

from generator.attachments import gif, jpeg, office_files, pdf, png, text_files, webp, zips
from generator.attachments.unfit import Unfit


@dataclass(frozen=True, slots=True)
class AttachmentKind:
    """A kind of file that a text may link."""

    word: str
    """What editors call it."""
    endings: tuple[str, ...]
    limit: Literal["picture", "document"]
    """Which of the two limits of size in the settings holds."""
    begins: tuple[bytes, ...]
    """How its content begins; empty for text, which has no mark."""
    examine: Callable[[bytes], Iterator[str]]
    """Gives what an editor should know, and raises :class:`Unfit`."""
    for_site: Callable[[bytes], bytes] | None = None
    """What is published; ``None``: the file as it is."""


def _picture(made: Callable[[bytes], bytes], data: bytes) -> Iterator[str]:
    """A picture is right when its published form can be made."""
    made(data)
    return iter(())


def _kind_of_picture(
    word: str, endings: tuple[str, ...], begins: tuple[bytes, ...], made: Callable[[bytes], bytes]
) -> AttachmentKind:
    return AttachmentKind(word, endings, "picture", begins, partial(_picture, made), made)


def _kind_of_document(
    word: str, ending: str, begins: tuple[bytes, ...], look: Callable[[bytes], Iterator[str]]
) -> AttachmentKind:
    return AttachmentKind(word, (ending,), "document", begins, look)


_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_KINDS = (
    _kind_of_picture("JPEG 图片", (".jpg", ".jpeg"), (b"\xff\xd8\xff",), jpeg.for_site),
    _kind_of_picture("PNG 图片", (".png",), (b"\x89PNG\r\n\x1a\n",), png.for_site),
    _kind_of_picture("WebP 图片", (".webp",), (b"RIFF",), webp.for_site),
    _kind_of_picture("GIF 图片", (".gif",), (b"GIF87a", b"GIF89a"), gif.for_site),
    _kind_of_document("PDF 文件", ".pdf", (b"%PDF-",), pdf.examine),
    _kind_of_document("Word 文件", ".docx", _ZIP, partial(office_files.examine, "word/document.xml")),
    _kind_of_document("Excel 文件", ".xlsx", _ZIP, partial(office_files.examine, "xl/workbook.xml")),
    _kind_of_document("PowerPoint 文件", ".pptx", _ZIP, partial(office_files.examine, "ppt/presentation.xml")),
    _kind_of_document("CSV 表", ".csv", (), text_files.examine_table),
    _kind_of_document("文本文件", ".txt", (), text_files.examine),
    _kind_of_document("压缩文件", ".zip", _ZIP, zips.examine),
)
ATTACHMENTS = {ending: kind for kind in _KINDS for ending in kind.endings}
"""Ending → kind, in the order in which editors are told of them."""

_PROGRAM = "程序，不能放在网站上，请删去"
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "旧格式的或加了密码的 Office 文件，请用 WPS 打开，取消密码，另存为 .docx、.xlsx 或 .pptx",
    b"MZ": _PROGRAM,
    b"\x7fELF": _PROGRAM,
    b"Rar!": "RAR 压缩文件，请改用 .zip",
    b"7z\xbc\xaf": "7z 压缩文件，请改用 .zip",
    b"BM": "BMP 图片，请另存为 .png 或 .jpg",
    b"II*\0": "TIFF 图片，请另存为 .png 或 .jpg",
    b"MM\0*": "TIFF 图片，请另存为 .png 或 .jpg",
    b"{\\rtf": "RTF 文件，请另存为 .docx",
}
"""Beginnings of what cannot be attached → what it is and what to do."""


def attachment_kind(path: str) -> AttachmentKind | None:
    """The kind that the name of a file says; ``None`` where such files cannot be attached."""
    return ATTACHMENTS.get(PurePosixPath(path).suffix.lower())


def examine(path: str, data: bytes) -> list[str]:
    """What an editor should know of an attachment; :class:`Unfit` where it is not what its name says, or harmful."""
    kind = ATTACHMENTS[PurePosixPath(path).suffix.lower()]
    if not data:
        raise Unfit("文件是空的。请换上原件，或删去文件和链接")
    if kind.begins and not data.startswith(kind.begins):
        raise Unfit(f"内容不是“{kind.word}”{_really(data, kind)}")
    if not kind.begins and (b"\0" in data[:1024] or data.startswith((b"%PDF-", b"GIF8", b"{\\rtf"))) and _other(data):
        raise Unfit(f"内容不是“{kind.word}”，{_other(data)}")
    return list(kind.examine(data))


def for_site(path: str, data: bytes) -> bytes:
    """What is published of an attachment that has been examined."""
    kind = ATTACHMENTS[PurePosixPath(path).suffix.lower()]
    return kind.for_site(data) if kind.for_site else data


def _really(data: bytes, kind: AttachmentKind) -> str:
    """What it is instead, as the end of a sentence."""
    if text_files.runs(data):
        return "，而是网页或程序的代码，不能放在网站上。请换上原件，或删去"
    return (
        f"，{_other(data)}" if _other(data) else f"，或者已经损坏。请用能打开它的程序另存为 {kind.endings[0]}，再放进来"
    )


def _other(data: bytes) -> str:
    found = next((what for begin, what in _OTHERS.items() if data.startswith(begin)), "")
    if found:
        return f"而是{found}"
    if data[4:8] == b"ftyp":
        return "而是手机的 HEIC 图片或录像。图片请另存为 .jpg"
    kinds = [kind for kind in _KINDS if kind.begins and data.startswith(kind.begins)]
    return f"而是{kinds[-1].word}。请把文件名的结尾改成 {kinds[-1].endings[0]}，链接也一起改" if kinds else ""
