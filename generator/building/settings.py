"""What ``mkdocs.yml`` says that concerns us; the rest of it is for MkDocs, which is slow to ask."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.pages import wants_people


class _Loader(yaml.CSafeLoader):
    """The safe loader, for which a tag of MkDocs (``!ENV``, ``!relative``) means nothing."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


@dataclass(frozen=True, slots=True)
class Settings:
    """``name`` and ``folder`` of the site."""

    name: str
    folder: Path
    people: bool = True
    """Whether authors have pages."""


def site_settings(root: Path) -> Settings:
    """The settings. A file that MkDocs could not read either gives the defaults."""
    try:
        settings: Any = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=_Loader)  # a safe loader
    except (OSError, ValueError, yaml.YAMLError):
        settings = None
    settings = settings if isinstance(settings, dict) else {}
    people = wants_people(settings.get("extra"))
    return Settings(str(settings.get("site_name", "")), root / str(settings.get("site_dir", "site")), people)
