"""Tables as an office keeps them, .xlsx or CSV, read by the names of their columns.

What can mean one thing only is read: any encoding and separator that is usual, columns in any order under usual names,
titles above, notes below, rows that number or sum up. What is doubtful becomes a problem that names row and column.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from generator import limits
from generator.limits import Limit
from generator.loading.advice import shown, suggestion
from generator.loading.conflicts import conflicts
from generator.loading.text_file import File
from generator.loading.workbook import NO_VALUE, UnreadableWorkbook, read_workbook
from generator.model.units import UnitRegistry, plain_name
from generator.problems import Problem

SEPARATORS = (",", "\t", ";", "，", "；")
_HEAD_WITHIN = 15
"""The head is looked for among so many rows that are not empty."""
_LONGEST_NAME = 60
"""Of a column; what is longer is no name."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"
_BRACKETS = re.compile(r"[(\[〔【][^)\]〕】]*[)\]〕】]")
_NOT_A_WORD = re.compile(r"[\W_]+")
_TOTAL = re.compile(r"(?:.{0,20})(合计|总计|小计|共计|总数)(?:数|行)?")
_NOTE = re.compile(
    r"[(\[※*]*(?:注|备注|说明|附注|填[表报]|制表|审[核签批]|统计(?:人|时间|日期|单位)|复核|报送(?:人|时间)|联系|电话"
    r"|负责|单位负责|主管|分管|签发|打印|截至|截止|以上|本表|此表)"
)
_NUMBERED = re.compile(r"^[(]?[一二三四五六七八九十0-9]{1,3}[)、.．]*")
_FIGURE = re.compile(r"[0-9][0-9.,年月日/-]*[篇条件则个次]?")
_IGNORED = re.compile(
    r"序号?|行号|编?号|no\.?|备注|说明|附注|注|名次|排名|联系人|联系电话|电话|填[表报]人|审核人?|经办人?|责任编辑|编辑"
    r"|作者|撰稿人?|供稿人|信息员|组别|分组|合计|总计|小计|共计",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read. ``names``: a pattern of what it may be called, without spaces and brackets."""

    name: str
    names: str
    needed: bool = True
    is_figure: bool = False
    """Whether it holds numbers or dates: a row with one of these is no note."""

    def called(self, head: str) -> bool:
        """Whether this may be its name."""
        return _is_called(self.names, head)


@lru_cache(maxsize=4096)
def _is_called(names: str, head: str) -> bool:
    """The heads of all months are much the same."""
    return bool(re.fullmatch(names, head, re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the head: the number of its line, and the text under each column that is read."""

    line: int
    cells: dict[str, str]
    total: str = ""
    """小计 and the like, where it is no row but their sum."""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Form:
    """What kind of table it is."""

    columns: tuple[Column, ...]
    most: Limit = limits.ROWS
    fill_down: bool = False
    """Whether a cell that is merged over several rows is meant for each of them."""

    @property
    def proper(self) -> str:
        """A head as it may be written."""
        return ",".join(column.name for column in self.columns if column.needed)


_Lines = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the head ends, and which column stands at which place."""

    after: int
    places: dict[str, int]
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """As written, to know it again."""


def read_table(file: File, form: Form, units: UnitRegistry | None, problems: list[Problem]) -> list[Row] | None:
    """The rows below the head; ``None`` with problems where the file is no such table.

    What stands alone in a row as the title of a group or section of ``units`` is no row.
    """
    told = len(problems)
    tables = _tables(file, form, problems)
    if len(problems) > told:
        return None
    is_workbook = file.path.endswith(".xlsx")
    heads = ((name, lines, head) for name, lines in tables if (head := _head(lines, form)))
    found = list(heads if is_workbook else itertools.islice(heads, 1))
    if len(found) > 1:
        names = "、".join(f"“{name}”" for name, _, _ in found)
        _report(file, problems, 1, "", "several-sheets", f"有几张这样的工作表：{names}。请只留下这个月的一张")
        return None
    if not found:
        line, message = _no_head(tables, form)
        _report(file, problems, line, "", "bad-columns", message)
        return None
    _, lines, head = found[0]
    twice = _twice(head, form)
    if twice:
        _report(file, problems, lines[head.after - 1][0], "", "bad-columns", twice)
        return None
    _tell_unknown(file, form, head, lines[head.after - 1][0], problems)
    rows = list(_rows(lines[head.after :], head, form, units))
    if not any(not row.total for row in rows):
        message = "只有表头，没有下面的行。请补上"
        _report(file, problems, lines[head.after - 1][0], "", "no-rows", message)
        return None
    if len(rows) > form.most.most:
        _report(file, problems, rows[-1].line, "", limits.CODE, form.most.message(len(rows)))
        return None
    return rows


# Numbers ----------------------------------------------------------------------------------------------------------


_NOTHING = frozenset(("", "-", "--", "—", "——", "–", "―", "/", "\\", "无", "零", "○", "〇"))
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.0+)?")
_COUNT = re.compile(r"([0-9]{1,6})(?:\.0{1,6})?")
_COUNTED = re.compile("[篇条件则个次]$")
_POINTS = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}|/[1-9][0-9]{0,5})?")


def count_of(text: str) -> int | None:
    """A number of pieces: ``17``, ``17.0``, ``17篇``, ``１７``; blank or a dash is 0. ``None`` for what is doubtful."""
    text = plain_name(text)
    if text in _NOTHING:
        return 0
    text = _COUNTED.sub("", text)
    found = _COUNT.fullmatch(text.replace(",", "") if _GROUPED.fullmatch(text) else text)
    return int(found[1]) if found else None


def points_of(text: str) -> Fraction | None:
    """Points: ``119.5``, ``119.5分``, ``1/2``; ``None`` for anything else."""
    text = plain_name(text).removesuffix("分")
    text = text.replace(",", "") if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", text) else text
    return Fraction(text) if _POINTS.fullmatch(text) else None


def said(text: str) -> str:
    """A cell as a message shows it."""
    return shown(" ".join(text.split()))


# The file as rows of text -----------------------------------------------------------------------------------------


def _tables(file: File, form: Form, problems: list[Problem]) -> list[tuple[str, _Lines]]:
    """Each way to read the file as rows of cells, with a name: its sheets, or its text by each separator."""
    if file.path.endswith(".xlsx"):
        try:
            sheets = read_workbook(file.data, form.fill_down)
        except UnreadableWorkbook as error:
            _report(file, problems, 1, "", "bad-workbook", str(error))
            return []
        tables: list[tuple[str, _Lines]] = [(sheet.name, sheet.rows) for sheet in sheets]
    else:
        text = _decoded(file, problems)
        if text is None:
            return []
        tables = [(one, lines) for one in SEPARATORS if (lines := list(_split(text, one)))]
        narrow = [one for one in tables if all(len(cells) <= limits.TABLE_COLUMNS.most for _, cells in one[1])]
        if tables and not narrow:
            _report(file, problems, 1, "", limits.CODE, limits.TABLE_COLUMNS.message())
            return []
        tables = narrow
    if not tables:
        _report(file, problems, 1, "", "bad-columns", f"文件是空的。第一行要写“{form.proper}”，下面每行一个")
    return tables


def _decoded(file: File, problems: list[Problem]) -> str | None:
    """The text, in whichever of the usual encodings of a spreadsheet it is."""
    text = None
    for encoding in _encodings(file.data):
        try:
            text = file.data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if text is None or "\0" in text:
        message = "认不出文件的编码。请在 WPS 或 Excel 里“另存为”，类型选“CSV UTF-8（逗号分隔）”"
        _report(file, problems, 1, "", "not-utf8", message)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    left = list(conflicts(file.path, text))
    problems += left
    return None if left else text


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith(_UTF16):
        return ("utf-16",)
    return ("utf-8-sig",) if data.startswith(_BOM) else ("utf-8", "gb18030")


_OPEN_QUOTE = "\n\0"
"""Stands for the rest of a file in which a quotation mark has no other."""


def _split(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of every row with content."""
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    line = 1
    try:
        for raw in reader:
            cells = [cell.strip() for cell in raw]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        yield line, [_OPEN_QUOTE]


# The head ---------------------------------------------------------------------------------------------------------


def _name(cell: str) -> str:
    """What a cell of the head calls its column: without spaces, brackets (篇) and marks."""
    return _short_name(cell[:_LONGEST_NAME])


@lru_cache(maxsize=4096)
def _short_name(cell: str) -> str:
    return _BRACKETS.sub("", plain_name(cell)).strip(":：*")


def _heads(lines: _Lines) -> Iterator[_Head]:
    """Every row that may be the head, and every two rows that together may."""
    for place, (_, cells) in enumerate(lines[:_HEAD_WITHIN]):
        one = tuple(cells)
        yield _Head(place + 1, {}, tuple(map(_name, one)), (one,))
        if place + 1 < len(lines):
            below = tuple(lines[place + 1][1])
            yield _Head(place + 2, {}, tuple(_joined(one, below)), (one, below))


def _joined(above: Sequence[str], below: Sequence[str]) -> Iterator[str]:
    """The names of columns of which some are named in two rows: below, and before it what spans several."""
    spanning = ""
    for place in range(max(len(above), len(below))):
        upper = _name(above[place]) if place < len(above) else ""
        lower = _name(below[place]) if place < len(below) else ""
        spanning = upper or (spanning if lower else "")
        yield f"{spanning}\n{lower}" if lower and lower != upper else upper


def _matches(column: Column, name: str) -> bool:
    """Whether a column has this name; of one named in two rows the lower row may say it alone, or both together."""
    upper, _, lower = name.partition("\n")
    return any(column.called(one) for one in ((lower, upper + lower) if lower else (upper,)))


def _placed(head: _Head, form: Form) -> dict[str, int]:
    found: dict[str, int] = {}
    for column in form.columns:
        places = [
            place for place, name in enumerate(head.names) if _matches(column, name) and place not in found.values()
        ]
        if places:
            found[column.name] = places[0]
    return found


def _head(lines: _Lines, form: Form) -> _Head | None:
    needed = {column.name for column in form.columns if column.needed}
    for head in _heads(lines):
        places = _placed(head, form)
        if needed <= places.keys():
            return _Head(head.after, places, head.names, head.rows)
    return None


def _twice(head: _Head, form: Form) -> str:
    """What is said of two columns that have the names of one."""
    for column in form.columns:
        same = [place for place, name in enumerate(head.names) if _matches(column, name)]
        others = [place for place in same if place not in head.places.values() or head.places.get(column.name) == place]
        if len(others) > 1:
            names = "、".join(f"“{head.names[place].replace(chr(10), '')}”" for place in others)
            return f"有两列都像“{column.name}”：{names}。请只留下一列，或者改清楚列名"
    return ""


def _no_head(tables: Iterable[tuple[str, _Lines]], form: Form) -> tuple[int, str]:
    """The line that comes nearest to a head, and what it lacks."""
    best: tuple[int, int, str, list[str], tuple[str, ...]] | None = None
    for _, lines in tables:
        for head in _heads(lines):
            if len(head.rows) == 1:
                places = _placed(head, form)
                lacking = [one.name for one in form.columns if one.needed and one.name not in places]
                if best is None or len(places) > best[0]:
                    best = (
                        len(places),
                        lines[head.after - 1][0],
                        "、".join(filter(None, head.rows[0])),
                        lacking,
                        head.names,
                    )
    assert best is not None
    count, line, written, lacking, names = best
    if not count or written == _OPEN_QUOTE:
        return 1, f"找不到表头。要有一行写明各列，如“{form.proper}”（次序不限）"
    rest = [name for name in names if name and not any(column.called(name) for column in form.columns)]
    near = "".join(suggestion(one, rest) for one in lacking)
    return line, f"表头里没有“{'”“'.join(lacking)}”{near}（现在是“{said(written)}”）。请补上这一列，或改正列名"


def _tell_unknown(file: File, form: Form, head: _Head, line: int, problems: list[Problem]) -> None:
    """Columns that nobody reads are told, unless they never matter."""
    unknown = []
    for place, name in enumerate(head.names):
        lower = name.rpartition("\n")[2]
        if lower and place not in head.places.values() and not _IGNORED.fullmatch(lower):
            unknown.append(lower)
    if unknown:
        free = [column.name for column in form.columns if column.name not in head.places]
        near = "".join(suggestion(one, free) for one in unknown)
        message = f"不认识的列“{said('”“'.join(unknown))}”{near}，没有读取。不要的可以不管；要读的请改正列名"
        problems.append(Problem(file.path, line, "", "unknown-column", message, "warning"))


# The rows ---------------------------------------------------------------------------------------------------------


def _rows(lines: _Lines, head: _Head, form: Form, units: UnitRegistry | None) -> Iterator[Row]:
    again = {tuple(map(plain_name, row)) for row in head.rows}
    figures = [column.name for column in form.columns if column.is_figure]
    headings = _headings(units) if units else frozenset()
    for line, raw in lines:
        if _OPEN_QUOTE in raw:
            yield Row(line, {form.columns[0].name: _OPEN_QUOTE})
            continue
        cells = _whole_row(raw)
        if tuple(map(plain_name, cells)) in again:
            continue
        row = Row(line, {name: cells[place] for name, place in head.places.items() if place < len(cells)})
        texts = [text for one in cells if (text := plain_name(one))]
        if not texts:
            continue
        total = _TOTAL.fullmatch(plain_name(row["单位"]) or texts[0])
        if total:
            yield Row(line, row.cells, total[1])
            continue
        heading = len(set(texts)) == 1 and _without_number(texts[0]) in headings
        note = _is_note(texts[0], units) and not any(_is_figure(row[name]) for name in figures)
        if any(row.cells.values()) and not heading and not note:
            yield row


def _headings(units: UnitRegistry) -> frozenset[str]:
    """What may stand alone above the rows of a group."""
    titles = [title for group in units.groups for title in (group.title, group.class_title)]
    titles += [title for section in units.sections for title in (section.title, section.list_title, section.label)]
    return frozenset(plain_name(title) for title in titles if title)


def _is_note(text: str, units: UnitRegistry | None) -> bool:
    return bool(_NOTE.match(text)) and not (units and units.knows(text))


def _whole_row(raw: Sequence[str]) -> list[str]:
    """The cells of a row; one that has all in a single cell is parted by the separator that stands in it."""
    filled = [one for one in raw if one]
    if len(filled) == 1 and filled[0] != _OPEN_QUOTE and raw[0]:
        for separator in SEPARATORS:
            parts = [one.strip() for one in raw[0].split(separator)]
            if len(parts) > 2:
                return parts
    return list(raw)


def _without_number(text: str) -> str:
    return _NUMBERED.sub("", text)


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(plain_name(text)) is not None


def check_totals(
    file: File, rows: Sequence[Row], counts: dict[int, dict[str, Fraction]], problems: list[Problem]
) -> None:
    """Hold each row that sums up against the rows; ``counts``: line → column → number, of the others.

    小计 sums what stands since the last such row, 总计 all; 合计 may mean either where there is more than one.
    """
    since: list[int] = []
    several = sum(bool(row.total) for row in rows) > 1
    for row in rows:
        if not row.total:
            since.append(row.line)
            continue
        for column in next(iter(counts.values()), {}):
            text = row[column]
            stated = points_of(text)
            whole = sum((one[column] for one in counts.values()), Fraction(0))
            part = sum((counts[line][column] for line in since), Fraction(0))
            right = {"小计": {part}, "总计": {whole}}.get(row.total, {whole, part} if several else {whole})
            number = stated if stated is not None else (Fraction(n) if (n := count_of(text)) is not None else None)
            if text.strip() in ("", NO_VALUE) or number in right:
                continue
            found = next(iter(sorted(right)))
            message = (
                f"{row.total}行的{column}写的是“{said(text)}”，上面各行相加是 {_number(found)}。请核对，改正错的一处"
            )
            _report(file, problems, row.line, column, "bad-total", message)
        since = []


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"


def bad_row(row: Row) -> str:
    """What keeps a row from being read at all."""
    if any("\0" in cell for cell in row.cells.values()):
        return "从这一行起英文引号没有成对，请删去引号"
    blank = next((name for name, cell in row.cells.items() if cell == NO_VALUE), "")
    if blank:
        return f"{blank}是公式，没有算出的值。请用 WPS 或 Excel 打开，保存一次；或者把公式改成数值"
    return ""


def key_of(text: str) -> str:
    """What is left of a title when width, spaces, punctuation and case are ignored."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _report(file: File, problems: list[Problem], line: int, field: str, code: str, message: str) -> None:
    problems.append(Problem(file.path, line, field, code, message))
