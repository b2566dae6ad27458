"""What ``mkdocs.yml`` says that a build has to know; the rest of it is for MkDocs, which is slow to ask."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.mkdocs_yml import mkdocs_settings
from generator.model.site import wants_people


@dataclass(frozen=True, slots=True)
class Settings:
    """``name`` and ``folder`` of the site."""

    name: str
    folder: Path
    people: bool = True
    """Whether authors have pages."""


def site_settings(root: Path) -> Settings:
    """The settings, where they say nothing those of MkDocs."""
    settings = mkdocs_settings(root)
    people = wants_people(settings.get("extra"))
    return Settings(str(settings.get("site_name", "")), root / str(settings.get("site_dir", "site")), people)
