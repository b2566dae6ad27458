"""From disk to records: the only reader of ``content/`` and the settings beside it."""

from generator.loading.addresses import ADDRESSES, write_addresses
from generator.loading.archive import READ_AS_CONTENT, load, load_rules
from generator.loading.frozen import frozen_path, write_frozen
from generator.loading.json_schemas import NAMES as SCHEMA_NAMES
from generator.loading.json_schemas import json_schema
from generator.loading.kept import Kept
from generator.loading.site import SITE_FILE, read_site
from generator.loading.source import body_line, line_in

__all__ = [
    "ADDRESSES",
    "READ_AS_CONTENT",
    "SCHEMA_NAMES",
    "SITE_FILE",
    "Kept",
    "body_line",
    "frozen_path",
    "json_schema",
    "line_in",
    "load",
    "load_rules",
    "read_site",
    "write_addresses",
    "write_frozen",
]
