"""Where something stands in a file that has been read before: read again, for problems only."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from generator.limits import size_limit
from generator.loading.kinds import kind_of
from generator.loading.settling import body_line_of, settle
from generator.loading.text_file import File, SplitFile, decode, place_of, read_file
from generator.plain_files import Below
from generator.problems import Loc, Problem, Severity


def problem_in(root: Path, path: str, loc: Loc, code: str, message: str, severity: Severity = "error") -> Problem:
    """A problem at a place (keys and list places) of a YAML or Markdown file.

    A place that is not in the file gives the line of its nearest parent. Reads the file again.
    """
    line, field = place_in(root, path, loc)
    return Problem(path, line, field, code, message, severity)


def line_in(root: Path, path: str, loc: Loc) -> int:
    """The line of a place, as :func:`problem_in` tells it."""
    return place_in(root, path, loc)[0]


def place_in(root: Path, path: str, loc: Loc) -> tuple[int, str]:
    """The line and the field of a place; reads the file again, so call it for problems only."""
    return place_of(_split(_again(root, path)), loc)


@lru_cache(maxsize=8)
def _split(file: File) -> SplitFile:
    """The file as its places are counted; it may have many problems."""
    kind = kind_of(file.path)
    if kind and kind.tidied:
        settled = settle(file, kind.form, (), [])
        return settled.split if settled else SplitFile(file.path, "")
    return SplitFile(file.path, decode(file, [], allow_bom=True) or "")


def body_line(root: Path, path: str) -> int:
    """The line on which the body of a Markdown file begins, empty lines left out."""
    return body_line_of(_again(root, path))


def _again(root: Path, path: str) -> File:
    try:
        return read_file(Below(root), path, size_limit(path))
    except OSError:
        return File(path, b"", "")
