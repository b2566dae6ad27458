"""From disk to records: the only reader of ``content/``, ``units.yml`` and ``rules.yml``."""

from generator.loading.archive import load
from generator.loading.source import body_line, line_in

__all__ = ["body_line", "line_in", "load"]
