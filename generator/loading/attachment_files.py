"""Attachments on disk: examined once for each content, and what is published of them."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import disclosure
from generator.attachments import HEAVY, Unfit, attachment_kind, examine, for_site
from generator.disclosure import Finding, ListedWords
from generator.files import digest
from generator.loading.file_names import runnable_name
from generator.loading.folder import Folder
from generator.loading.record_cache import RecordCache
from generator.loading.text_file import File
from generator.model.archive import Archive
from generator.model.inputs import ORIGINALS
from generator.model.site import SiteSettings
from generator.plain_files import read_below
from generator.problems import ArchiveError, Problem, errors

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Examined:
    """What is kept of an attachment: what is wrong with it, and what it gives away."""

    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]


def check_attachments(
    folder: Folder,
    paths: Sequence[str],
    site: SiteSettings,
    cache: RecordCache,
    problems: list[Problem],
    words: ListedWords,
) -> None:
    """Tell what is wrong with attachments; a content that has been examined before is not looked at again."""
    folder.attachments.update(paths)
    read = functools.partial(_examined, words)
    limits = {"picture": site.extra.picture_mb, "document": site.extra.document_mb}
    for path in paths:
        kind = attachment_kind(path)
        assert kind is not None
        most, inner = limits[kind.limit], runnable_name(path)
        if inner:
            message = f"名称中间有“{inner}”，有的服务器会当作网页或程序来运行。请改名，去掉它，链接也一起改"
            problems.append(_unfit(path, message))
        elif _size(folder, path) > most * _MB:
            message = (
                f"文件有 {_size(folder, path) / _MB:.1f} MB，超过 {most} MB。请压缩，或在 mkdocs.yml 的 extra 下改 "
                f"{kind.limit}_mb"
            )
            problems.append(_unfit(path, message))
        else:
            if cache.known and path not in folder.digests and (known := cache.known(f"{folder.root}/{path}")):
                folder.digests[path] = known
            seen = cache.take(folder, path, words.digest, Examined, read, problems)
            if seen is not None:
                problems += [*seen.problems, *(finding.problem(path) for finding in seen.findings)]
            if kind.limit == "picture" and _size(folder, path) > HEAVY:
                problems.append(_heavy(path, _size(folder, path)))


def published(archive: Archive, path: str) -> bytes:
    """What is published of an attachment: of the very bytes that have been examined."""
    data = read_below(archive.root, path)
    if digest(data) != archive.digests.get(path):
        message = "生成网站的时候，这个文件正在改动，没有用它。请再生成一次"
        raise ArchiveError([Problem(path, 1, "", "changed-meanwhile", message)])
    return for_site(path, data)


def _size(folder: Folder, path: str) -> int:
    try:
        return os.lstat(folder.root / path).st_size
    except OSError:  # told where it is read
        return 0


def _examined(words: ListedWords, file: File) -> Examined:
    found = tuple(_found(file))
    return Examined(found, () if errors(found) else disclosure.attached_findings(file.path, file.data, words))


def _found(file: File) -> Iterator[Problem]:
    try:
        for message in examine(file.path, file.data):
            yield Problem(file.path, 1, "", "attachment", message, "warning")
    except Unfit as error:
        yield _unfit(file.path, str(error))


def _heavy(path: str, size: int) -> Problem:
    message = (
        f"图片有 {size / _MB:.1f} MB，打开网页要等很久。运行 bulletin fix --write 就会缩小到长边 2000 像素以内"
        f"（原图移到 {ORIGINALS}，那里的文件不发布）"
    )
    return Problem(path, 1, "", "heavy-picture", message, "warning")


def _unfit(path: str, message: str) -> Problem:
    return Problem(path, 1, "", "unfit-attachment", message)
