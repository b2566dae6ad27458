"""Building the site: what has not changed is kept, the rest is made beside the old site and put in its place."""

from generator.building.builder import Builder, check_content
from generator.building.digests import site_folder
from generator.building.preview import ServeFailed, serve_site, split_address
from generator.building.result import BuildFailed, Built, SiteRefused

__all__ = [
    "BuildFailed",
    "Builder",
    "Built",
    "ServeFailed",
    "SiteRefused",
    "check_content",
    "serve_site",
    "site_folder",
    "split_address",
]
