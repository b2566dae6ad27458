"""The records that builds keep, for commands that only read the archive."""

from __future__ import annotations

from pathlib import Path

from generator.building.inputs import program_version
from generator.building.workshop import CACHE
from generator.keeping import Store
from generator.loading import RecordCache


def kept_records(root: Path) -> RecordCache:
    """What has been read of the archive below ``root`` before."""
    return RecordCache(Store(root / CACHE / "build" / "records", program_version()))
