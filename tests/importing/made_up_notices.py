"""Notices for tests: the real one as text and as a Word file, and an archive without content to import it into."""

import re
import shutil
from pathlib import Path

import docx
from archives import GOLDEN, REPO
from docx.document import Document as WordDocument

from generator.importing.blocks import Doubt
from generator.importing.notice import import_notice
from generator.importing.reading import read_document

NOTICE = GOLDEN / "2023-06.notice.txt"
MONTH = "2023-06"
_BEGINS = re.compile(
    r"#|(- )?\d+、|[^（(]{2,16}[（(]6\s*月份报送|注：|发：|责任编辑|投 稿|电话"
    r"|附件|聊城市自然|2023年7|各县|6月份，|累计得|总体"
)
_RULE = re.compile(r"-*")
Imported = tuple[dict[str, bytes], dict[str, int], list[Doubt]]


def empty_archive(folder: Path) -> Path:
    """Settings and an empty ``content/``."""
    root = folder / "archive"
    (root / "content").mkdir(parents=True)
    for name in ("units.yml", "rules.yml", "mkdocs.yml"):
        shutil.copy(REPO / name, root)
    return root


def changed_notice(folder: Path, *changes: tuple[str, str]) -> Path:
    """The real notice with each of the given texts, which must be in it, replaced by another."""
    text = NOTICE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "notice.txt"
    path.write_text(text, encoding="utf-8")
    return path


def imported(path: Path, root: Path, month: str = MONTH) -> Imported:
    """Read and import, writing nothing."""
    return import_notice(read_document(path), root, month)


def messages(doubts: list[Doubt]) -> list[str]:
    """The doubts as ``line: message``, in order, each once."""
    return [f"{doubt.line}: {doubt.message}" for doubt in sorted(set(doubts))]


def word_notice(path: Path) -> Path:
    """The real notice as a Word file: whole paragraphs, real tables with merged headings."""
    document = docx.Document()
    rows: list[list[str]] = []
    paragraph = ""
    for line in [*NOTICE.read_text(encoding="utf-8").split("\n"), "# end"]:
        if "\t" in line:
            rows.append(line.split("\t"))
        elif _BEGINS.match(line) or (rows and line):
            if paragraph:
                document.add_paragraph(paragraph)
            if rows:
                _add_table(document, rows)
                rows = []
            paragraph = line.lstrip("#- ").strip()
        elif not _RULE.fullmatch(line):
            paragraph += line.strip()
    document.save(str(path))
    return path


def _add_table(document: WordDocument, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=12)
    for row, cells in zip(rows, table.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=True):
            cell.text = text
    top, below = table.rows[0].cells, table.rows[1].cells
    top[2].merge(top[4])
    top[5].merge(top[6])
    for place in (0, 1, 7, 8, 9, 10, 11):
        top[place].merge(below[place])
