"""Layouts of other offices: type and credit of every piece come in right, or are marked doubtful.

``BULLETIN_IMPORT_CASES`` says how many are made at random (``make fuzz``: 3,000); ``BULLETIN_SEED`` is the first.
"""

import os
import random
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from importing.made_up_files import REPO, docx_of, with_members

from generator.importing.blocks import Document, Doubts, Paragraph
from generator.importing.issue import import_issue
from generator.importing.notice_parts import TableRow
from generator.importing.notice_tables import read_rows
from generator.importing.reading import read_document
from generator.importing.reading_docx import read_docx
from generator.loading import load
from generator.model.import_layout import ImportLayout
from generator.model.units import UnitRegistry

CASES = int(os.environ.get("BULLETIN_IMPORT_CASES", "60")) * 3
FIRST = int(os.environ.get("BULLETIN_SEED", "0"))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
UNITS = ("阳谷局", "东阿局", "高唐局", "综合科", "调查监测科", "人事科", "市不动产登记中心", "冠县林业局")
PEOPLE = ("张三", "李小四", "王刚", "赵建国")
BRIEFS = (
    "简讯",
    "简　讯",
    "简 讯",
    "【简讯】",
    "一句话简讯",
    "信息快递",
    "简讯集锦",
    "◆简讯◆",
    "二、简讯",
    "工作简讯：",
)
ARTICLES = ("信息", "政务信息", "要闻", "【信 息】", "工作动态", "一、信息")
UNKNOWN = ("县区之窗", "基层动态", "大家谈", "【工作交流】", "经验介绍")
MARKS = ("", "", "", "★", "◆", "●", "①", "（一）", "一、", "1.", "1、")
VERBS = ("召开耕地保护工作推进会议", "扎实推进不动产登记便民服务", "组织开展地质灾害防治演练", "全面完成造林绿化任务")


@dataclass(frozen=True)
class Truth:
    """What a piece is; ``text`` is found in it."""

    kind: str
    units: tuple[str, ...]
    authors: tuple[str, ...]
    text: str


@pytest.fixture(scope="module")
def units() -> UnitRegistry:
    archive, _ = load(REPO)
    assert archive is not None
    return archive.units


def numbered(mark: str, place: int) -> str:
    """The mark of the title at a place."""
    han = "一二三四五六七八九十"[place % 10]
    return {"①": chr(ord("①") + place), "（一）": f"（{han}）", "一、": f"{han}、"}.get(mark) or mark.replace(
        "1", str(place + 1)
    )


def credit_forms(number: random.Random, names: tuple[str, ...], people: tuple[str, ...]) -> str:
    joined, signed = number.choice(("、", " ", "　")).join(names), " ".join(people)
    slash = f"/{signed}" if people else ""
    labels = f"供稿：{joined}" + (f" 撰稿：{signed}" if people else "")
    formal = f"供稿单位：{joined}" + (f"；作者：{signed}" if people else "")
    forms = [
        f"（{joined}{slash}）",
        f"({joined}{slash})",
        f"（{labels}）",
        f"（{formal}）",
        f"【{joined}{slash}】",
        labels,
    ]
    forms += [f"（{joined} {signed}）" if people else f"（{joined}供稿）", f"（{joined}{slash}", f"——{joined}{slash}"]
    if len(names) == 1:
        forms += [f"（{names[0]}办公室{slash}）", f"（{names[0]}办公室 {signed}）" if people else f"（{names[0]}）"]
    else:
        forms += [
            f"（{'和'.join(names)}{slash}）",
            f"（{'和'.join(names)}联合供稿）" if not people else f"（{joined}{slash}）",
        ]
    return number.choice(forms)


