"""Links and pictures in texts: the file must exist below ``content/``."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from generator.loading import body_line
from generator.loading.advice import suggestion
from generator.model.archive import Archive, PlainPage
from generator.model.articles import Article, Issue
from generator.model.notices import Notice
from generator.problems import Problem

_TARGET = r"<[^>\n]+>|(?:[^()\"'\n]|\([^()\n]*\))+?"
_LINK = re.compile(rf"(!?)\[[^\]\n]*\]\(\s*({_TARGET})(?:\s+[\"'][^\n]*?)?\s*\)")
_CODE = re.compile(r"`[^`\n]*`")
_ELSEWHERE = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+:|/|#", re.IGNORECASE)
_OWN_DISK = re.compile(r"[a-z]:[\\/]|file:", re.IGNORECASE)
_GENERATED = re.compile(
    r"content/(index|issues|rules)\.md|content/(units|standings|notices|data)/.*|content/.*/index\.md"
)
"""Pages and files that are made from the archive; MkDocs looks after links to them."""


def check_links(archive: Archive) -> Iterator[Problem]:
    """A link to a file names one that is there; the case of its letters counts."""
    files = published_files(archive.root)
    pieces = (article for article in archive.articles if article.may_link)
    records: list[Issue | Article | Notice | PlainPage] = [*archive.issues, *pieces]
    records += [*archive.notices, *archive.plain_pages]
    for record in records:
        if "](" not in record.body:
            continue
        for line, text in enumerate(record.body.split("\n"), start=body_line(archive.root, record.path)):
            for picture, target in _LINK.findall(_CODE.sub("", text)):
                message = _wrong_target(record.path, target.strip("<>"), files, "图片" if picture else "链接")
                if message:
                    yield Problem(record.path, line, "", "bad-link", message)


def _wrong_target(path: str, target: str, files: set[str], kind: str) -> str:
    if _OWN_DISK.match(target):
        return f"{kind}“{target}”在您自己的电脑上，别人打不开。请把文件放进本文件所在的文件夹，这里只写文件名"
    if _ELSEWHERE.match(target):
        return ""
    if "\\" in target:
        return f"{kind}“{target}”里的反斜杠 \\ 请改成 /"
    name = unquote(target.split("#")[0].split("?")[0])
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
    if wanted in files or not posixpath.splitext(wanted)[1] or _GENERATED.fullmatch(wanted):
        return ""
    if not wanted.startswith("content/"):
        return (
            f"{kind}“{target}”指到了 content/ 外面，那里的文件不会发布。请把文件放进本文件所在的文件夹，这里只写文件名"
        )
    folder = posixpath.dirname(wanted)
    near = suggestion(posixpath.basename(wanted), (file[len(folder) + 1 :] for file in _within(folder, files)))
    return f"{kind}“{target}”指向的文件不存在{near}。请核对文件名（大小写也要一致），并把文件放进 {folder}/"


def _within(folder: str, files: set[str]) -> list[str]:
    return sorted(file for file in files if posixpath.dirname(file) == folder)


def published_files(root: Path) -> set[str]:
    """Every file below ``content/``, as paths relative to ``root``."""
    found = set()
    for folder, _, names in os.walk(root / "content"):
        below = Path(folder).relative_to(root).as_posix()
        found |= {f"{below}/{name}" for name in names}
    return found
