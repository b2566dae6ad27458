"""From disk to records: the only reader of ``content/``, ``units.yml`` and ``rules.yml``."""

from generator.loading.addresses import ADDRESSES, write_addresses
from generator.loading.archive import READ_AS_CONTENT, load, load_rules
from generator.loading.frozen import frozen_path, write_frozen
from generator.loading.json_schemas import NAMES as SCHEMA_NAMES
from generator.loading.json_schemas import json_schema
from generator.loading.record_cache import RecordCache
from generator.loading.source import body_line, line_in

__all__ = [
    "ADDRESSES",
    "READ_AS_CONTENT",
    "SCHEMA_NAMES",
    "RecordCache",
    "body_line",
    "frozen_path",
    "json_schema",
    "line_in",
    "load",
    "load_rules",
    "write_addresses",
    "write_frozen",
]