def made_up(number: random.Random) -> tuple[Document, list[Truth]]:
    """A random issue in one layout, and what is in it."""
    flowed = number.random() < 0.6
    lines: list[tuple[str, bool]] = []
    truths: list[Truth] = []
    sections = [("信息", number.choice((*ARTICLES, "", "", *UNKNOWN[:1])))]
    sections.append(("简讯", number.choice((*BRIEFS, *BRIEFS, *UNKNOWN))))
    if number.random() < 0.2:
        sections.append(("信息", number.choice((*ARTICLES, *UNKNOWN))))
    credit_place = number.choice(("own line", "own line", "at end", "before", "line before", "below title"))
    styled = number.random() < 0.5
    titles = []
    for kind, heading in sections:
        if heading:
            lines.append((heading, styled))
        mark, with_title = number.choice(MARKS), kind == "信息" or number.random() < 0.4
        if kind == "简讯" and not with_title:
            mark = number.choice(("▲", "●", "", "", "1.", "★"))
        for place in range(number.randint(1, 3)):
            serial = len(truths) + 1
            names = tuple(number.sample(UNITS, number.choice((1, 1, 1, 2))))
            people = tuple(number.sample(PEOPLE, number.choice((0, 0, 1, 2))))
            credit = credit_forms(number, names, people)
            where = credit_place
            if where in ("before", "line before"):
                people, credit = (), f"【{'、'.join(names)}】"
            title = f"{names[0]}{number.choice(VERBS)}{serial}"
            text = f"近日，{names[0]}部署第{serial}项重点工作，各有关单位负责同志参加，会议强调要压实责任抓好落实。"
            head = numbered(mark, place)
            lead = credit if where == "before" else ""
            if where == "line before":
                lines.append((credit, False))
            if with_title:
                titles.append(title)
                lines.append((f"{head}{lead}{title}", styled))
                lead = head = ""
            if where == "below title" and with_title:
                lines.append((credit, False))
            end = credit if where == "at end" else ""
            if number.random() < 0.3:
                lines.append((f"{head}{lead}{text}", False))
                lines.append((f"会议指出，要统筹推进各项任务，确保按期完成。{end}", False))
            else:
                lines.append((f"{head}{lead}{text}{end}", False))
            if where == "own line" or (where == "below title" and not with_title):
                lines.append((credit, False))
            truths.append(Truth(kind, names, people, f"第{serial}项"))
    head = [("聊城自然资源和规划信息", True), ("第7期（总第286期）", False), ("2024年4月20日", False)]
    if number.random() < 0.3:
        head += [("目　录", True), *((f"{title}……{3 + place}", False) for place, title in enumerate(titles))]
    blocks = []
    for text, bold in [*head, *lines]:
        blocks.append(Paragraph(text, len(blocks) + 1, centred=bold and flowed, bold=bold and flowed))
        if not flowed:
            blocks.append(Paragraph("", len(blocks) + 1))
    return Document("a.docx", tuple(blocks), flowed), truths


def silent_errors(units: UnitRegistry, document: Document, truths: list[Truth]) -> tuple[list[str], int]:
    """Pieces that are wrong and not marked, and how many are marked."""
    files, _, doubts = import_issue(document, units, "2024-07", "2024-04")
    marked = {(doubt.path, doubt.about) for doubt in doubts if doubt.about}
    found = []
    pieces = {path: data.decode() for path, data in files.items() if path[-5].isdigit()}
    for path, text in pieces.items():
        front = yaml.safe_load(text.split("---\n")[1])
        own = [truth for truth in truths if truth.text in text.split("---\n", 2)[2]]
        names = front.get("unit") or []
        names = tuple(names if isinstance(names, list) else [names])
        if len(own) != 1:
            wrong = {"type", "unit"}
        else:
            right = set(names) == set(own[0].units) and set(front.get("authors") or ()) == set(own[0].authors)
            wrong = ({"type"} if front["type"] != own[0].kind else set()) | (set() if right else {"unit"})
        silent = {field for field in wrong if (path, field) not in marked}
        if silent and not (len(own) != 1 and any(one == path for one, _ in marked)):
            found.append(f"{path} {sorted(silent)} {text[:200]!r}")
    missing = [truth for truth in truths if not any(truth.text in text for text in pieces.values())]
    return found + [f"lost: {truth}" for truth in missing], len({path for path, _ in marked})


