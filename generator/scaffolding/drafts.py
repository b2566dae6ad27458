"""A piece as somebody wrote it, one file each (text or Word) → title, credit, kind and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.importing.blocks import Block, ImageBlock, ImportFailed, TableBlock
from generator.importing.credits import Credit, CreditReader
from generator.importing.markdown_text import escaped, table
from generator.importing.reading import read_document
from generator.importing.reading_text import decode
from generator.limits import IMPORT_TEXT
from generator.plain_files import is_hidden, read_below
from generator.scaffolding.refused import Refused

SUFFIXES = (".txt", ".md", ".docx", ".doc", ".wps")
"""What may hold a piece."""
_KINDS = ("信息", "简讯")
_LONGEST_TITLE = 60
_NOT_IN_TITLE = re.compile(r"[。；;！!？?]|[，,：:]$")
_SENTENCE_END = re.compile(r"[。！？!?…：:；;”’）)】]$")
_MARK = re.compile(r"^\s*[▲△●◆★]\s*")
_SUBTITLE = re.compile(r"^\s*(?:——|--|—)\s*")
_IN_NAME = re.compile(r"[\s\-_—.,，、()（）【】]+")
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read of a piece; empty where it says nothing. ``doubts``: what an editor should look at."""

    source: str = ""
    kind: str = ""
    title: str = ""
    subtitle: str = ""
    units: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    body: str = ""
    doubts: tuple[str, ...] = ()


def draft_files(folder: Path) -> list[Path]:
    """The files of a folder that hold pieces, in the order of their names, numbers as numbers."""
    if not folder.is_dir():
        raise Refused(f"没有文件夹 {folder}")
    files = [path for path in folder.iterdir() if not is_hidden(path.name)]
    others = [path.name for path in files if path.suffix.lower() not in SUFFIXES]
    if others:
        raise Refused(f"{folder} 里有不是稿件的文件：{'、'.join(sorted(others)[:5])}。只能放 {'、'.join(SUFFIXES)}")
    if not files:
        raise Refused(f"{folder} 里没有稿件")
    return sorted(files, key=lambda path: ([int(one) for one in _NUMBER.findall(path.stem)][:1] or [0], path.name))


def read_draft(path: Path, credits: CreditReader) -> Draft:
    """Read the file of a piece; :class:`Refused` where it cannot be read."""
    parts = read_paragraphs(path)
    parts = [_MARK.sub("", part) if place == 0 else part for place, part in enumerate(parts)]
    title = _take_title(parts)
    subtitle = _SUBTITLE.sub("", parts.pop(0)) if title and parts and _SUBTITLE.match(parts[0]) else ""
    credit = _take_credit(parts, credits)
    words = [word for word in _IN_NAME.split(path.stem) if word]
    kind = next((word for word in words if word in _KINDS), "信息" if title else "简讯")
    units = credit.units or tuple(word for word in words if word in credits.names)
    return Draft(path.name, kind, title, subtitle, units, credit.authors, "\n\n".join(parts), credit.doubts)


def read_paragraphs(path: Path) -> list[str]:
    """The text of a file as paragraphs of Markdown; :class:`Refused` where it cannot be read."""
    try:
        return _markdown(path) if path.suffix.lower() == ".md" else _paragraphs(path)
    except ImportFailed as error:
        raise Refused(f"{path.name}：{error}") from None
    except OSError:
        raise Refused(f"打不开 {path}。请核对文件名；正被别的程序（如 WPS）打开的，请先关闭") from None


def _markdown(path: Path) -> list[str]:
    real = path.resolve()
    text = decode(read_below(real.parent, real.name, IMPORT_TEXT.most))[0].replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip("\ufeff").startswith("---\n"):
        raise Refused(f"{path.name} 开头已经有 ---，是写好的稿件。请直接放进这一期的文件夹")
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _paragraphs(path: Path) -> list[str]:
    """The paragraphs as Markdown; lines of a text that end in the middle of a sentence go on in the next."""
    document = read_document(path)
    parts: list[str] = []
    torn = False
    for block in document.blocks:
        for part in _part(path, block):
            whole = document.flowed or isinstance(block, TableBlock)
            if torn and not whole:
                parts[-1] += part
            else:
                parts.append(part)
            torn = not whole and len(parts) > 1 and not _SENTENCE_END.search(part) and not _SUBTITLE.match(part)
    return parts


def _part(path: Path, block: Block) -> Iterator[str]:
    if isinstance(block, ImageBlock):
        raise Refused(f"{path.name} 里有图片，这里只收文字。请用 bulletin import issue 导入，或者先去掉图片再另放")
    if isinstance(block, TableBlock):
        yield table(block)
    elif block.text.strip():
        yield escaped(block.text.strip())


def _take_title(parts: list[str]) -> str:
    """The first paragraph where it reads as a title above a text, which it is taken from."""
    first = parts[0].removeprefix("# ") if parts else ""
    if len(parts) < 2 or len(first) > _LONGEST_TITLE or _NOT_IN_TITLE.search(first) or "\n" in first:
        return ""
    del parts[0]
    return re.sub(r"\\(?=[^\w\s])", "", first)


def _take_credit(parts: list[str], credits: CreditReader) -> Credit:
    found = credits.split(parts[-1]) if parts else None
    if found is None:
        return Credit()
    parts[-1:] = [found[0]] if found[0] else []
    return found[1]
