"""From disk to records: the only reader of ``content/``, ``units.yml`` and ``rules.yml``."""

from generator.loading.archive import load, load_rules
from generator.loading.frozen import frozen_path, write_frozen
from generator.loading.source import body_line, line_in

__all__ = ["body_line", "frozen_path", "line_in", "load", "load_rules", "write_frozen"]
