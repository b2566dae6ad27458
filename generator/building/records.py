"""The records that builds keep, for commands that only read the archive."""

from __future__ import annotations

from pathlib import Path

from generator.building.inputs import program_version
from generator.cache import Cache
from generator.files import CACHE
from generator.loading import RecordCache


def kept_records(root: Path) -> RecordCache:
    """What has been read of the archive below ``root`` before."""
    return RecordCache(Cache(root / CACHE / "build" / "records", program_version()))
