"""Files of the archive → the same in their proper form: what ``bulletin fix`` shows and writes."""

from generator.fixing.repairs import Repaired, repair, repairs

__all__ = ["Repaired", "repair", "repairs"]
