"""Pages and files that are to be made: each with its path, what makes it, and a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.fingerprints import Derived

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Plan(Generic[T_co]):
    """A page or file to be made. Nothing is computed for it before it is asked for its key."""

    path: str
    made_by: str
    """What makes it: the file it shows, or in Chinese words what of the site it is."""
    key_of: Callable[[], str]
    make: Callable[[], T_co]

    @property
    def key(self) -> str:
        """Equal keys promise equal results."""
        return self.key_of()


def plan_of(path: str, made_by: str, derived: Derived[T_co]) -> Plan[T_co]:
    """For what follows from given inputs."""
    return Plan(path, made_by, lambda: derived.fingerprint, lambda: derived.value)
