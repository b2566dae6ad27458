"""What ``mkdocs.yml`` says about the site as a whole, as far as pages and files repeat it."""

from __future__ import annotations

from pathlib import Path

from generator.mkdocs_yml import mkdocs_settings
from generator.model.site import SiteInfo


def read_site(root: Path) -> SiteInfo:
    """What is known of the site."""
    known = mkdocs_settings(root)
    name, publisher = (str(known.get(key) or "") for key in ("site_name", "copyright"))
    url = str(known.get("site_url") or "")
    return SiteInfo(name, f"{url.rstrip('/')}/" if url else "", "" if "<" in publisher else publisher)
