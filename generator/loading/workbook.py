"""The sheets of an Excel workbook (.xlsx) as rows of text: an untrusted archive of XML, of which nothing is run.

Only what is shown is read: values, also those that formulas had when the file was saved. Links to other workbooks are
not followed. Dates come as ``2024-05-31``, in whatever way the cell shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from posixpath import basename, join, normpath
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from generator import limits
from generator.attachments import Unfit
from generator.attachments.zips import opened, part
from generator.xml_guard import XmlDamaged, XmlRefused, guarded_xml

NO_VALUE = "（公式没有值）"
"""Stands in a cell whose formula was never computed."""
_LARGEST_XML = 8 << 20
"""Of all parts that are read together."""
_MOST_FILLED = 1_000_000
_MAIN = "xl/workbook.xml"
_MACRO = re.compile(r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml|macrosheets/.*)$", re.IGNORECASE)
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_BOMB = "展开后大得不合理：格子太多，或者是恶意文件。请只选中有内容的格子，复制到一个新的工作簿，另存为 .xlsx"
_DAMAGED = "打不开，文件已损坏或不是 .xlsx 工作簿。请用 WPS 或 Excel 打开，“另存为”，类型选“Excel 工作簿（.xlsx）”"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NOT_SHOWN = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.|_.|\*.")
"""Parts of a number format that are no codes."""
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))


class UnreadableWorkbook(Exception):
    """The file is no workbook that may be read; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet. A merged cell shows its text in each column it spans, and below only ``filled`` down."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Number and cells of each row that has any text."""


def is_workbook(data: bytes) -> bool:
    """Whether it is no text but a workbook, or says it is."""
    return data.startswith((b"PK", _OLD_FORMAT))


def read_workbook(data: bytes, fill_down: bool = False) -> list[Sheet]:
    """The visible sheets that have any text; :class:`UnreadableWorkbook`."""
    if data.startswith(_OLD_FORMAT):
        raise UnreadableWorkbook(
            "这是旧的 .xls 格式，或者加了密码，读不出来。请用 WPS 或 Excel 打开，取消密码，“另存为”.xlsx"
        )
    try:
        with opened(data) as archive:
            return [sheet for sheet in _Workbook(archive, fill_down).sheets() if sheet.rows]
    except (Unfit, XmlDamaged):
        raise UnreadableWorkbook(_DAMAGED) from None
    except XmlRefused:
        raise UnreadableWorkbook(_BOMB) from None


def serial_day(number: float, since_1904: bool = False) -> date | None:
    """The date that a spreadsheet means by a number of days; ``None`` for one that no calendar has."""
    first = date(1904, 1, 1) if since_1904 else date(1899, 12, 30 if number >= 60 else 31)
    try:
        return first + timedelta(days=int(number))
    except (OverflowError, ValueError):
        return None


