"""What an editor has said once about old files: which heading stands for what, which column, which name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.fingerprints import Record

SKIPPED = "不导入"
"""What a heading or a column stands for that is left out."""

SECTIONS = ("信息", "简讯", SKIPPED)
"""What a heading may stand for."""

_MARK = re.compile(r"[^\w\s]|[0-9一①][.、]?|[（(][一1][）)]")


def heading_key(text: str) -> str:
    """A heading as it is compared: without white space, brackets and colons; a mark alone stays (``★``, ``一、``)."""
    plain = re.sub(r"\s+", "", text)
    if _MARK.fullmatch(plain):
        return plain
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", plain))


@dataclass(frozen=True)
class ImportLayout(Record):
    """``content/import.yml``."""

    path: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    """Heading, or the mark or numeral before titles (``★``, ``一、``) → ``信息``, ``简讯`` or ``不导入``."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Heading of a column in a notice → a column of :data:`generator.model.frozen.COLUMNS`, or ``不导入``."""
    credits: Mapping[str, str] = field(default_factory=dict)
    """A name in a credit → the unit's."""

    def section(self, heading: str) -> str:
        """What a heading stands for; empty where nobody has said."""
        return next((value for name, value in self.headings.items() if heading_key(name) == heading_key(heading)), "")

    def column(self, heading: str) -> str:
        """What a column holds; empty where nobody has said."""
        key = heading_key(heading)
        return next((value for name, value in self.columns.items() if heading_key(name) == key), "")
