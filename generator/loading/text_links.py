"""The links in a text, each with its line: found once, and kept with the record."""

from __future__ import annotations

from urllib.parse import quote, unquote

from generator.loading.text_file import File, body_line_of
from generator.markup import link_targets, may_link
from generator.model.link_targets import Link


def links_of(file: File, body: str) -> tuple[Link, ...]:
    """Every link and picture in the text ``body`` of the file, in order."""
    if not body or not may_link(body):
        return ()
    lines, first = body.split("\n"), body_line_of(file)
    seen: dict[str, int] = {}
    found = []
    for target, is_picture in link_targets(body):
        place = _place(lines, target, seen.get(target, -1))
        seen[target] = place
        found.append(Link(target, first + place, is_picture))
    return tuple(found)


def _place(lines: list[str], target: str, after: int) -> int:
    """The line after ``after`` in which the target is written, in whatever way; the last one found, or the first."""
    ways = {target, unquote(target), quote(target, safe="/:#?&=%"), target.replace("&", "&amp;")}
    for place in range(after + 1, len(lines)):
        if any(way in lines[place] for way in ways):
            return place
    return max(after, 0)
