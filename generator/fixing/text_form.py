"""The text files that people write, in their proper form: as :mod:`generator.loading.settling` reads them."""

from __future__ import annotations

from collections.abc import Collection

from generator.files import digest
from generator.fixing.fixer import Fixed
from generator.loading import File, kind_of, settle


def fix_text(file: File, unit_names: Collection[str]) -> Fixed | None:
    """UTF-8, line ends of one kind, and fields as they should be written; the body is what it was."""
    kind = kind_of(file.path)
    if kind is None or not kind.tidied:
        return None
    settled = settle(file, kind.form, unit_names, [])
    if settled is None:
        return None
    done = (*settled.untidy, *(["换行符"] if "\r" in file.data.decode("latin-1") else []))
    data = settled.text.encode("utf-8")
    again = settle(File(file.path, data, digest(data)), kind.form, unit_names, [])
    if not done or data == file.data or again is None or again.record != settled.record:
        return None
    return Fixed(data, done)
