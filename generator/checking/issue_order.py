"""The pieces of an issue in their order: numbers that are missing, and 简讯 before 信息."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.loading import problem_in
from generator.model.addresses import site_path, url_of
from generator.model.archive import Archive
from generator.model.articles import Article
from generator.model.months import issue_label
from generator.problems import Problem

_SHOWN = 10


def check_issue_order(archive: Archive) -> Iterator[Problem]:
    """Gaps that no published address explains, and 信息 that stand behind 简讯."""
    pieces: dict[str, list[Article]] = defaultdict(list)
    for article in archive.articles:
        if article.issue:
            pieces[article.issue].append(article)
    known = {one.address for one in archive.addresses.addresses} if archive.addresses else set()
    known |= {old.address for old in archive.old_addresses}
    known |= {url_of(site_path(path)) for path in archive.paths}  # what could not be read is told already
    for issue, own in pieces.items():
        yield from _gaps(issue, own, known)
        yield from _late(archive, own)


def _gaps(issue: str, pieces: Sequence[Article], known: set[str]) -> Iterator[Problem]:
    numbers = {piece.file_number for piece in pieces if piece.file_number}
    folder = issue.replace("-", "/")
    missing = [number for number in range(1, max(numbers, default=0)) if f"{folder}/{number:02d}/" not in known]
    if missing and len(missing) < len(numbers):  # else they are no series
        names = "、".join(f"{number:02d}.md" for number in missing[:_SHOWN]) + ("等" if len(missing) > _SHOWN else "")
        message = (
            f"{issue_label(issue)}的编号不连续，没有 {names}。漏了的请补上，编错的请改名（还没有发布的可以改）；"
            "是撤下的，先运行 bulletin addresses freeze 再撤，就不再提醒"
        )
        yield Problem(f"content/{folder}/index.md", 1, "", "number-gap", message, "warning")


def _late(archive: Archive, pieces: Sequence[Article]) -> Iterator[Problem]:
    first = next((piece for piece in pieces if piece.type == "简讯"), None)
    late = [piece for piece in pieces if first and piece.type == "信息" and piece.path > first.path]
    if first and late:
        more = f"（后面这样的信息共 {len(late)} 篇）" if len(late) > 1 else ""
        message = (
            f"信息排在简讯 {first.id.rpartition('/')[2]} 的后面{more}。一期里先信息后简讯："
            "类型写错的请改正 type，次序不对的请改文件名（已经发布的不改）"
        )
        yield problem_in(archive.root, late[0].path, ("type",), "type-order", message, "warning")
