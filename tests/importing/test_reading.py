"""Reading: encodings, Word files of all ages, and what is no document at all."""

import io
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from importing.made_up_files import (
    FILES,
    convert,
    docx_of,
    docx_with_text_box,
    issue_docx,
    needs_office,
    needs_poppler,
    printed_items,
    scanned_pdf,
    with_members,
)

from generator.importing.blocks import Document, ImportFailed, Paragraph, TableBlock
from generator.importing.reading import read_document

SENTENCES = "近日，市局召开会议，部署耕地保护工作。\n（综合科）\n"


def read(folder: Path, name: str, data: bytes) -> Document:
    (folder / name).write_bytes(data)
    return read_document(folder / name)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and block.text]


def failure(folder: Path, name: str, data: bytes) -> str:
    with pytest.raises(ImportFailed) as failed:
        read(folder, name, data)
    return str(failed.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_texts_in_every_usual_encoding(tmp_path: Path, encoding: str, line_end: str):
    text = (SENTENCES * 5).replace("\n", line_end)
    document = read(tmp_path, "a.txt", text.encode(encoding))
    assert texts(document) == SENTENCES.split("\n")[:2] * 5
    assert not document.doubts


def test_a_text_torn_in_half_a_character(tmp_path: Path):
    document = read(tmp_path, "a.txt", SENTENCES.encode()[:-6])
    assert document.doubts[-1].message == "文件在半个字处断了，末尾可能缺了内容，请对照原件"


def test_a_few_broken_characters_are_pointed_out(tmp_path: Path):
    data = (SENTENCES * 20).encode()
    document = read(tmp_path, "a.txt", data[:4] + data[5:])
    assert [doubt.line for doubt in document.doubts] == [1]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "文件是空的"),
        (b"\0" * 100, "文件是空的"),
        (bytes(range(256)) * 8, "认不出文字编码"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "这是图片，不是文稿"),
        (b"PK\x03\x04" + bytes(60), "Word 文件已损坏"),
        (b"%PDF-1.7 torn", "PDF 打不开"),
    ],
)
@needs_poppler
def test_what_is_no_document(tmp_path: Path, data: bytes, message: str):
    assert message in failure(tmp_path, "a.txt", data)


def test_names_that_promise_another_format(tmp_path: Path):
    assert "内容却不是" in failure(tmp_path, "a.docx", "只是文字。".encode())
    with pytest.raises(ImportFailed, match="没有这个文件"):
        read_document(tmp_path / "none.docx")


def test_an_old_file_with_a_password(tmp_path: Path):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "EncryptedPackage".encode("utf-16-le")
    assert "加了密码" in failure(tmp_path, "a.docx", data)


def test_old_formats_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert "本机没有装 LibreOffice" in failure(tmp_path, "a.doc", (FILES / "issue.doc").read_bytes())
    assert "poppler-utils" in failure(tmp_path, "a.pdf", scanned_pdf())


def test_looks_of_word_paragraphs(tmp_path: Path):
    data = docx_of(("标题", "heading"), ("居中", "centred bold"), "正文。")
    blocks = [block for block in read(tmp_path, "a.docx", data).blocks if isinstance(block, Paragraph)]
    assert [(block.heading, block.centred, block.bold) for block in blocks] == [
        (True, False, True),
        (False, True, True),
        (False, False, False),
    ]


def test_a_text_box_stands_after_its_paragraph(tmp_path: Path):
    assert texts(read(tmp_path, "a.docx", docx_with_text_box("正文。", "框内。"))) == ["正文。", "框内。"]


def test_a_merged_table_made_by_libreoffice():
    document = read_document(FILES / "issue.docx")
    (table,) = (block for block in document.blocks if isinstance(block, TableBlock))
    assert table.rows == (
        ("县（市、区）", "造林面积（亩）", ""),
        ("", "人工造林", "更新造林"),
        ("阳谷县", "120.5", "300"),
        ("莘县", "80", "96"),
    )


def test_macros_are_named_and_not_run(tmp_path: Path):
    data = with_members(docx_of("正文。"), word__vbaProject_dot_bin=b"\xd0\xcf\x11\xe0")
    document = read(tmp_path, "a.docm", data)
    assert texts(document) == ["正文。"]
    assert document.doubts[0].message == "含宏，宏未执行，也没有导入。请核对文件来源"


def test_a_zip_bomb(tmp_path: Path):
    data = with_members(docx_of("正文。"), word__media__a_dot_png=b"\0" * (30 << 20))
    assert "大得不合理" in failure(tmp_path, "a.docx", data)


def test_a_zip_bomb_that_lies_about_its_size(tmp_path: Path):
    data = with_members(docx_of("正文。"), word__document_dot_xml=b"<a>" + b" " * (1 << 20) + b"</a>")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    assert "已损坏" in failure(tmp_path, "a.docx", data.replace(size, (10).to_bytes(4, "little")))


def test_entities_are_not_expanded(tmp_path: Path):
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><a>&b;</a>'
    assert "恶意文件" in failure(tmp_path, "a.docx", with_members(docx_of("正文。"), word__document_dot_xml=bomb))


def test_absurdly_deep_xml(tmp_path: Path):
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    assert "恶意文件" in failure(tmp_path, "a.docx", with_members(docx_of("正文。"), word__document_dot_xml=deep))


def test_another_office_file(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(ImportFailed, match="这不是 Word 文件"):
        read_document(tmp_path / "a.docx")


@needs_poppler
def test_a_scan_without_text():
    with pytest.raises(ImportFailed, match="扫描件，没有文字层"):
        read_document(FILES / "scan.pdf")


@needs_office
def test_old_word_and_rtf_give_the_same_text():
    expected = texts(read_document(FILES / "issue.docx"))
    assert texts(read_document(FILES / "issue.doc")) == expected
    assert texts(read_document(FILES / "issue.rtf")) == expected


@needs_office
def test_what_libreoffice_saves_reads_like_what_it_was_given(tmp_path: Path):
    made = issue_docx(printed_items())
    saved = convert(made, ".docx", "docx")
    assert texts(read(tmp_path, "a.docx", saved)) == texts(read(tmp_path, "b.docx", made))


def test_automatic_numbers_and_marks(tmp_path: Path):
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="\uf070"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        "</w:numbering>"
    )
    document = docx.Document()
    for text, number in (("甲。", 1), ("乙。", 1), ("丙。", 2)):
        properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number
    document.save(tmp_path / "a.docx")
    data = with_members((tmp_path / "a.docx").read_bytes(), word__numbering_dot_xml=numbering.encode())
    assert texts(read(tmp_path, "a.docx", data)) == ["一、甲。", "二、乙。", "▲丙。"]


def test_a_table_in_markdown(tmp_path: Path):
    document = read(tmp_path, "a.md", "前。\n\n| 单位 | 数 |\n| --- | --- |\n| 阳谷局 | 1 |\n后。\n".encode())
    (table,) = (block for block in document.blocks if isinstance(block, TableBlock))
    assert (table.rows, table.line) == ((("单位", "数"), ("阳谷局", "1")), 3)
    assert texts(document) == ["前。", "后。"]
