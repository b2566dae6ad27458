"""What reading one file needs to know of the rest of the archive, and where its problems go."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from generator.loading.text_file import SplitFile, problem_at
from generator.loading.unit_names import unknown_unit
from generator.model.articles import Issue
from generator.model.units import UnitRegistry
from generator.problems import Loc, Problem


@dataclass(slots=True)
class Context:
    """``issues``: number (of the folder) → issue, known once the issues have been read; ``paths``: every file."""

    problems: list[Problem]
    units: UnitRegistry | None = None
    paths: frozenset[str] = frozenset()
    issues: Mapping[str, Issue] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    """Keys of the file that is being read whose values are wrong; what follows from them is not told."""
    body: str = ""
    """Its text, also where its fields are wrong."""

    def begin(self) -> None:
        """Forget the file before."""
        self.unsure, self.body = frozenset(), ""

    @property
    def unit_names(self) -> Collection[str]:
        """What units are called, at any time."""
        return self.units.known_names if self.units else ()

    def report(self, split: SplitFile, loc: Loc, code: str, message: str) -> None:
        """Note a problem at a place of the YAML."""
        if loc[0] not in self.unsure:
            self.problems.append(problem_at(split, loc, code, message))

    def unit(self, split: SplitFile, loc: Loc, name: str, month: str) -> str | None:
        """The canonical name of the unit called ``name`` in that month; a name that no unit has is a problem."""
        if self.units is None:
            return None
        unit = self.units.resolve(name, month)
        if unit is None:
            self.report(split, loc, "unknown-unit", unknown_unit(self.units, name, month))
            return None
        return unit.name
