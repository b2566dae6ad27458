"""Names of a package whose modules are imported once somebody asks for them: most runs never do."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def later(package: str, places: Mapping[str, str]) -> Callable[[str], Any]:
    """What such a package has as ``__getattr__``; ``places``: name → the module of the package that has it."""

    def get(name: str) -> Any:
        if name not in places:
            raise AttributeError(f"{package} has no {name}")
        found = getattr(import_module(f"{package}.{places[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return get
