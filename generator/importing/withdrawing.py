"""Withdrawing a piece or an issue in its own file, and taking that back; everything else in the file stays."""

from __future__ import annotations

import dataclasses
from codecs import BOM_UTF8

from generator.canonical import front_matter
from generator.loading.text_file import File, SplitFile, composed, decode, split_front_matter
from generator.loading.yaml_text import parse_yaml
from generator.model.articles import Withdrawal
from generator.problems import ArchiveError, Problem

_KEY = "withdrawn"


def withdrawn_file(file: File, withdrawal: Withdrawal) -> bytes:
    """The file with this in its front matter, as the last entry; :class:`ArchiveError` where it cannot be."""
    split, lines = _split(file)
    if _entry(split):
        raise _refused(file, "already-withdrawn", "这个文件已经写着 withdrawn（撤下）。要改日期或原因，直接改那几行")
    said = {name: value for name, value in dataclasses.asdict(withdrawal).items() if value is not None}
    written = front_matter({_KEY: said}).decode().split("\n")[1:-2]
    closing = split.closing_line - 1
    return _joined(file, [*lines[:closing], *written, *lines[closing:]])


def restored_file(file: File) -> bytes:
    """The file without it; :class:`ArchiveError` where it was not withdrawn."""
    split, lines = _split(file)
    entry = _entry(split)
    if entry is None:
        raise _refused(file, "not-withdrawn", "这个文件没有写 withdrawn（撤下），不需要恢复")
    first, end = (place + split.yaml_line - 1 for place in entry)
    return _joined(file, [*lines[:first], *lines[end:]])


def _split(file: File) -> tuple[SplitFile, list[str]]:
    """The front matter, which can be read, and all lines of the file."""
    problems: list[Problem] = []
    text = decode(file, problems, allow_bom=True)
    split = split_front_matter(file.path, text, problems) if text is not None else None
    if text is None or split is None or parse_yaml(split, problems) is None:
        raise ArchiveError(problems)
    return split, text.split("\n")


def _entry(split: SplitFile) -> tuple[int, int] | None:
    """The first line of the entry in the YAML, and the one after its last."""
    node = composed(split.yaml_text)
    for key, value in node.value if node else ():
        if key.value == _KEY:
            end = value.end_mark.line + (value.end_mark.column > 0)
            lines = split.yaml_text.split("\n")
            while end > key.start_mark.line + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
                end -= 1  # what stands between it and the next entry is not of it
            return key.start_mark.line, end
    return None


def _joined(file: File, lines: list[str]) -> bytes:
    """The lines with the line ends and the mark at the beginning that the file has."""
    end = "\r\n" if b"\r\n" in file.data else "\n"
    mark = BOM_UTF8 if file.data.startswith(BOM_UTF8) else b""
    return mark + end.join(lines).encode()


def _refused(file: File, code: str, message: str) -> ArchiveError:
    return ArchiveError([Problem(file.path, 1, "", code, message)])