class _Workbook:
    def __init__(self, archive: ZipFile, fill_down: bool) -> None:
        self._archive, self._fill_down, self._left = archive, fill_down, _LARGEST_XML
        self._names = frozenset(archive.namelist())
        types = part(archive, "[Content_Types].xml", _LARGEST_XML) if "[Content_Types].xml" in self._names else b""
        if b"macroenabled" in types.replace(b"\0", b"").lower() or any(map(_MACRO.search, self._names)):
            raise UnreadableWorkbook("文件里有宏（会在电脑上运行的程序），不读取。请“另存为”不带宏的 .xlsx")
        main = next((path for kind, path in self._targets("").values() if kind == "officeDocument"), _MAIN)
        book = self._xml(main)
        if book is None or _local(book) != "workbook":
            raise UnreadableWorkbook(_DAMAGED)
        self._book, self._parts = book, self._targets(main)
        self._since_1904 = any(one.get("date1904") in ("1", "true") for one in _all(book, "workbookPr"))
        self._strings = [_shown_text(one) for one in self._children("sharedStrings", "si")]
        self._dates = self._date_styles()

    def sheets(self) -> Iterator[Sheet]:
        for one in _all(self._book, "sheet"):
            if one.get("state", "visible") == "visible":
                key = next((value for name, value in one.attrib.items() if name.endswith("}id")), "")
                kind, path = self._parts.get(key, ("", ""))
                root = self._xml(path) if kind == "worksheet" else None
                if root is not None:
                    yield Sheet(one.get("name", ""), tuple(self._rows(root)))

    def _rows(self, root: Element) -> Iterator[tuple[int, tuple[str, ...]]]:
        rows: dict[int, dict[int, str]] = {}
        last = 0
        for row in _all(root, "row"):
            last = _whole(row.get("r", "")) or last + 1
            cells = rows.setdefault(last, {})
            place = 0
            for cell in _all(row, "c"):
                found = _REFERENCE.fullmatch(cell.get("r", ""))
                place = _column(found[1]) if found else place + 1
                text = self._text(cell)
                if text and place > limits.TABLE_COLUMNS.most:
                    raise UnreadableWorkbook(limits.TABLE_COLUMNS.message(place))
                if text:
                    cells[place] = text
        self._fill(root, rows)
        for number, cells in sorted(rows.items()):
            if cells:
                yield number, tuple(cells.get(place, "") for place in range(1, max(cells) + 1))

    def _fill(self, root: Element, rows: dict[int, dict[int, str]]) -> None:
        """Put the text of merged cells where they are merged over."""
        own = {number for number, cells in rows.items() if cells}
        left_over = _MOST_FILLED
        for one in _all(root, "mergeCell"):
            ends = [_REFERENCE.fullmatch(end) for end in one.get("ref", "").split(":")]
            if len(ends) != 2 or ends[0] is None or ends[1] is None:
                continue
            top, bottom = int(ends[0][2]), int(ends[1][2]) if self._fill_down else int(ends[0][2])
            left, right = _column(ends[0][1]), min(_column(ends[1][1]), limits.TABLE_COLUMNS.most)
            text = rows.get(top, {}).get(left, "")
            if text:
                below = [number for number in own if top <= number <= bottom]
                left_over -= len(own) + len(below) * max(right - left, 0)
                if left_over < 0:
                    raise XmlRefused
                for number in below:
                    for place in range(left, right + 1):
                        rows[number].setdefault(place, text)

    def _text(self, cell: Element) -> str:
        kind, value = cell.get("t", "n"), next((one.text or "" for one in cell if _local(one) == "v"), None)
        if kind == "inlineStr":
            return _shown_text(cell)
        if value is None or not value.strip():
            return NO_VALUE if any(_local(one) == "f" for one in cell) and kind != "str" else ""
        if kind == "s":
            place = _whole(value)
            return self._strings[place] if place is not None and place < len(self._strings) else ""
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind == "d":
            return value.strip()[:10]
        return self._number(value.strip(), _whole(cell.get("s", "0")) or 0) if kind == "n" else _unescaped(value)

    def _number(self, text: str, style: int) -> str:
        try:
            number = float(text)
        except ValueError:
            return text
        if style in self._dates and 1 <= number < 3_000_000:
            day = serial_day(number, self._since_1904)
            return day.isoformat() if day else text
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)

    def _date_styles(self) -> frozenset[int]:
        """The styles of cells that show a number as a date."""
        root = self._part("styles")
        if root is None:
            return frozenset()
        own = {
            _whole(one.get("numFmtId", "")): bool(
                re.search("[ymd]", _NOT_SHOWN.sub("", one.get("formatCode", "").lower()))
            )
            for one in _all(root, "numFmt")
        }
        cells = next((one for one in root if _local(one) == "cellXfs"), ())
        formats = [_whole(one.get("numFmtId", "")) or 0 for one in cells]
        return frozenset(place for place, one in enumerate(formats) if own.get(one, one in _BUILT_IN_DATES))

    def _children(self, kind: str, name: str) -> Iterator[Element]:
        root = self._part(kind)
        return (one for one in root if _local(one) == name) if root is not None else iter(())

    def _part(self, kind: str) -> Element | None:
        path = next((path for of, path in self._parts.values() if of == kind), "")
        return self._xml(path) if path else None

    def _xml(self, path: str) -> Element | None:
        if path not in self._names:
            return None
        data = part(self._archive, path, _LARGEST_XML)
        self._left -= len(data)
        if self._left < 0:
            raise XmlRefused
        return guarded_xml(data, _LARGEST_XML)

    def _targets(self, of: str) -> dict[str, tuple[str, str]]:
        """Relationship id → its kind (``worksheet``) and the part it leads to; none outside of the file."""
        folder = of.rpartition("/")[0]
        root = self._xml(join(folder, "_rels", f"{basename(of)}.rels"))
        found = {}
        for one in _all(root, "Relationship") if root is not None else ():
            target = one.get("Target", "")
            if one.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], path)
        return found


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(root: Element, name: str) -> Iterator[Element]:
    return (one for one in root.iter() if _local(one) == name)


def _shown_text(element: Element) -> str:
    """The text of a string; how it is read aloud (phonetic signs) is left out."""
    parts = []
    for one in element:
        name = _local(one)
        if name == "t":
            parts.append(one.text or "")
        elif name in ("r", "is"):
            parts.append(_shown_text(one))
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).strip()


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
