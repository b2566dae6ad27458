"""Building the site: what has not changed is kept, the rest is made beside the old site and swapped in."""

from generator.building.build import CACHE, BuildFailed, Built, build_site
from generator.building.serve import serve_site
from generator.building.settings import site_settings

__all__ = ["CACHE", "BuildFailed", "Built", "build_site", "serve_site", "site_settings"]
