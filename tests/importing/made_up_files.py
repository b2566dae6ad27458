"""Word files and other sources for the importer's tests.

Run as a script it makes the files below ``files/`` again (LibreOffice must be installed):
``.venv/bin/python tests/importing/made_up_files.py``
"""

import io
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import pytest
import yaml
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

REPO = Path(__file__).resolve().parents[2]
FILES = Path(__file__).parent / "files"
TABLE = [
    ["县（市、区）", "造林面积（亩）", ""],
    ["", "人工造林", "更新造林"],
    ["阳谷县", "120.5", "300"],
    ["莘县", "80", "96"],
]
SHORT = 150
"""The briefs in the PDF have less text than this: it has to carry its font."""
WITH_EXTRAS = 5
"""The item that has the table and the picture in the Word file."""

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")


@dataclass(frozen=True)
class Printed:
    """An item of ``content/2024/07`` as it would be printed."""

    kind: str
    title: str
    subtitle: str
    paragraphs: list[str]
    credit: str


def printed_items() -> list[Printed]:
    items = []
    for path in sorted((REPO / "content/2024/07").glob("[0-9]*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        values = yaml.safe_load(front)
        units = values["unit"] if isinstance(values["unit"], list) else [values["unit"]]
        names = "/" + " ".join(values["authors"]) if "authors" in values else ""
        credit = f"（{' '.join(units)}{names}）"
        paragraphs = body.strip().split("\n\n")
        items.append(Printed(values["type"], values.get("title", ""), values.get("subtitle", ""), paragraphs, credit))
    return items


def png(width: int = 24, height: int = 16) -> bytes:
    """A small red picture."""
    rows = b"".join(b"\0" + b"\xc8\x28\x1e" * width for _ in range(height))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def _titles(document: docx.document.Document, item: Printed) -> None:
    for text, bold in ((item.title, True), (item.subtitle, False)):
        if text:
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(text).bold = bold


def _extras(document: docx.document.Document) -> None:
    table = document.add_table(len(TABLE), len(TABLE[0]))
    table.style = "Table Grid"
    for row, texts in enumerate(TABLE):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(1, 0)).text = TABLE[0][0]
    table.cell(0, 1).merge(table.cell(0, 2)).text = TABLE[0][1]
    document.add_paragraph().add_run().add_picture(io.BytesIO(png()), width=Cm(4))


def _two_columns(document: docx.document.Document) -> None:
    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = section._sectPr.makeelement(qn("w:cols"), {})
        section._sectPr.append(columns)
    columns.set(qn("w:num"), "2")


def issue_docx(items: list[Printed], extras: bool = True) -> bytes:
    """The issue as an editor would lay it out: titles centred and bold, briefs in two columns."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(12)
    for number, item in enumerate(items, 1):
        if item.kind == "简讯" and (number == 1 or items[number - 2].kind == "信息"):
            _two_columns(document)
        _titles(document, item)
        for place, text in enumerate(item.paragraphs):
            document.add_paragraph(("▲" if item.kind == "简讯" and place == 0 else "") + text)
        if extras and number == WITH_EXTRAS:
            _extras(document)
        document.add_paragraph(item.credit).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return _bytes(document)


def docx_of(*paragraphs: str | tuple[str, str]) -> bytes:
    """A Word file of paragraphs; ``(text, "centred bold heading")`` for looks."""
    document = docx.Document()
    for paragraph in paragraphs:
        text, looks = paragraph if isinstance(paragraph, tuple) else (paragraph, "")
        added = document.add_paragraph(style="Heading 1" if "heading" in looks else None)
        added.add_run(text).bold = True if "bold" in looks else None
        if "centred" in looks:
            added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return _bytes(document)


def docx_with_text_box(text: str, inside: str) -> bytes:
    document = docx.Document()
    run = document.add_paragraph(text).add_run()
    picture, box, content = OxmlElement("w:pict"), OxmlElement("w:p"), OxmlElement("w:txbxContent")
    box.append(OxmlElement("w:r"))
    piece = OxmlElement("w:t")
    piece.text = inside
    box[0].append(piece)
    content.append(box)
    picture.append(content)
    run._r.append(picture)
    return _bytes(document)


def with_members(data: bytes, **changes: bytes) -> bytes:
    """A package with members replaced or added; ``__`` in a name stands for ``/``, ``_dot_`` for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): new for name, new in changes.items()}
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in dict.fromkeys([*source.namelist(), *named]):
            target.writestr(name, named[name] if name in named else source.read(name))
    return result.getvalue()


def scanned_pdf() -> bytes:
    """A PDF of one page that is only a picture."""
    pixels = zlib.compress(b"\xff\x80" * 200)
    content = b"q 500 0 0 700 40 60 cm /I Do Q"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /I 5 0 R >> >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content),
        b"<< /Type /XObject /Subtype /Image /Width 20 /Height 20 /ColorSpace /DeviceGray /BitsPerComponent 8"
        b" /Filter /FlateDecode /Length %d >> stream\n%s\nendstream" % (len(pixels), pixels),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        rows,
        len(data),
    )
    return data + tail


def _bytes(document: docx.document.Document) -> bytes:
    result = io.BytesIO()
    document.save(result)
    return result.getvalue()


def convert(data: bytes, suffix: str, to: str) -> bytes:
    """What LibreOffice makes of a file."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"source{suffix}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = ["soffice", "--headless", profile, "--convert-to", to, "--outdir", f"{folder}/out", str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return next((Path(folder) / "out").iterdir()).read_bytes()


def main() -> None:
    items = printed_items()
    made = issue_docx(items)
    FILES.mkdir(exist_ok=True)
    for name in ("docx", "doc", "rtf"):
        (FILES / f"issue.{name}").write_bytes(convert(made, ".docx", name))
    briefs = [item for item in items if item.kind == "简讯" and sum(map(len, item.paragraphs)) < SHORT]
    short = issue_docx([replace(items[1], paragraphs=items[1].paragraphs[:1]), *briefs[:4]], extras=False)
    (FILES / "short.pdf").write_bytes(convert(short, ".docx", "pdf"))
    (FILES / "scan.pdf").write_bytes(scanned_pdf())


if __name__ == "__main__":
    sys.exit(main())
