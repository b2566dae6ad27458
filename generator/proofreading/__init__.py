"""A text as it will be read: what is lost or wrong when it is a page, of which no schema knows. Pure functions.

:func:`proofread` is called once for each version of a file; what it finds is kept with the record. So all but the
finding itself is imported once a text is looked at.
"""

from typing import TYPE_CHECKING

from generator.later import later
from generator.proofreading.finding import Finding

if TYPE_CHECKING:
    from generator.proofreading.name_slips import NearNames, near_names
    from generator.proofreading.whole_texts import Text, proofread

__all__ = ["Finding", "NearNames", "Text", "near_names", "proofread"]

__getattr__ = later(
    __name__, {"NearNames": "name_slips", "near_names": "name_slips", "Text": "whole_texts", "proofread": "whole_texts"}
)
