"""Building the site: what has not changed is kept, the rest is made beside the old site and put in its place."""

from generator.building.inputs import site_folder
from generator.building.result import BuildFailed, Built
from generator.building.serve import serve_site
from generator.building.workshop import CACHE, Workshop

__all__ = ["CACHE", "BuildFailed", "Built", "Workshop", "serve_site", "site_folder"]
