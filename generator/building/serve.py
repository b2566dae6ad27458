"""The preview: a site of its own, brought up to date whenever a file is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Timer

from generator.building.result import BuildFailed
from generator.building.workshop import Workshop
from generator.files import CACHE
from generator.problems import as_text

_PAUSE = 2.0
"""Seconds without an edit after which the preview's search is brought up to date."""


def serve_site(root: Path, address: str, open_browser: bool, say: Callable[[str], None]) -> None:
    """Serve the archive's site until interrupted; a faulty edit is told by ``say`` and keeps the last good pages.

    Raises :class:`BuildFailed` when there is no good site to begin with.
    """
    from generator.mkdocs_adapter import serve_folder

    site = root / CACHE / "preview" / "site"
    workshop = Workshop(root, site, site.parent / "cache")

    def build(search: bool) -> None:
        built = workshop.build(search=search)
        if search and built.warnings:
            say(as_text(built.warnings))

    def rebuild() -> None:
        """Show the pages first; the search follows when nothing more is saved for a moment."""
        for timer in waiting:
            timer.cancel()
        try:
            build(search=False)
        except BuildFailed as error:
            say(str(error))
        else:
            waiting[:] = [Timer(_PAUSE, follow)]
            waiting[0].daemon = True
            waiting[0].start()

    def follow() -> None:
        try:
            build(search=True)
        except BuildFailed as error:
            say(str(error))

    waiting: list[Timer] = []
    build(search=True)
    try:
        serve_folder(root, site, address, rebuild, open_browser)
    finally:
        for timer in waiting:
            timer.cancel()