def test_nothing_is_wrong_in_silence(units: UnitRegistry) -> None:
    marked = pieces = 0
    for case in range(FIRST, FIRST + CASES):
        document, truths = made_up(random.Random(f"layout {case}"))
        found, doubtful = silent_errors(units, document, truths)
        shown = "\n".join(f"{block.line}: {block.text}" for block in document.blocks if isinstance(block, Paragraph))
        assert not found, f"BULLETIN_SEED={case}: {found}\n{shown}"
        marked, pieces = marked + doubtful, pieces + len(truths)
    print(f"{CASES} issues, {marked} of {pieces} pieces marked")
    assert CASES < 30 or marked < 0.6 * pieces


def note_package(body: str, members: dict[str, str]) -> bytes:
    """A Word file whose text is this XML, with further members."""
    xml = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    named = {f"word__{name}_dot_xml": text.encode() for name, text in members.items()}
    return with_members(docx_of("x"), word__document_dot_xml=xml.encode(), **named)


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_revisions_comments_and_footnotes_of_word(units: UnitRegistry) -> None:
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = (
        paragraph(run("会议召开情况"))
        + paragraph(run("近日，市局"), "<w:del><w:r><w:delText>不</w:delText></w:r></w:del>", properties=gone)
        + paragraph(f"<w:ins>{run('召开会议。')}</w:ins>", '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + paragraph(run("（综合科）"), "<w:r><w:commentReference/></w:r>")
    )
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph(run("据统计。"))}</w:footnote></w:footnotes>'
    document = read_docx("a.docx", note_package(body, {"footnotes": notes}))
    files, _, doubts = import_issue(document, units, "2024-07", "2024-04")
    assert files["content/2024/07/01.md"].decode().endswith("近日，市局召开会议。\n\n注1：据统计。\n")
    said = [doubt.message for doubt in doubts]
    assert [part for part in ("有修订（3 处）", "有批注（1 处）", "移到了这一篇的末尾") if part in "".join(said)] == [
        "有修订（3 处）",
        "有批注（1 处）",
        "移到了这一篇的末尾",
    ]


def test_an_opendocument_text(units: UnitRegistry, tmp_path: Path) -> None:
    names = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text", "style", "table")}
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in names.items())
    note = "<text:note><text:note-body><text:p>据统计。</text:p></text:note-body></text:note>"
    body = (
        "<text:h>会议召开情况</text:h>"
        f"<text:p>近日，<text:span>市局</text:span>召开会议。{note}<office:annotation>"
        "<text:p>改</text:p></office:annotation></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>单位</text:p></table:table-cell>"
        "<table:table-cell><text:p>面积</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>（综合科）</text:p>"
    )
    inside = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {spaces}>{inside}</office:document-content>"
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    files, _, doubts = import_issue(read_document(tmp_path / "a.odt"), units, "2024-07", "2024-04")
    text = files["content/2024/07/01.md"].decode()
    assert "title: 会议召开情况\nunit: 综合科\n" in text
    assert text.endswith("近日，市局召开会议。\n\n| 单位 | 面积 |\n| --- | --- |\n\n注1：据统计。\n")
    assert not any(doubt.about for doubt in doubts)


def test_columns_of_a_notice_are_recognised_or_told(units: UnitRegistry) -> None:
    rows = [
        TableRow(("单位", "全年任务", "上报篇数", "当月得分", "累计得分", "位次"), 1),
        TableRow(("阳谷局", "120", "17", "29", "148.5", "1"), 2),
    ]
    doubts = Doubts()
    found = read_rows(rows, units, "2024-04", ImportLayout(), doubts)["阳谷局"].cells
    assert {name: str(value) for name, value in found.items()} == {
        "submitted": "17",
        "month_points": "29",
        "total_points": "297/2",
        "rank": "1",
    }
    assert any("“全年任务”一栏不认识，没有读" in doubt.message for doubt in doubts)
    doubts = Doubts()
    read_rows(rows, units, "2024-04", ImportLayout(columns={"全年任务": "不导入"}), doubts)
    assert not any("全年任务" in doubt.message for doubt in doubts)
