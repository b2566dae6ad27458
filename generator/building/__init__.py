"""Building the site: what has not changed is kept, the rest is made beside the old site and put in its place."""

from generator.building.result import BuildFailed, Built, SiteRefused
from generator.building.serve import ServeFailed, serve_site, split_address
from generator.building.settings import site_settings
from generator.building.workshop import Workshop

__all__ = [
    "BuildFailed",
    "Built",
    "ServeFailed",
    "SiteRefused",
    "Workshop",
    "serve_site",
    "site_settings",
    "split_address",
]
