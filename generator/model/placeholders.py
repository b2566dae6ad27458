"""The words in double braces that a covering text may use for figures: ``{{县区局采用}}``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.model.units import UnitRegistry

PATTERN = re.compile(r"\{\{\s*(.*?)\s*\}\}")

MONTH = "月份"
SUBMITTED_TOTAL = "上报总数"
SUBMITTED, ADOPTED, LEADERS = "上报", "采用", "前三"


def known(units: UnitRegistry) -> list[str]:
    """Every placeholder: the month, the total, and three for each section of the notice."""
    per_section = [section.label + part for section in units.sections for part in (SUBMITTED, ADOPTED, LEADERS)]
    return [MONTH, SUBMITTED_TOTAL, *per_section]


def countable(names: Iterable[str]) -> list[str]:
    """Those whose value is a count, so that a differing published figure can be recorded."""
    return [name for name in names if name.endswith((SUBMITTED, ADOPTED, SUBMITTED_TOTAL))]
