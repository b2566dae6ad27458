"""Word, Excel and PowerPoint files: right in their form, without macros and parts from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from generator.attachments.unfit import Unfit
from generator.attachments.zips import opened, part

_LARGEST_PART = 4 * 1024 * 1024
_MOST_LINKS = 16 * 1024 * 1024
_MACRO = re.compile(r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml|macrosheets/.*)$", re.IGNORECASE)
_FETCHED = re.compile(r"/(?:attachedTemplate|oleObject|frame|subDocument|package)[\"']", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"Target\s*=\s*[\"']\s*(?:https?:|ftp:|mhtml:|\\\\|//|file:/{4,}|file:\\\\|file://[^/])", re.IGNORECASE
)


def examine(main: str, data: bytes) -> Iterator[str]:
    """``main``: the part that such a file must have."""
    with opened(data) as archive:
        names = archive.namelist()
        if main not in names or "[Content_Types].xml" not in names:
            raise Unfit(
                "内容和文件名的结尾（.docx、.xlsx、.pptx）不符，或者已经损坏。请用 WPS 或 Office 打开，另存一份"
            )
        types = part(archive, "[Content_Types].xml", _LARGEST_PART)
        if "macroenabled" in _text(types).lower() or any(map(_MACRO.search, names)):
            raise Unfit("文件里有宏（会在别人电脑上运行的程序），不能放在网站上。请用 WPS 或 Office 另存为不带宏的格式")
        left = _MOST_LINKS
        for name in names:
            if name.lower().endswith(".rels"):
                links = part(archive, name, min(left, _LARGEST_PART))
                left -= len(links)
                if _fetches(links):
                    raise Unfit(
                        "文件打开时会从别的网站取模板或内容，不能放在网站上。请用 WPS 或 Office 断开链接，另存一份"
                    )
    return iter(())


def _fetches(links: bytes) -> bool:
    """Whether one of these relationships brings in something from elsewhere; hyperlinks do not."""
    tags = (unescape(tag) for tag in _text(links).split("<") if "Relationship" in tag)
    return any(_FETCHED.search(tag) and _ELSEWHERE.search(tag) for tag in tags)


def _text(xml: bytes) -> str:
    return xml.replace(b"\0", b"").decode("utf-8", "replace")
