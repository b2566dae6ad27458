"""Front matter as written: the fields of each kind of file and what they may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, Strict, StringConstraints, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from generator.loading.advice import advise, names_in
from generator.loading.field_names import keys_of, meant_key
from generator.loading.names import is_doubtful
from generator.loading.piece_types import PieceType
from generator.loading.text_file import SplitFile, problem_at
from generator.model.addresses import Addresses
from generator.model.articles import Adoption, Amendment, Instruction, Withdrawal
from generator.model.months import Day, IssueNumber, Month
from generator.model.notices import Discrepancy
from generator.model.points import Points
from generator.model.reviews import Review
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
    if len(names_in(name)) > 1 or is_doubtful(name):
        raise PydanticCustomError("joined-names", "several names in one")
    return name


People = Annotated[tuple[Annotated[Text, AfterValidator(_one_person)], ...], _OneOrSeveral]
"""Names of persons, each of its own: a full-width comma between two does not separate them for YAML."""


def _with_date_and_reason(value: object) -> object:
    if value is not None and not isinstance(value, Mapping):
        message = "withdrawn（撤下）要写日期和原因：在它下面缩进两格写 date: 2024-06-01，再起一行写 reason: 原因"
        raise PydanticCustomError("bad-withdrawn", message)
    return value


Withdrawn = Annotated[
    Withdrawal | None, BeforeValidator(_with_date_and_reason, json_schema_input_type=Withdrawal | None)
]
"""That it is no longer published, since when and why."""


@dataclass(frozen=True, slots=True)
class ArticleMeta:
    """Front matter of a piece."""

    type: PieceType
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
    withdrawn: Withdrawn = None
    unconfirmed: Annotated[tuple[Literal["type", "unit"], ...], _OneOrSeveral] = ()
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
    withdrawn: Withdrawn = None
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


_UNKNOWN: Mapping[str, Any] = {"title": "—", "unit": ("—",), "issue": "2000-01", "month": "2000-01"}
"""What stands for a required value that could not be read."""


def build_partly(
    adapter: TypeAdapter[T],
    data: Mapping[str, Any],
    split: SplitFile,
    unsure: frozenset[str],
    problems: list[Problem],
) -> tuple[T | None, frozenset[str]]:
    """As :func:`build`; what is right is built even so, with the keys whose values nobody knows. ``unsure``: more."""
    try:
        return adapter.validate_python(data, extra="forbid"), unsure
    except ValidationError as error:
        for loc, code, message in advise(error, data, adapter):
            may_be_there = loc[-1] in unsure or (unsure and len(loc) > 1)  # in an entry, on a line that is broken
            if not (code == "missing-field" and may_be_there):
                problems.append(problem_at(split, loc, code, message))
        wrong = {str(one["loc"][0]) for one in error.errors(include_url=False) if one["loc"]}
        unsure |= wrong | {meant_key(key, keys_of(adapter)) for key in wrong}
    known = {key: value for key, value in data.items() if key not in unsure}
    kind = "约稿" if "/commissioned/" in split.path else "信息"
    supplied = {key: value for key, value in {**_UNKNOWN, "type": kind}.items() if key in unsure}
    if "type" in unsure:
        unsure |= {"title", "month", "commissioner"}
    if "unit" in unsure:
        unsure |= {"shares"}
    try:
        return adapter.validate_python(known | supplied, extra="ignore"), unsure
    except ValidationError:
        return None, unsure
