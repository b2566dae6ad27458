"""What goes into a build from outside, and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.cache import Cache
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.loading import RecordCache  # of which a build has no need so early

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


def silent(what: str, done: int, total: int) -> None:
    """Where nobody wants to know."""


class BuildFailed(Exception):
    """The site could not be built and is as it was before; ``problems`` are those of the content, if it is at fault."""

    def __init__(self, said: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(said)
        self.problems = tuple(problems)


class SiteRefused(BuildFailed):
    """The folder must not be replaced by a site; nothing was touched."""


@dataclass(frozen=True, slots=True)
class Caches:
    """What earlier builds have read (``records``) and scored (``years``)."""

    records: RecordCache
    years: Cache


@dataclass(frozen=True, slots=True, order=True)
class Altered:
    """A file of the site that was not as a build makes it."""

    path: str
    how: Literal["内容不同", "缺少", "多余"]


@dataclass(frozen=True, slots=True)
class Built:
    """A site that is up to date."""

    site: Path
    warnings: list[Problem]
    made: int
    """Files of the site that were made anew."""
    total: int
    altered: tuple[Altered, ...] = ()
    """What of the site was put right, where it was verified."""
    outdated: bool = False
    """Whether content or program had changed since the build that was verified: then not all of it is an alteration."""
