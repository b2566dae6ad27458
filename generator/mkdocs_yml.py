"""What ``mkdocs.yml`` says, read without MkDocs, which is slow to ask, and before the rest of the program is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


class _Loader(yaml.CSafeLoader):
    """The safe loader, for which a tag of MkDocs (``!ENV``, ``!relative``) means nothing."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def mkdocs_settings(root: Path) -> dict[str, Any]:
    """The settings as written; a file that MkDocs could not read either gives none."""
    try:
        settings: Any = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=_Loader)  # a safe loader
    except (OSError, ValueError, yaml.YAMLError):
        settings = None
    return settings if isinstance(settings, dict) else {}
