"""What tables say of pieces, joined to the pieces; and the ledgers that registers of submissions make.

Pieces are kept by the digest of their own file, so this is done anew whenever an archive is read.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.loading.piece_names import Pieces, UnknownPiece
from generator.model.articles import Adoption, Article, Instruction
from generator.model.months import month_label
from generator.model.office import Ledger, LedgerRow
from generator.model.registers import AdoptionRow, AdoptionTable, Entered, Submission, SubmissionRegister
from generator.model.units import UnitRegistry
from generator.problems import Problem

_COLUMNS = {"submitted": "上报篇数", "to_city": "报市", "to_province": "报省厅"}


def joined(
    records: Mapping[str, Any], units: UnitRegistry, paths: Iterable[str], problems: list[Problem]
) -> dict[str, Any]:
    """The fields of the archive that tables change; nothing where there is no such table."""
    tables: tuple[AdoptionTable, ...] = records.get("adoption_tables", ())
    registers: tuple[SubmissionRegister, ...] = records.get("submissions", ())
    if not tables and not registers:
        return {}
    pieces = Pieces(records.get("articles", ()), paths)
    entered = _Entering(pieces, problems)
    for table in tables:
        entered.add(table)
    changed = {one.path: one for one in entered.articles()}
    found: dict[str, Any] = {
        "articles": tuple(changed.get(one.path, one) for one in records.get("articles", ())),
        "entered": entered.places,
        "submissions": tuple(_with_pieces(one, pieces, problems) for one in registers),
    }
    if registers:
        complete = [one for one in registers if one.complete]
        found["ledgers"] = _ledgers(records.get("ledgers", ()), complete, units, problems)
    return found


class _Entering:
    """Adoptions and instructions from tables, for the pieces they are about."""

    def __init__(self, pieces: Pieces, problems: list[Problem]) -> None:
        self._pieces, self._problems = pieces, problems
        self._articles: dict[str, Article] = {}
        self._new: dict[tuple[str, str], list[Adoption | Instruction]] = defaultdict(list)
        self._units: dict[tuple[str, str, int], str] = {}
        self.places: dict[tuple[str, str | int, str | int], Entered] = {}

    def add(self, table: AdoptionTable) -> None:
        """Find the pieces of a table."""
        for row in table.rows:
            try:
                article = self._pieces.find(row.piece)
            except UnknownPiece as error:
                self._report(table, row, error.code, error.message)
                continue
            if article is not None and row.entry is not None:
                self._enter(table, row, row.entry, article)

    def articles(self) -> Iterator[Article]:
        """The pieces of which a table says anything, with what it says."""
        for path, article in self._articles.items():
            yield dataclasses.replace(
                article,
                adoptions=(*article.adoptions, *self._new.get((path, "adoptions"), ())),
                instructions=(*article.instructions, *self._new.get((path, "instructions"), ())),
            )

    def _enter(self, table: AdoptionTable, row: AdoptionRow, entry: Adoption | Instruction, article: Article) -> None:
        name = "adoptions" if isinstance(entry, Adoption) else "instructions"
        own: Sequence[Adoption | Instruction] = getattr(article, name)
        new = self._new[article.path, name]
        self._articles[article.path] = article
        for number, other in enumerate((*own, *new)):
            if _same(entry, other):
                self._twice(table, row, (article.path, name, number), _differ(entry, other))
                return
        place = (article.path, name, len(own) + len(new))
        new.append(entry)
        self.places[place], self._units[place] = Entered(table.path, row.line), row.piece.unit

    def _twice(self, table: AdoptionTable, row: AdoptionRow, place: tuple[str, str, int], differs: bool) -> None:
        """Count once what is entered twice; a row for each of the units that share a piece is as it should be."""
        path, name, _ = place
        before = self.places.get(place)
        where = f" {before.path} 第 {before.line} 行" if before else f" {path} 的 {name} "
        if differs:
            message = f"这一条在{where}里也有，而类型或记分不同，不知道以哪个为准。请核对，只留一处"
            self._report(table, row, "entered-differently", message)
        elif not before or not row.piece.unit or self._units[place] in ("", row.piece.unit):
            message = f"这一条在{where}里已经有了，只计一次。请只留一处"
            self._report(table, row, "entered-twice", message, is_error=False)

    def _report(self, table: AdoptionTable, row: AdoptionRow, code: str, message: str, is_error: bool = True) -> None:
        field = {"unit-differs": "单位", "title-differs": "标题"}.get(code, "稿件" if is_error else "")
        found = Problem(table.path, row.line, field, code, f"第 {row.line} 行，{message}")
        self._problems.append(found if is_error else dataclasses.replace(found, severity="warning"))


def _same(one: Adoption | Instruction, other: Adoption | Instruction) -> bool:
    """Whether both are one act: the same publication, level and day."""
    if isinstance(one, Instruction) or isinstance(other, Instruction):
        alike = (one.level, one.date) == (other.level, other.date)
        return alike and (one.publication == other.publication or not one.publication or not other.publication)
    return (one.publication, one.level, one.date) == (other.publication, other.level, other.date)


def _differ(one: Adoption | Instruction, other: Adoption | Instruction) -> bool:
    """Whether what both say beside is not the same."""
    if isinstance(one, Instruction) or isinstance(other, Instruction):
        return False
    return bool(one.kind and one.kind != other.kind) or (one.points is not None and one.points != other.points)


# Submissions ------------------------------------------------------------------------------------------------------


def _with_pieces(register: SubmissionRegister, pieces: Pieces, problems: list[Problem]) -> SubmissionRegister:
    """The register with the file of each piece that is known."""
    seen: dict[tuple[tuple[str, ...], str], int] = {}
    rows = []
    for row in register.rows:
        other = seen.setdefault((row.units, row.title), row.line)
        if other != row.line:
            message = f"第 {row.line} 行，和第 {other} 行的单位、标题相同。是同一篇的请删去一行"
            problems.append(Problem(register.path, row.line, "标题", "submission-twice", message, "warning"))
        rows.append(dataclasses.replace(row, path=_path_of(register, row, pieces, problems)))
    return dataclasses.replace(register, rows=tuple(rows))


def _path_of(register: SubmissionRegister, row: Submission, pieces: Pieces, problems: list[Problem]) -> str:
    """The file of the piece it became; where the row names none, of the only one of that unit with that title."""
    if row.piece.place or row.piece.title:
        try:
            found = pieces.find(row.piece)
            return found.path if found else ""
        except UnknownPiece as error:
            message = f"第 {row.line} 行，{error.message}"
            severity: Any = "error" if row.piece.place else "warning"
            problems.append(Problem(register.path, row.line, "结果", error.code, message, severity))
        return ""
    ways = (pieces.titled(row.title, unit, register.month) for unit in row.units)
    titled = next(filter(None, ways), None)
    return titled.path if titled and "未采用" not in row.outcomes else ""


def _ledgers(
    ledgers: Sequence[Ledger], registers: Sequence[SubmissionRegister], units: UnitRegistry, problems: list[Problem]
) -> tuple[Ledger, ...]:
    """The ledgers, those of months with a register counted from it; what a ledger beside it says otherwise is told."""
    written = {one.month: one for one in ledgers}
    counted = {one.month: _counted(one, written.get(one.month), units) for one in registers}
    for register in registers:
        if register.month in written:
            problems += _differences(written[register.month], counted[register.month], register)
    return tuple(sorted((written | counted).values(), key=lambda one: (one.month, one.path)))


def _counted(register: SubmissionRegister, beside: Ledger | None, units: UnitRegistry) -> Ledger:
    """A ledger with a row for each ranked unit. Where the register is silent on what was passed on, ``beside`` says."""
    rows = []
    for unit in units.ranked(register.month):
        own = register.by_unit.get(unit.name, [])
        written = beside.by_unit.get(unit.name) if beside and not register.tells_forwarded else None
        rows.append(
            LedgerRow(
                unit.name,
                own[0].line if own else 1,
                submitted=len(own),
                to_city=written.to_city if written else sum("报市" in one.outcomes for one in own),
                to_province=written.to_province if written else sum("报省厅" in one.outcomes for one in own),
            )
        )
    return Ledger(register.path, register.month, tuple(rows))


def _differences(written: Ledger, counted: Ledger, register: SubmissionRegister) -> Iterator[Problem]:
    for row in counted.rows:
        said = written.by_unit.get(row.unit)
        for name, column in _COLUMNS.items():
            count, other = getattr(row, name), getattr(said, name) if said else 0
            if count != other:
                lines = [
                    str(one.line)
                    for one in register.by_unit.get(row.unit, ())
                    if name == "submitted" or column in one.outcomes
                ]
                which = f"（第 {'、'.join(lines)} 行）" if lines else ""
                message = (
                    f"{row.unit}的{column}，{month_label(written.month)}台账写的是 {other}，"
                    f"上报登记 {register.path} 里是 {count} 篇{which}。请核对，改正错的一处；"
                    "台账也可以删去，篇数由登记数出来"
                )
                yield Problem(written.path, said.line if said else 1, column, "ledger-differs", message)
