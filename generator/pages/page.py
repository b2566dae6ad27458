"""A page and its address. Addresses are ASCII and follow from the path alone."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site. ``path`` is relative to the site's content root, e.g. ``2023/09/03.md``."""

    path: str
    title: str
    body: str
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def markdown(self) -> str:
        """The page as Markdown with front matter (JSON, which is YAML too)."""
        meta = {"title": self.title, **self.meta}
        return f"---\n{json.dumps(meta, ensure_ascii=False)}\n---\n\n{self.body}\n"


def url_of(path: str) -> str:
    """The address of a page below the site's root: ``2023/09/03.md`` → ``2023/09/03/``, ``index.md`` → empty."""
    stem = path.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        stem = stem.removesuffix("index").rstrip("/")
    return f"{stem}/" if stem else ""


def relative_url(from_path: str, to_path: str) -> str:
    """The relative link from one page to another page or file."""
    base = url_of(from_path) or "."
    target = url_of(to_path) if to_path.endswith(".md") else to_path
    link = posixpath.relpath(target or ".", base)
    return f"{link}/" if to_path.endswith(".md") else link
