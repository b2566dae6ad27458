"""One page of each kind, found in the built site itself, so that a new kind is never forgotten."""

import re
from functools import cache
from pathlib import Path

_KIND = re.compile(r'<div id="content"[^>]* class="page page-([a-z0-9-]+)"')


@cache
def pages_by_kind(site: Path) -> dict[str, str]:
    """The address of the fullest page of each kind; 404 stands for itself."""
    fullest: dict[str, tuple[int, str]] = {}
    for file in sorted(site.rglob("*.html")):
        match = _KIND.search(file.read_text("utf-8"))
        if match:
            address = "/" + file.relative_to(site).as_posix().removesuffix("index.html")
            fullest[match.group(1)] = max(fullest.get(match.group(1), (0, "")), (file.stat().st_size, address))
    return {kind: address for kind, (_, address) in sorted(fullest.items())} | {"404": "/404.html"}
