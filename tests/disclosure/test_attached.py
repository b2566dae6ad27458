import io
import zipfile
import zlib

import pytest

from generator.disclosure import ListedWords, attached_findings

TYPES = '<Types><Override ContentType="x"/></Types>'
CORE = "<cp:coreProperties><dc:creator>张三</dc:creator></cp:coreProperties>"
WORD = (
    "<w:document><w:p><w:r><w:t>电话</w:t></w:r></w:p><w:p><w:r><w:t>1380013</w:t></w:r><w:r><w:t>8000</w:t></w:r></w:p>"
    '<w:ins w:id="1"/><w:rPr><w:vanish/></w:rPr></w:document>'
)
SHEET = '<sheetData><row r="1" hidden="1"><c t="s"><v>0</v></c><c><v>1.3800138E10</v></c></row></sheetData>'
BOOK = '<sheets><sheet name="一" state="hidden"/></sheets>'


def zipped(**members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return packed.getvalue()


def pdf(page: bytes) -> bytes:
    return b"%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + zlib.compress(page) + b"\nendstream\n%%EOF"


CASES = {
    "a.txt": ("联系 13800138000\n".encode("gbk"), {"mobile-number"}),
    "a.csv": ("姓名,手机\n张三,13800138000\n".encode(), {"mobile-number"}),
    "a.docx": (
        zipped(**{"[Content_Types].xml": TYPES, "docProps/core.xml": CORE, "word/document.xml": WORD}),
        {"mobile-number", "document-author", "tracked-changes", "hidden-content"},
    ),
    "a.xlsx": (
        zipped(
            **{"xl/workbook.xml": BOOK, "xl/worksheets/sheet1.xml": SHEET, "xl/comments1.xml": "<comment ref='A1'/>"}
        ),
        {"mobile-number", "hidden-content", "document-comments"},
    ),
    "a.pdf": (pdf(b"BT 10 10 Td [(138) -20 (00138000)] TJ ET"), {"mobile-number"}),
    "scan.pdf": (pdf(b"q 10 0 0 10 0 0 cm /Im1 Do Q") + b"<</Subtype /Image>>", {"unread-attachment"}),
    "a.zip": (
        zipped(**{"a.shp": "x", "b.txt": "13800138000", "c.bin": "x"}),
        {"survey-file", "mobile-number", "unread-attachment"},
    ),
    "cut.docx": (b"PK\x03\x04xx", {"unread-attachment"}),
}


@pytest.mark.parametrize("name", CASES)
def test_what_an_attachment_gives_away(name: str) -> None:
    data, codes = CASES[name]
    found = attached_findings(name, data)
    assert {one.code for one in found} == codes
    assert not any("13800138000" in one.message for one in found)


def test_ten_thousand_words_are_looked_for_in_one_go() -> None:
    words = ListedWords([f"词{chr(0x4E00 + place)}语" for place in range(10_000)])
    text = f"近日，词{chr(0x4E00 + 77)}语出现，词不达意。"
    assert [shown for _, _, shown in words.found_in(text)] == ["词*语"]
