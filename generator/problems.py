"""What is wrong with an archive, as data: collected everywhere, sorted and printed once.

A problem names the file and line an editor has to open and says, in Chinese, what to do there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Literal

Severity = Literal["error", "warning"]
Loc = tuple[str | int, ...]

_PLACES = 20
"""How many further places of one problem are named, at most."""

_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One defect.

    ``path`` is POSIX-style and relative to the root of the archive; ``line`` counts from 1 (the whole file: 1);
    ``field`` is the whole way to a value of the YAML, as :func:`dotted` writes it, or the column of a CSV table or of
    an issued one; empty where it is the file or its text that is wrong.
    """

    path: str
    line: int
    field: str
    code: str
    message: str
    severity: Severity = "error"


def dotted(loc: Iterable[str | int]) -> str:
    """A place in a YAML file as the field of a problem: ``units.3.group``; places in lists count from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in loc)


class ArchiveError(Exception):
    """The archive has errors and must not be published; carries all of its problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = ordered(problems)
        super().__init__(as_text(self.problems))


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by path, then line, and drop exact repetitions."""
    return sorted(set(problems))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only those that forbid publication."""
    return [problem for problem in problems if problem.severity == "error"]


def as_text(problems: Iterable[Problem]) -> str:
    """One line per problem: ``path:line: 错误 [field] message（code）``, then a line with the count.

    The same problem in several files of a folder is one line, which names them all and counts them.
    """
    rows = ordered(problems)
    lines = [_line(*alike) for alike in _alike(rows)]
    count = len(errors(rows))
    warnings = f"，{len(rows) - count} 处提醒" if len(rows) > count else ""
    if count:
        lines.append(f"共 {count} 处错误{warnings}。改正后再提交；现有网站保持不变。")
    elif rows:
        lines.append(f"没有错误{warnings}。")
    return "\n".join(lines)


def _alike(rows: Iterable[Problem]) -> Iterable[list[Problem]]:
    """The problems in their order, those that say the same of files in one folder together."""
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for row in rows:
        folder = str(PurePosixPath(row.path).parent)
        groups.setdefault((folder, row.field, row.code, row.message, row.severity), []).append(row)
    return groups.values()


def _line(problem: Problem, *others: Problem) -> str:
    severity = "错误" if problem.severity == "error" else "提醒"
    field = f" [{problem.field}]" if problem.field else ""
    message = " ".join(problem.message.splitlines())
    return visible(f"{problem.path}:{problem.line}: {severity}{field} {message}{_also(others)}（{problem.code}）")


def _also(others: Iterable[Problem]) -> str:
    """The further places of one problem, by the names of the files, which are in the same folder."""
    places = [f"{PurePosixPath(other.path).name}:{other.line}" for other in others]
    if not places:
        return ""
    shown = "、".join(places[:_PLACES]) + ("等" if len(places) > _PLACES else "")
    return f"（同样的问题还有 {len(places)} 处：{shown}）"


def visible(text: str) -> str:
    """The text on one line, with what a terminal would obey or hide spelt out: names of files may be of anything."""
    return _HIDDEN.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode(), text)


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON array of ``{path, line, field, code, severity, message}``."""
    keys = ("path", "line", "field", "code", "severity", "message")
    rows = [{key: asdict(problem)[key] for key in keys} for problem in ordered(problems)]
    return json.dumps(rows, ensure_ascii=False, indent=2)
