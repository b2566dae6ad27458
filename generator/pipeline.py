"""The whole program: load → validate → score → rank → pages and data files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.checking import check
from generator.exports import data_files
from generator.loading import load
from generator.model.archive import Archive
from generator.pages import Page, render_pages
from generator.problems import ArchiveError, Problem, errors, ordered
from generator.scoring import MonthTable, ScoreLine, month_tables, score_lines


@dataclass(frozen=True, slots=True)
class Scored:
    """A valid archive with its score lines, its month tables and the warnings it gave."""

    archive: Archive
    lines: list[ScoreLine]
    tables: dict[str, MonthTable]
    warnings: list[Problem]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that goes on the site beside the theme and the files that are published as they are."""

    pages: list[Page]
    data: dict[str, str]
    warnings: list[Problem]


def build_archive(root: Path, site_name: str) -> Site:
    """Turn the archive below ``root`` into pages and data files; :class:`ArchiveError` when it has errors."""
    scored = score_archive(root)
    pages = list(render_pages(scored.archive, scored.tables, site_name))
    data = data_files(scored.archive, scored.tables)
    return Site(pages, data, scored.warnings)


def score_archive(root: Path) -> Scored:
    """Load, validate, score and rank; :class:`ArchiveError` when the archive has errors."""
    archive, problems = read_archive(root)
    if archive is None or errors(problems):
        raise ArchiveError(problems)
    lines = score_lines(archive)
    return Scored(archive, lines, month_tables(archive, lines), problems)


def read_archive(root: Path) -> tuple[Archive | None, list[Problem]]:
    """Load and validate: what could be read, and all problems, sorted by path."""
    archive, problems = load(root)
    if archive is not None:
        problems += check(archive)
    return archive, ordered(problems)
