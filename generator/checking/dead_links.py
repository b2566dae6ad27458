"""Links and pictures in texts: each leads to a file that is published or to a page of the site."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator

from generator.attachments import ATTACHMENTS
from generator.loading import kind_of
from generator.loading.advice import suggestion
from generator.model.addresses import file_of
from generator.model.archive import Archive
from generator.model.link_targets import Link, is_on_own_disk, meant_path
from generator.problems import Problem

OpenLink = tuple[str, Link, str]
"""The file a link stands in, the link, and the path on the site that it means."""


def check_links(archive: Archive) -> Iterator[Problem]:
    """What the files alone show to be wrong; the case of letters counts."""
    for path, link in _links(archive):
        message = _fault(archive, path, link)
        if message:
            yield _problem(path, link, message)


def check_links_to_pages(links: Iterable[OpenLink], files: Collection[str]) -> Iterator[Problem]:
    """Links that no file of the archive answers (:func:`unanswered`), against all ``files`` of the site."""
    for path, link, meant in links:
        if file_of(meant) not in files:
            message = f"链接“{link.target}”指向的页面不存在（{meant}）。请核对路径；链接到哪一页就写那一页的 .md 文件"
            yield _problem(path, link, message)


def unanswered(archive: Archive) -> Iterator[OpenLink]:
    """Links to what is neither a text nor an attachment, and may be a page that the program makes."""
    for path, link in _links(archive):
        meant = meant_path(path, link.target)
        if meant is not None and not _fault(archive, path, link) and f"content/{meant}" not in archive.paths:
            yield path, link, meant


def _links(archive: Archive) -> Iterator[tuple[str, Link]]:
    for path, links in archive.links.items():
        for link in links:
            yield path, link


def _problem(path: str, link: Link, message: str) -> Problem:
    return Problem(path, link.line, "", "bad-link", message)


def _fault(archive: Archive, path: str, link: Link) -> str:
    """What is wrong with the link, as far as files show it."""
    kind, target = "图片" if link.is_picture else "链接", link.target
    if is_on_own_disk(target):
        return f"{kind}“{target}”在您自己的电脑上，别人打不开。请把文件放进本文件所在的文件夹，这里只写文件名"
    meant = meant_path(path, target)
    if meant is None:
        return ""
    if "\\" in target:
        return f"{kind}“{target}”里的反斜杠 \\ 请改成 /"
    if meant.startswith(".."):
        return (
            f"{kind}“{target}”指到了 content/ 外面，那里的文件不会发布。请把文件放进本文件所在的文件夹，这里只写文件名"
        )
    wanted = f"content/{meant}"
    if wanted in archive.paths:
        return _fault_of_file(archive, wanted, kind, target)
    return _missing(archive, wanted, kind, target)


def _fault_of_file(archive: Archive, wanted: str, kind: str, target: str) -> str:
    found = kind_of(wanted)
    if wanted in archive.attachments or (found and found.makes_page):
        return ""
    if found:
        return f"{kind}“{target}”指向{found.word}，这个文件本身不在网站上。请改成链接到用它的那一页，或去掉这个链接"
    return f"{kind}“{target}”这种文件不能发布。可以发布的附件有：{'、'.join(ATTACHMENTS)}"


def _missing(archive: Archive, wanted: str, kind: str, target: str) -> str:
    """What to say of a file that is not there; nothing where a page or file of the program may be meant."""
    found, ending = kind_of(wanted), posixpath.splitext(wanted)[1]
    needs_file = found is not None and found.page_needs_file
    if not needs_file and ending in ("", ".md", ".html"):
        return ""
    folder, name = posixpath.split(wanted)
    beside = archive.names_by_folder.get(folder, ())
    if not needs_file and not beside:
        return ""
    near = suggestion(name, beside)
    return f"{kind}“{target}”指向的文件不存在{near}。请核对文件名（大小写也要一致），并把文件放进 {folder}/"
