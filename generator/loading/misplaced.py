"""Files of no kind: attachments that a text links, leavings of programs, and files whose name is not right."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePosixPath

from generator.attachments import ATTACHMENTS
from generator.loading.kinds import KINDS, Kind, kind_of
from generator.model.inputs import CONTENT, ORIGINALS
from generator.model.link_targets import Link, meant_path
from generator.problems import Problem

_FOLDERS = {kind.folder: kind for kind in reversed(KINDS) if kind.folder}
_TABLES = {folder: kind for folder, kind in _FOLDERS.items() if kind.ending != ".md"}
"""Folders that hold figures: nothing else may lie there, lest a month's figures are lost by a slip in a name."""
_READ = (".md", ".markdown", ".csv", ".yml", ".yaml", ".json")
_RUNS = (".html", ".htm", ".xhtml", ".js", ".mjs", ".css", ".svg", ".xml")
"""What a browser would take for a part of the site itself."""
_LEAVINGS = re.compile(
    r"desktop\.ini|thumbs\.db|.*~|~\$.*|\.~.*|.*\.(?:orig|rej|bak|tmp|temp|new|old|swp|lnk|part|crdownload)",
    re.IGNORECASE,
)
_LONE_DIGIT = re.compile(r"(?<=[/-])([0-9])(?=[/.])")
_IN_ISSUE = re.compile(r"content/[0-9]{4}/(0[1-9]|[1-9][0-9])/[^/]+")
_ARTICLE = next(kind for kind in KINDS if kind.name == "article")


def sort_out(
    paths: Sequence[str], links: Mapping[str, Sequence[Link]], known: Collection[str], problems: list[Problem]
) -> tuple[str, ...]:
    """The attachments among the files of no kind; everything else becomes a problem. ``known``: every file."""
    linked = {_linked_file(path, link.target) for path, own in links.items() for link in own}
    nearly = {path.lower() for path in linked}
    attachments = []
    for path in paths:
        if path.startswith(ORIGINALS):
            continue
        in_tables = any(path.startswith(folder) for folder in _TABLES)
        if path in linked and _ending(path) in ATTACHMENTS and not in_tables:
            attachments.append(path)
        elif in_tables or path.lower() not in nearly:  # else the link is told to be wrong
            problems.append(_problem(path, known))
    return tuple(attachments)


def _linked_file(path: str, target: str) -> str:
    meant = meant_path(path, target)
    return f"{CONTENT}/{meant}" if meant else ""


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _problem(path: str, known: Collection[str]) -> Problem:
    """What is wrong with the name or place of a file, or why it is not published."""
    better = repaired(path)
    if kind_of(better) and better not in known:
        return _error(path, f"文件名或文件夹名不合规定，请改成 {better}")
    if _LEAVINGS.fullmatch(PurePosixPath(path).name):
        return _warning(path, "leftover-file", "这是程序留下的文件或旧的副本，不会发布。不要的请删去")
    if kind_of(better):
        return _error(path, f"文件名或文件夹名不合规定，而 {better} 已经有了。请核对两个文件，留下一个")
    if _ending(path) in _READ or any(path.startswith(folder) for folder in _TABLES):
        return _error(path, _advice(path))
    if _ending(path) in _RUNS:
        return _error(
            path, "这种文件不能放在网站上（网页的样子由程序管）。请删去；文字请写成 .md，图片请存成 PNG 或 JPEG"
        )
    if _ending(path) in ATTACHMENTS:
        message = "没有一篇文章链接这个文件，不会发布。要发布的，请在正文里写上链接或图片；底稿等不要的请移到别处"
        return _warning(path, "not-linked", message)
    return _warning(
        path, "not-published", f"这种文件不会发布。可以发布的附件有：{'、'.join(ATTACHMENTS)}。不要的请删去"
    )


def _error(path: str, message: str) -> Problem:
    return Problem(path, 1, "", "misplaced-file", message)


def _warning(path: str, code: str, message: str) -> Problem:
    return Problem(path, 1, "", code, message, "warning")


def _advice(path: str) -> str:
    kind = next((kind for folder, kind in _FOLDERS.items() if path.startswith(folder)), None)
    if kind and kind.is_table and _ending(path) not in (".csv", ".xlsx"):
        return "这里只放 .xlsx 或 CSV 表。请在 WPS 或 Excel 里“另存为”，类型选“Excel 工作簿（.xlsx）”，如 2023-06.xlsx"
    if kind and kind.name == "commissioned" and path.endswith("/index.md"):
        return "约稿的文件夹里不放 index.md。如果这是一篇约稿，请改名为两位数字，如 01.md；否则请删去"
    if _IN_ISSUE.fullmatch(path):
        return _ARTICLE.advice
    return kind.advice if kind else _anywhere()


def _anywhere() -> str:
    """Where everything belongs."""
    places = "，".join(f"{kind.word}放在 {folder}" for folder, kind in _FOLDERS.items())
    return (
        "这里不放这种文件，或者文件名不对。期刊放在 content/四位年/两位期号/ 里，名为两位数字，"
        f"如 {_ARTICLE.example}；{places}"
    )


def repaired(path: str) -> str:
    """The path with usual slips undone: full-width or capital letters, ``2023年6月``, ``.md.txt``, one digit."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", path).lower())
    text = re.sub(r"[—–－_]", "-", text)
    text = re.sub(r"([0-9]{4})年([0-9]{1,2})月份?", lambda found: f"{found[1]}-{found[2]:0>2}", text)
    text = re.sub(r"(?<=/)([0-9]{4})年(?=/)", r"\1", text)
    text = re.sub(r"(?<=/)第?([0-9]{1,2})期(?=/)", lambda found: f"{found[1]:0>2}", text)
    text = re.sub(r"(?<=\.md|csv|yml|aml|lsx)\.txt$", "", text)
    return _in_known_folder(_with_ending(_LONE_DIGIT.sub(r"0\1", text)))


def _with_ending(path: str) -> str:
    path = re.sub(r"\.yaml$", ".yml", path)
    return re.sub(r"\.(txt|markdown)$", ".md", path)


def _in_known_folder(path: str) -> str:
    """The path in the folder that its own is most like: ``content/adjustment/…`` → ``content/adjustments/…``."""
    parts = path.split("/")
    if len(parts) < 3 or parts[1].isdecimal():
        return path
    names: dict[str, Kind] = {folder.split("/")[1]: kind for folder, kind in _FOLDERS.items()}
    called = {kind.word: name for name, kind in names.items()}
    near = difflib.get_close_matches(parts[1], names, n=1, cutoff=0.75)
    parts[1] = called.get(parts[1]) or (near[0] if near else parts[1])
    return "/".join(parts)
