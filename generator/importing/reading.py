"""Any source file → blocks in reading order; what the file is, is told by its first bytes, not by its name."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from generator.importing.blocks import Document, Doubt, ImportFailed
from generator.importing.converting import text_of_pdf, to_docx
from generator.importing.reading_docx import read_docx
from generator.importing.reading_odt import read_odt
from generator.importing.reading_text import read_lines
from generator.importing.word_package import open_odt
from generator.limits import IMPORT_SIZE
from generator.plain_files import NotPlain, TooLarge, read_below

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PDF = "PDF 里没有段落、分栏和表格的格式，全靠猜测，请逐篇对照原件；有 Word 原件的请改用 Word 导入"
_OTHER_BINARY = {
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"MZ": "程序",
}


def read_document(path: Path, keep_columns: bool = False) -> Document:
    """Read a Word file, a text or a PDF.

    ``keep_columns``: in a PDF keep what stands side by side in one line (for tables); otherwise columns are read one
    after the other. Raises :class:`ImportFailed` when nothing can be read.
    """
    data = _bytes_of(path)
    if data.startswith(_OLE):
        return _read_old_word(path, data)
    if data.startswith(b"PK"):
        if b"opendocument.text" in data[:200] and (members := open_odt(data)) is not None:
            return read_odt(path.name, members)
        return read_docx(path.name, data)
    if data[:1024].lstrip().startswith(b"%PDF"):
        document = read_lines(path.name, text_of_pdf(data, keep_columns).encode("utf-8"), pages=True)
        return replace(document, doubts=(Doubt(1, _PDF), *document.doubts))
    if data.startswith(b"{\\rtf"):
        return read_docx(path.name, to_docx(data, ".rtf"))
    return _read_text(path, data)


def _bytes_of(path: Path) -> bytes:
    try:
        real = Path(os.path.realpath(path))  # whoever names a link means what it leads to
        data = read_below(real.parent, real.name, IMPORT_SIZE.most)
    except TooLarge:
        raise ImportFailed(IMPORT_SIZE.message()) from None
    except NotPlain as error:
        raise ImportFailed(f"这是{error.what}，不是文件，不能导入") from None
    except FileNotFoundError:
        raise ImportFailed("没有这个文件，请检查文件名和文件夹") from None
    except OSError:
        raise ImportFailed("打不开这个文件，可能正被别的程序（如 WPS）占用。请关闭那个程序后再试") from None
    if not data.strip(b"\0\r\n\t "):
        raise ImportFailed("文件是空的，请检查是不是选错了文件")
    return data


def _read_old_word(path: Path, data: bytes) -> Document:
    if _ENCRYPTED in data:
        raise ImportFailed("文件加了密码，读不出来。请在 Word 或 WPS 里输入密码打开，取消密码后另存再导入")
    suffix = path.suffix.lower() if path.suffix.lower() in (".wps", ".doc") else ".doc"
    return read_docx(path.name, to_docx(data, suffix))


def _read_text(path: Path, data: bytes) -> Document:
    for beginning, kind in _OTHER_BINARY.items():
        if data.startswith(beginning):
            raise ImportFailed(f"这是{kind}，不是文稿。可以导入的有 .docx、.odt、.doc、.wps、.pdf、.txt、.md")
    if path.suffix.lower() in (".docx", ".docm", ".doc", ".wps", ".pdf"):
        raise ImportFailed(f"文件名是 {path.suffix}，内容却不是，可能已损坏。请用 Word 或 WPS 打开后另存为 .docx")
    return read_lines(path.name, data)
