"""What the HTML of a text shows: its links, kept with the record, and what may not stand in it; each with its line."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, unquote

from generator.clean_html import faults
from generator.loading.settling import body_line_of
from generator.loading.text_file import File
from generator.markup import as_written, link_targets, may_need_care
from generator.model.link_targets import Link, is_on_own_disk
from generator.problems import Problem


def links_of(file: File, body: str, problems: list[Problem]) -> tuple[Link, ...]:
    """Every link and picture in the text ``body`` of the file, in order; what no page may show is a problem."""
    if not may_need_care(body):
        return ()
    html, lines = as_written(body), _Lines(body, body_line_of(file))
    targets = link_targets(html)
    told = {target for target, _ in targets if is_on_own_disk(target)}  # as links that lead nowhere
    for fault in faults(html):
        if fault.address not in told:
            line = lines.next_with(fault.written, {fault.written.lower()})
            problems.append(Problem(file.path, line, "", "unsafe-markup", fault.message))
    return tuple(
        Link(target, lines.next_with(f"link {target}", _ways(target)), is_picture) for target, is_picture in targets
    )


def _ways(target: str) -> set[str]:
    """How the target of a link may be written."""
    ways = {target, unquote(target), quote(target, safe="/:#?&=%"), target.replace("&", "&amp;")}
    return {way.lower() for way in ways}


class _Lines:
    """Finds, one after another, the lines on which something is written. ``first``: the line of the first one."""

    def __init__(self, body: str, first: int) -> None:
        self._lines, self._first = body.lower().split("\n"), first
        self._seen: dict[str, int] = {}

    def next_with(self, name: str, ways: Iterable[str]) -> int:
        """The next line with one of the ways; where there is none, the last one found under this name, or the first."""
        after = self._seen.get(name, -1)
        found = (n for n in range(after + 1, len(self._lines)) if any(way in self._lines[n] for way in ways))
        self._seen[name] = place = next(found, max(after, 0))
        return self._first + place
