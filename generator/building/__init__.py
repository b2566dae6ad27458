"""Building the site: what has not changed is kept, the rest is made beside the old site and put in its place."""

from generator.building.inputs import site_folder
from generator.building.result import BuildFailed, Built, SiteRefused
from generator.building.serve import ServeFailed, serve_site, split_address
from generator.building.workshop import Workshop

__all__ = [
    "BuildFailed",
    "Built",
    "ServeFailed",
    "SiteRefused",
    "Workshop",
    "serve_site",
    "site_folder",
    "split_address",
]
