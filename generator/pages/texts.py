"""Links in what editors write: from file to file in ``content/``, from page to page on the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection
from urllib.parse import unquote

from generator.pages.links import site_path
from generator.pages.page import relative_url
from generator.problems import Problem

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#|$", re.IGNORECASE)


def text_links(path: str, pages: Collection[str], problems: list[Problem]) -> Callable[[str], str]:
    """Gives the links in the file at ``path`` their addresses; one to a page that is not in ``pages`` is a problem."""
    page, folder = site_path(path), posixpath.dirname(site_path(path))

    def resolve(target: str) -> str:
        if _ELSEWHERE.match(target):
            return target
        file, mark, place = target.partition("#")
        wanted = posixpath.normpath(posixpath.join(folder, unquote(file)))
        if wanted.endswith(".md") and wanted not in pages:
            message = f"链接“{target}”指向的页面不存在（{wanted}）。请核对路径；链接到哪一页就写那一页的 .md 文件"
            problems.append(Problem(path, 1, "", "bad-link", message))
        return f"{relative_url(page, wanted)}{mark}{place}"

    return resolve
