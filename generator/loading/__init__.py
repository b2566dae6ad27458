"""From disk to records: the only reader of ``content/``, ``units.yml`` and ``rules.yml``."""

from generator.loading.archive import load
from generator.loading.source import line_in

__all__ = ["line_in", "load"]
