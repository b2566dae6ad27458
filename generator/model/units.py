"""Units: every body that may be credited, its names over time and the group it is ranked in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.fingerprints import Record
from generator.model.months import Month, within
from generator.model.points import Points

Since = Annotated[Month | None, Field(alias="from")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


def plain_name(text: str) -> str:
    """A name as names are compared where spaces and the width of letters do not matter."""
    return "".join((text if text.isascii() else unicodedata.normalize("NFKC", text)).split())


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the notice; it may hold several groups (the two department classes share one)."""

    id: Slug
    title: str
    list_title: str
    label: str
    """Prefix of the section's placeholders in a covering text, e.g. ``县区局`` in ``{{县区局采用}}``."""
    names_kind: bool = False
    """Whether the list of items prints ``第9期 信息`` (true) or just ``第9期`` for a full article."""


@dataclass(frozen=True, slots=True)
class Group:
    """Units that are ranked against each other."""

    id: Slug
    title: str
    section: str
    class_title: Annotated[str, Field(alias="class")] = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a unit, with its first and last month if it was used for a time only."""

    name: str
    since: Since = None
    until: Month | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """The group a unit belongs to, with first and last month."""

    id: str
    since: Since = None
    until: Month | None = None


@dataclass(frozen=True, slots=True)
class Successor:
    """A unit that takes over from one that has ended, with its part of the totals of that year."""

    unit: str
    share: Points = Fraction(1)


def _named(key: str, record: type) -> BeforeValidator:
    """Accept a bare name where a mapping with that key is meant."""
    return BeforeValidator(
        lambda value: {key: value} if isinstance(value, str) else value, json_schema_input_type=str | record
    )


def _memberships(value: object) -> object:
    return ({"id": value},) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Unit:
    """One credited body. ``name`` is the name in the notice's tables; ``id`` is its permanent ASCII address."""

    id: Slug
    name: str
    group: Annotated[
        tuple[Membership, ...], BeforeValidator(_memberships, json_schema_input_type=str | tuple[Membership, ...])
    ] = ()
    """The groups over time (in the file: a name, or a list of names with dates); empty: credited, not ranked."""
    full_name: str = ""
    short_name: str = ""
    aliases: tuple[Annotated[Alias, _named("name", Alias)], ...] = ()
    since: Since = None
    until: Month | None = None
    successors: tuple[Annotated[Successor, _named("unit", Successor)], ...] = ()
    """After ``until``: who takes over, and what part of this year's points goes with it."""
    unconfirmed: tuple[str, ...] = ()

    @property
    def names(self) -> Iterator[Alias]:
        """Every name a credit may use, the canonical one first."""
        seen = set()
        own = (Alias(name) for name in (self.name, self.full_name, self.short_name) if name)
        for alias in (*own, *self.aliases):
            if alias not in seen:
                seen.add(alias)
                yield alias

    @property
    def spoken_name(self) -> str:
        """The name used in running text (利用科), else the canonical one."""
        return self.short_name or self.name

    def ended_before(self, month: str) -> bool:
        """Whether its last month was an earlier one."""
        return self.until is not None and self.until < month

    def group_in(self, month: str) -> str | None:
        """The id of its group in that month, or ``None`` when it is not ranked then."""
        if not within(month, self.since, self.until):
            return None
        return next((m.id for m in self.group if within(month, m.since, m.until)), None)


@dataclass(frozen=True)
class UnitRegistry(Record):
    """``units.yml`` as a whole."""

    sections: tuple[Section, ...]
    groups: tuple[Group, ...]
    units: Annotated[tuple[Unit, ...], Field(min_length=1)] = field(default=())

    @cached_property
    def _by_name(self) -> dict[str, list[tuple[Alias, Unit]]]:
        index: dict[str, list[tuple[Alias, Unit]]] = {}
        for unit in self.units:
            for alias in unit.names:
                index.setdefault(alias.name, []).append((alias, unit))
        return index

    @cached_property
    def by_canonical_name(self) -> dict[str, Unit]:
        """Canonical name → unit."""
        return {unit.name: unit for unit in self.units}

    @cached_property
    def order(self) -> dict[str, int]:
        """Canonical name → place in the published order."""
        return {unit.name: place for place, unit in enumerate(self.units)}

    @property
    def known_names(self) -> list[str]:
        """Every name that resolves at some time."""
        return list(self._by_name)

    def resolve(self, name: str, month: str) -> Unit | None:
        """The unit that had this name in that month; ``None`` when nobody had."""
        return next(
            (unit for alias, unit in self._by_name.get(name, ()) if within(month, alias.since, alias.until)),
            None,
        )

    @cached_property
    def _by_plain_name(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for name in self._by_name:
            index.setdefault(plain_name(name), []).append(name)
        return index

    def knows(self, name: str) -> bool:
        """Whether a unit has this name at some time, but for spaces and the width of letters."""
        return plain_name(name) in self._by_plain_name

    def resolve_written(self, name: str, month: str) -> Unit | None:
        """As :meth:`resolve`, of a name as it stands in a table: with spaces in it, or full-width letters."""
        ways = [name, *self._by_plain_name.get(plain_name(name), ())]
        return next((unit for way in ways if (unit := self.resolve(way, month))), None)

    def members(self, group: str, month: str) -> list[Unit]:
        """The units ranked in a group in that month, in the published order."""
        return [unit for unit in self.units if unit.group_in(month) == group]

    def ranked(self, month: str) -> list[Unit]:
        """Every unit that is ranked in that month, in the published order."""
        return [unit for unit in self.units if unit.group_in(month) is not None]
