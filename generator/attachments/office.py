"""Word, Excel and PowerPoint files: right in their form, without macros and parts from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.attachments.unfit import Unfit
from generator.attachments.zips import member, members

_LARGEST_PART = 4 * 1024 * 1024
_MACRO = re.compile(r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml|macrosheets/.*)$", re.IGNORECASE)
_FETCHED = re.compile(
    rb"<(?:\w+:)?Relationship\b(?=[^>]*/(?:attachedTemplate|oleObject|frame|subDocument|package)[\"'])"
    rb"(?=[^>]*Target\s*=\s*[\"']\s*(?:https?:|ftp:|mhtml:|\\\\|//|file:/{4,}|file:\\\\|file://[^/]))[^>]*>",
    re.IGNORECASE,
)


def examine(main: str, data: bytes) -> Iterator[str]:
    """``main``: the part that such a file must have."""
    infos = members(data)
    by_name = {info.filename: info for info in infos}
    if main not in by_name or "[Content_Types].xml" not in by_name:
        raise Unfit(
            "内容和文件名的结尾（.docx、.xlsx、.pptx、.zip）不符，或者已经损坏。请用 WPS 或 Office 打开，另存一份"
        )
    types = member(data, by_name["[Content_Types].xml"], _LARGEST_PART)
    if b"macroenabled" in types.lower() or any(_MACRO.search(name) for name in by_name):
        raise Unfit("文件里有宏（会在别人电脑上运行的程序），不能放在网站上。请用 WPS 或 Office 另存为不带宏的格式")
    for name, info in by_name.items():
        if name.endswith(".rels") and _FETCHED.search(member(data, info, _LARGEST_PART)):
            raise Unfit("文件打开时会从别的网站取模板或内容，不能放在网站上。请用 WPS 或 Office 断开链接，另存一份")
    return iter(())
