"""Front matter as written: the fields of each kind of file and what they may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, Strict, StringConstraints, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from generator.loading.advice import advise, names_in
from generator.loading.text_file import SplitFile, problem_at
from generator.model.addresses import Addresses
from generator.model.articles import Adoption, Amendment, Instruction
from generator.model.months import Day, IssueNumber, Month
from generator.model.notices import Discrepancy
from generator.model.points import Points
from generator.model.reviews import Review
from generator.model.rules import ArticleType
from generator.problems import Problem

T = TypeVar("T")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Count = Annotated[int, Strict(), Field(ge=0)]


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


_OneOrSeveral = BeforeValidator(_as_tuple, json_schema_input_type=str | tuple[str, ...])

Names = Annotated[tuple[Text, ...], _OneOrSeveral]
"""One name, or a list of names."""


def _one_person(name: str) -> str:
    if len(names_in(name)) > 1:
        raise PydanticCustomError("joined-names", "several names in one")
    return name


People = Annotated[tuple[Annotated[Text, AfterValidator(_one_person)], ...], _OneOrSeveral]
"""Names of persons, each of its own: a full-width comma between two does not separate them for YAML."""


@dataclass(frozen=True, slots=True)
class ArticleMeta:
    """Front matter of a piece."""

    type: ArticleType
    unit: Annotated[Names, Field(min_length=1)]
    title: Text | None = None
    subtitle: Text | None = None
    authors: People = ()
    issue: IssueNumber | None = None
    month: Month | None = None
    publication: Text | None = None
    commissioner: Text | None = None
    date: Day | None = None
    missing: Annotated[tuple[Literal["text"], ...], _OneOrSeveral] = ()
    adoptions: tuple[Adoption, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    shares: Mapping[str, Points] = field(default_factory=dict)
    corrections: tuple[Amendment, ...] = ()
    aliases: Addresses = ()


@dataclass(frozen=True, slots=True)
class IssueMeta:
    """Front matter of an issue's ``index.md``."""

    issue: IssueNumber
    month: Month
    date: Day | None = None
    whole_number: Annotated[int, Strict(), Field(ge=1)] | None = None
    editors: People = ()
    recipients: str = ""
    email: str = ""
    phone: str = ""
    unconfirmed: Annotated[tuple[Literal["issue", "month", "date", "order"], ...], _OneOrSeveral] = ()
    note: str = ""
    aliases: Addresses = ()
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class NoticeMeta:
    """Front matter of a notice."""

    title: Text
    month: Month
    date: Day | None = None
    signatory: str = ""
    addressees: str = ""
    attachment: str = ""
    notes: Names = ()
    recipients: str = ""
    editors: People = ()
    email: str = ""
    phone: str = ""
    published: Mapping[str, Count] = field(default_factory=dict)
    discrepancies: tuple[Discrepancy, ...] = ()
    unconfirmed: Annotated[tuple[Literal["date", "signatory", "addressees"], ...], _OneOrSeveral] = ()
    aliases: Addresses = ()
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class PageMeta:
    """Front matter of an ordinary page."""

    title: Text
    aliases: Addresses = ()


def build(adapter: TypeAdapter[T], data: Mapping[str, Any], split: SplitFile, problems: list[Problem]) -> T | None:
    """Turn the YAML mapping of a file into a record; everything wrong with it becomes problems and gives ``None``."""
    try:
        return adapter.validate_python(data, extra="forbid")
    except ValidationError as error:
        for loc, code, message in advise(error, data, adapter):
            problems.append(problem_at(split, loc, code, message))
        return None
