"""A text as it will be read: what is lost or wrong when it is a page, of which no schema knows. Pure functions.

:func:`proofread` is called once for each version of a file; what it finds is kept with the record. So all but the
finding itself is imported once a text is looked at.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from generator.proofreading.finding import Finding

if TYPE_CHECKING:
    from generator.proofreading.name_slips import NearNames, near_names
    from generator.proofreading.whole_texts import Text, proofread

__all__ = ["Finding", "NearNames", "Text", "near_names", "proofread"]

_LATER = {"NearNames": "name_slips", "near_names": "name_slips", "Text": "whole_texts", "proofread": "whole_texts"}
"""Name → module that has it."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    found = globals()[name] = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    return found
