"""Files to attach, of every kind that may be: right ones, made here, each with a hidden note where the kind has any."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from docx import Document
from PIL import Image, PngImagePlugin

NOTE = "37.0.0.1 SECRET-OF-THE-CAMERA"
"""What no published picture may say."""


def picture(form: str, size: tuple[int, int] = (48, 32), mode: str = "RGB", **options: Any) -> bytes:
    """A picture whose upper left corner is white and the rest red to black."""
    drawn = Image.linear_gradient("L").resize(size).convert("RGB")
    drawn = Image.merge("RGB", (drawn.getchannel(0), Image.new("L", size), Image.new("L", size)))
    drawn.paste((255, 255, 255), (0, 0, size[0] // 3, size[1] // 3))
    packed = io.BytesIO()
    drawn.convert(mode).save(packed, form, **options)
    return packed.getvalue()


def exif(turn: int = 1) -> bytes:
    """What a camera notes: the place, the maker, and which way up."""
    notes = Image.Exif()
    notes[0x010F], notes[0x0112] = NOTE, turn
    notes.get_ifd(0x8825)[0x1D] = NOTE
    return notes.tobytes()


def chunk(name: bytes, body: bytes) -> bytes:
    """A part of a PNG picture."""
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def noted_jpeg(turn: int = 1, **options: Any) -> bytes:
    """With Exif, XMP and a comment, and something after its end."""
    data = picture("JPEG", exif=exif(turn), comment=NOTE.encode(), quality=90, **options)
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + NOTE.encode() + b"</x:xmpmeta>"
    return data[:2] + b"\xff\xe1" + (len(xmp) + 2).to_bytes(2, "big") + xmp + data[2:] + NOTE.encode()


def noted_png(turn: int = 1) -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", NOTE)
    texts.add_itxt("XML:com.adobe.xmp", f"<x>{NOTE}</x>")
    return picture("PNG", pnginfo=texts, exif=exif(turn)) + NOTE.encode()


def noted_webp(turn: int = 1, **options: Any) -> bytes:
    return picture("WEBP", exif=exif(turn), xmp=f"<x>{NOTE}</x>".encode(), **options) + NOTE.encode()


def noted_gif() -> bytes:
    return picture("GIF", comment=NOTE.encode()) + NOTE.encode()


def moving(form: str) -> bytes:
    """Three frames, over and over."""
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "green", "blue")]
    packed = io.BytesIO()
    frames[0].save(packed, form, save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=0)
    return packed.getvalue()


def pdf(more: bytes = b"") -> bytes:
    """A page with nothing on it; ``more`` are further objects."""
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\n"
        + more
        + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n0\n%%EOF\n"
    )


def packed_object(text: bytes, head: bytes = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>") -> bytes:
    """An object in a stream of objects."""
    return b"9 0 obj\n" + head + b"\nstream\n" + zlib.compress(b"7 0 " + text) + b"\nendstream\nendobj\n"


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def docx() -> bytes:
    packed = io.BytesIO()
    document = Document()
    document.add_paragraph("正文")
    document.save(packed)
    return packed.getvalue()


def office(main: str, more: Mapping[str, bytes | str] | None = None, types: str = "<Types/>") -> bytes:
    return zipped({"[Content_Types].xml": types, "_rels/.rels": "<Relationships/>", main: "<x/>"} | dict(more or {}))


RIGHT = {
    "会场.jpg": noted_jpeg(),
    "会场.jpeg": noted_jpeg(),
    "图.png": noted_png(),
    "图.webp": noted_webp(),
    "图.gif": noted_gif(),
    "方案.pdf": pdf(),
    "附件.docx": docx(),
    "表.xlsx": office("xl/workbook.xml"),
    "讲稿.pptx": office("ppt/presentation.xml"),
    "表.csv": "单位,篇数\n阳谷局,-3\n".encode("gb18030"),
    "说明.txt": "说明：a < b，<5%。\r\n".encode(),
    "材料.zip": zipped({"文件夹/说明.txt": "x", "方案.pdf": pdf()}),
}
"""Name → content of one file of every kind."""
