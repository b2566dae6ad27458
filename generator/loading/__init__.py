"""From disk to records, by one table of kinds of files: the only reader of an archive."""

from generator.loading.address_list import ADDRESSES, write_addresses
from generator.loading.attachment_files import published
from generator.loading.file_table import file_table
from generator.loading.folder import Folder
from generator.loading.frozen_file import frozen_path, frozen_text, sealed
from generator.loading.issued_register import REGISTER, register_text
from generator.loading.json_schemas import NAMES as SCHEMA_NAMES
from generator.loading.json_schemas import json_schema
from generator.loading.kinds import KINDS, kind_of
from generator.loading.loader import load, load_rules, read_units
from generator.loading.places import body_line, line_in, place_in, problem_in
from generator.loading.record_cache import RecordCache
from generator.loading.settling import settle
from generator.loading.site_file import read_site
from generator.loading.text_file import File

__all__ = [
    "ADDRESSES",
    "KINDS",
    "REGISTER",
    "SCHEMA_NAMES",
    "File",
    "Folder",
    "RecordCache",
    "body_line",
    "file_table",
    "frozen_path",
    "frozen_text",
    "json_schema",
    "kind_of",
    "line_in",
    "load",
    "load_rules",
    "place_in",
    "problem_in",
    "published",
    "read_site",
    "read_units",
    "register_text",
    "sealed",
    "settle",
    "write_addresses",
]
