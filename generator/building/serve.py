"""The preview: a site of its own, brought up to date whenever a file is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.building.result import BuildFailed
from generator.building.workshop import CACHE, Workshop
from generator.problems import as_text


def serve_site(root: Path, address: str, open_browser: bool, say: Callable[[str], None]) -> None:
    """Serve the archive's site until interrupted; a faulty edit is told by ``say`` and keeps the last good pages.

    Raises :class:`BuildFailed` when there is no good site to begin with.
    """
    from generator.mkdocs_adapter import serve_folder

    site = root / CACHE / "preview" / "site"
    workshop = Workshop(root, site, site.parent / "cache")

    def build() -> None:
        built = workshop.build()
        if built.warnings:
            say(as_text(built.warnings))

    def rebuild() -> None:
        try:
            build()
        except BuildFailed as error:
            say(str(error))

    build()
    serve_folder(root, site, address, rebuild, open_browser)
