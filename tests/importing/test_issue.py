"""A whole issue: the one in content/ from its text and from Word, then the oddities one by one."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from importing.made_up_files import FILES, WITH_EXTRAS, docx_of, needs_poppler, png

from generator.importing.blocks import Document, Doubt, ImageBlock, ImportFailed, Paragraph, TableBlock
from generator.importing.issue import import_issue
from generator.importing.reading import read_document
from generator.loading import load
from generator.model.units import UnitRegistry

REPO = Path(__file__).resolve().parents[2]
FOLDER = "content/2024/07"
EDITED: dict[str, str] = {}
"""Files of content/2024/07 that differ from what the importer gives, with the reason. None does."""
BODY = "近日，市局召开会议，部署耕地保护工作，各县（市、区）局主要负责同志参加会议。"


@pytest.fixture(scope="module")
def units() -> UnitRegistry:
    archive, _ = load(REPO)
    assert archive is not None
    return archive.units


def text_document(*lines: str) -> Document:
    return Document("a.txt", tuple(Paragraph(line, number) for number, line in enumerate(lines, 1)), flowed=False)


def imported(units: UnitRegistry, *lines: str) -> tuple[list[dict], list[str]]:
    """Front matter (with ``body``) of the items, and the doubts."""
    return taken(import_issue(text_document(*lines), units, "2024-07", "2024-04"))


def taken(result: tuple[dict[str, bytes], dict[str, int], list[Doubt]]) -> tuple[list[dict], list[str]]:
    files, _, doubts = result
    items = []
    for path in sorted(path for path in files if re.search(r"\d\.md$", path)):
        _, front, body = files[path].decode().split("---\n", 2)
        items.append(yaml.safe_load(front) | {"body": body.strip()})
    return items, [doubt.message for doubt in doubts]


def test_the_seed_gives_content_as_it_stands(units: UnitRegistry):
    document = read_document(REPO / "tests/golden/2024-04.issue.txt")
    files, counts, doubts = import_issue(document, units, "2024-07", "2024-04")
    assert counts == {"信息": 8, "简讯": 25, "单位": 26, "图片": 0}
    assert doubts == []
    standing = {f"{FOLDER}/{path.name}": path.read_bytes() for path in (REPO / FOLDER).iterdir()}
    assert sorted(files) == sorted(standing)
    assert {path for path in files if files[path] != standing[path]} == set(EDITED)


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_the_seed_in_other_encodings(units: UnitRegistry, tmp_path: Path, encoding: str):
    text = (REPO / "tests/golden/2024-04.issue.txt").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(text.replace("\n", "\r\n").encode(encoding))
    files, _, doubts = import_issue(read_document(tmp_path / "a.txt"), units, "2024-07", "2024-04")
    assert doubts == []
    assert all(data == (REPO / path).read_bytes() for path, data in files.items())


def test_the_same_issue_from_word_with_a_table_and_a_picture(units: UnitRegistry):
    files, counts, doubts = import_issue(read_document(FILES / "issue.docx"), units, "2024-07", "2024-04")
    assert counts == {"信息": 8, "简讯": 25, "单位": 26, "图片": 1}
    assert [doubt.message for doubt in doubts] == ["05-1.png 没有说明，请把“图片说明待补”改成一句话，说明图上是什么"]
    assert files.pop(f"{FOLDER}/05-1.png").startswith(b"\x89PNG")
    extra = f"{FOLDER}/{WITH_EXTRAS:02}.md"
    text = files.pop(extra).decode()
    begin = text.index("\n\n| 县（市、区）")
    assert text[:begin] + "\n" == (REPO / extra).read_text(encoding="utf-8")
    assert text[begin:] == (
        "\n\n| 县（市、区） | 造林面积（亩） |  |\n| --- | --- | --- |\n|  | 人工造林 | 更新造林 |\n"
        "| 阳谷县 | 120.5 | 300 |\n| 莘县 | 80 | 96 |\n\n![图片说明待补](05-1.png)\n"
    )
    assert {path for path, data in files.items() if data != (REPO / path).read_bytes()} == set(EDITED)


@needs_poppler
def test_a_pdf_comes_in_with_a_warning(units: UnitRegistry):
    items, doubts = taken(import_issue(read_document(FILES / "short.pdf"), units, "2024-07", "2024-04"))
    assert doubts[0].startswith("PDF 里没有段落")
    assert {"信息", "简讯"} == {item["type"] for item in items}


def test_head_and_foot(units: UnitRegistry):
    files, _, doubts = import_issue(
        text_document(
            *("聊城自然资源和规划信息", "第 7 期（总第 123 期）", "聊城市自然资源和规划局办公室编 2024年4月20日", ""),
            *("目录", "会议召开……1", "", "会议召开", "", BODY, "（综合科）", ""),
            *("责任编辑：杨丽 刘天爱", "电话：8321680 邮箱：a@lc.shandong.cn", "发：各县（市、区）局，机关各科室"),
        ),
        units,
        "2024-07",
        "2024-04",
    )
    assert doubts == []
    assert yaml.safe_load(files[f"{FOLDER}/index.md"].decode().split("---\n")[1]) == {
        "issue": "2024-07",
        "month": "2024-04",
        "date": date(2024, 4, 20),
        "whole_number": 123,
        "editors": ["杨丽", "刘天爱"],
        "recipients": "各县（市、区）局，机关各科室",
        "email": "a@lc.shandong.cn",
        "phone": "8321680",
    }
    assert b"title: \xe4\xbc\x9a\xe8\xae\xae" in files[f"{FOLDER}/01.md"]


def test_a_head_that_says_something_else(units: UnitRegistry):
    _, doubts = imported(units, "第九期", "2024年5月8日", "", "会议召开", "", BODY, "（综合科）")
    assert doubts == [
        "刊头印的是2024年第9期，导入时指定的是2024年第7期，请核对 --issue",
        "刊头日期是 2024-05-08，计分月份指定的是2024年4月，请核对 --month",
    ]


@pytest.mark.parametrize(
    ("credit", "unit", "authors"),
    [
        (["（综合科）"], "综合科", None),
        (["(综合科/张三 李小四)"], "综合科", ["张三", "李小四"]),
        (["（调查监测科高唐局）"], ["调查监测科", "高唐局"], None),
        (["（调查监测科、市规划院/张三）"], ["调查监测科", "市规划院"], ["张三"]),
        (["（东昌府区分局/高洪磊", "常文彬 王 刚）"], "东昌府区分局", ["高洪磊", "常文彬", "王刚"]),
        (["（市国土空间开发", "保护中心）"], "市国土空间开发保护中心", None),
        (["（东阿局/张三 高唐局/李四）"], ["东阿局", "高唐局"], ["张三", "李四"]),
        (["（供稿：综合科）"], "综合科", None),
    ],
)
def test_credits(units: UnitRegistry, credit: list[str], unit: object, authors: object):
    for lines in ([f"▲{BODY}", *credit], [f"▲{BODY}{credit[0]}", *credit[1:]], [f"▲{BODY}", "", *credit]):
        (item,), doubts = imported(units, *lines)
        assert (item["unit"], item.get("authors"), item["body"]) == (unit, authors, BODY)
        assert doubts == []


@pytest.mark.parametrize(
    ("line", "unit", "doubt"),
    [
        ("（综合处/张三）", "综合处", "units.yml 里没有单位“综合处”（是不是“综合科”"),
        ("（综合/张三）", "综合", "units.yml 里没有单位“综合”（是不是“综合科”"),
        ("（地矿）", "地矿", "units.yml 里没有单位“地矿”（是不是“地矿科”"),
        ("（综合科 张三）", "综合科", "署名“综合科 张三”里没有“/”，“张三”当作作者，请核对"),
        ("（综合科", "综合科", "署名“综合科”的括号不全，请核对"),
        ("综合科）", "综合科", "署名“综合科”的括号不全，请核对"),
        ("综合科", "综合科", "“综合科”没有括号，当作署名，请核对"),
        ("（利用科 开发利用科）", "利用科", "署名里“开发利用科”重复，只记了一次"),
        ("", None, "没有找到署名，unit 空着，请对照原件补上"),
    ],
)
def test_doubtful_credits(units: UnitRegistry, line: str, unit: object, doubt: str):
    items, doubts = imported(units, f"▲{BODY}", line)
    assert [item.get("unit") for item in items] == [unit]
    assert len(doubts) == 1
    assert doubt in doubts[0]


def test_brackets_that_are_no_credit(units: UnitRegistry):
    (item,), doubts = imported(
        units, "▲市局发布规划（2021-2035年）", "（以下简称《规划》）。", "", "会议结束。（完）", "（综合科）"
    )
    assert item["body"] == "市局发布规划（2021-2035年）（以下简称《规划》）。\n\n会议结束。（完）"
    assert doubts == []


def test_lines_torn_by_columns_and_pages(units: UnitRegistry):
    (item,), doubts = imported(
        units,
        "▲近日，市局在聊城召",
        "开全市会议，",
        "",
        "部署工作。",
        "会议强调",
        "，要抓好落实。",
        "— 2 —",
        "（综合科）",
    )
    assert item["body"].replace("\n\n", "|") == "近日，市局在聊城召开全市会议，部署工作。|会议强调，要抓好落实。"
    assert doubts == []


def test_titles_and_subtitles_in_text(units: UnitRegistry):
    items, doubts = imported(
        units, "会议召开", "", "——以实干", "促发展", "", BODY, "（综合科）", "", "工作取得成效", "", BODY, "（人事科）"
    )
    assert [(item["title"], item.get("subtitle")) for item in items] == [
        ("会议召开", "——以实干促发展"),
        ("工作取得成效", None),
    ]
    assert doubts == []


def test_a_title_after_an_unsigned_item(units: UnitRegistry):
    items, doubts = imported(units, "会议召开", "", BODY, "", "工作取得新的成效", "", BODY, "（人事科）")
    assert [item["title"] for item in items] == ["会议召开", "工作取得新的成效"]
    assert doubts == [
        "信息“会议召开”没有找到署名，unit 空着，请对照原件补上",
        "“工作取得新的成效”当作新的一篇的标题，可是上一篇还没有署名，请核对",
    ]


def test_a_title_like_line_of_word_with_the_looks_of_the_title(units: UnitRegistry, tmp_path: Path):
    data = docx_of(("会议召开", "centred bold"), ("各县参加", "centred bold"), ("一、背景", "bold"), BODY, "（综合科）")
    (tmp_path / "a.docx").write_bytes(data)
    (item,), doubts = taken(import_issue(read_document(tmp_path / "a.docx"), units, "2024-07", "2024-04"))
    assert (item["title"], item["subtitle"]) == ("会议召开", "各县参加")
    assert doubts == ["“各县参加”与标题格式相同，当作副题，也可能是标题的第二行，请核对"]


def test_a_section_of_briefs_without_marks(units: UnitRegistry):
    items, doubts = imported(
        units, "会议召开", "", BODY, "（综合科）", "", "【简讯】", "", BODY, "（人事科）", "", BODY, "（东阿局）"
    )
    assert [item["type"] for item in items] == ["信息", "简讯", "简讯"]
    assert doubts == []


def test_pictures_and_captions(units: UnitRegistry):
    blocks = (
        ImageBlock("logo.png", png(), 1),
        Paragraph("▲" + BODY, 2),
        ImageBlock("image1.PNG", png(), 3),
        Paragraph("图为会议现场", 4),
        ImageBlock("image2.jpg", png(), 5),
        Paragraph("（综合科）", 6),
        TableBlock((("甲|乙", "*"), ("1",)), 7),
    )
    files, counts, doubts = import_issue(Document("a.docx", blocks, True), units, "2024-07", "2024-04")
    assert counts["图片"] == 2
    assert sorted(files)[:3] == [f"{FOLDER}/01-1.png", f"{FOLDER}/01-2.jpg", f"{FOLDER}/01.md"]
    text = files[f"{FOLDER}/01.md"].decode()
    assert text.endswith(
        "![图为会议现场](01-1.png)\n\n![图片说明待补](01-2.jpg)\n\n| 甲\\|乙 | \\* |\n| --- | --- |\n| 1 |  |\n"
    )
    assert [doubt.line for doubt in doubts] == [1, 3, 5, 7]


def test_markdown_signs_are_shown_as_printed(units: UnitRegistry):
    (item,), _ = imported(units, "▲*甲*_乙_[丙]<丁>&amp;。", "", "1. 第一项。", "", "+ 第二项。", "（综合科）")
    assert item["body"] == "\\*甲\\*\\_乙\\_\\[丙\\]&lt;丁\\>&amp;amp;。\n\n1\\. 第一项。\n\n\\+ 第二项。"


def test_a_table_of_tab_separated_lines(units: UnitRegistry):
    (item,), _ = imported(units, "▲" + BODY, "", "单位\t面积", "阳谷局\t120", "", "（综合科）")
    assert item["body"].endswith("| 单位 | 面积 |\n| --- | --- |\n| 阳谷局 | 120 |")


def test_no_item_at_all(units: UnitRegistry):
    with pytest.raises(ImportFailed, match="没有找到一篇稿件"):
        imported(units, "", "只有一行")


def test_head_and_foot_in_tables(units: UnitRegistry):
    blocks = (
        Paragraph("聊城自然资源和规划信息", 1),
        Paragraph("红头小字", 2),
        TableBlock((("第7期", "2024年4月20日"), ("聊城市自然资源和规划局办公室编", "")), 3),
        Paragraph("会议召开", 4, bold=True),
        Paragraph(BODY, 5),
        Paragraph("（综合科）", 6),
        TableBlock((("责任编辑：杨丽", "共印50份"),), 7),
        Paragraph("发：各县（市、区）局，", 8),
        Paragraph("机关各科室", 9),
    )
    files, counts, doubts = import_issue(Document("a.docx", blocks, True), units, "2024-07", "2024-04")
    assert counts["信息"] == 1
    assert [doubt.message for doubt in doubts] == ["刊头里的“红头小字”没有导入，请核对"]
    index = yaml.safe_load(files[f"{FOLDER}/index.md"].decode().split("---\n")[1])
    assert (index["date"], index["editors"]) == (date(2024, 4, 20), ["杨丽"])
    assert index["recipients"] == "各县（市、区）局，机关各科室"
