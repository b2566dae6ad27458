"""What ``mkdocs.yml`` says about the site as a whole, as far as pages and files repeat it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from generator.model.site import SiteInfo


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


def read_site(root: Path) -> SiteInfo:
    """What is known of the site."""
    known = mkdocs_settings(root)
    name, publisher = (str(known.get(key) or "") for key in ("site_name", "copyright"))
    url = str(known.get("site_url") or "")
    return SiteInfo(name, f"{url.rstrip('/')}/" if url else "", "" if "<" in publisher else publisher)
