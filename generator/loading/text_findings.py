"""What proofreading finds in a file that was read: kept with its record, and told as problems each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from generator import proofreading
from generator.loading.folder import Folder
from generator.loading.settling import body_line_of
from generator.loading.text_file import File
from generator.model.inputs import NAMES_FILE
from generator.model.settable import SETTABLE
from generator.model.units import UnitRegistry
from generator.problems import Problem
from generator.proofreading import Finding


class Names(NamedTuple):
    """The names that a text may be near to: those of the units, and of the office's own list where there is one."""

    units: tuple[str, ...]
    persons: tuple[str, ...]


def known_names(folder: Folder, units: UnitRegistry | None) -> Names:
    """Those of an archive."""
    return Names(tuple(units.known_names) if units else (), tuple(_persons(folder)))


def _persons(folder: Folder) -> Iterator[str]:
    """``names.txt``: a name a line; ``#`` begins a remark, and what follows a space is one too."""
    file = folder.read_optional(NAMES_FILE)
    for line in file.data.decode("utf-8-sig", "replace").splitlines() if file else ():
        name = line.partition("#")[0].split()
        if name and 2 <= len(name[0]) <= 4:
            yield name[0]


def findings_in(file: File, record: Any, body: str, names: Names) -> tuple[Finding, ...]:
    """What is found in the text of a file, whose fields may be wrong (``None``); looks at each version of it once."""
    if not body and (not hasattr(record, "body") or "text" in getattr(record, "missing", ())):
        return ()  # a title of which the text is not kept stands as it was printed
    head = file.data[: max(file.data.find(b"\n---", 4), 0)].decode("utf-8", "replace")
    title, subtitle, month = (getattr(record, field, "") for field in ("title", "subtitle", "month"))
    text = proofreading.Text(body, 0, head.partition("\n")[2].replace("\r", ""), title, subtitle, month)
    found = proofreading.proofread(text, proofreading.near_names(*names))
    if not found:
        return ()
    first = body_line_of(file)
    return tuple(one if one.field else one._replace(line=one.line + first) for one in found)


def as_problems(path: str, findings: Iterable[Finding]) -> Iterator[Problem]:
    """The findings of a file as problems of it."""
    for one in findings:
        yield Problem(path, one.line, one.field, one.code, one.message, SETTABLE[one.code].severity)
