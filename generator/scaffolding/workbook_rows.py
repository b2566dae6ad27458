"""The first sheet of an Excel workbook (.xlsx) as rows of text; what it holds is not trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.attachments import Unfit
from generator.attachments.zips import opened, part
from generator.importing.blocks import ImportFailed
from generator.importing.word_package import parse_xml
from generator.scaffolding.refused import Refused

_LARGEST = 16 << 20
_STRINGS = "xl/sharedStrings.xml"
_SHEET = re.compile(r"xl/worksheets/sheet([0-9]{1,4})\.xml")
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_MOST_COLUMNS = 200
_DAMAGED = "打不开，文件已损坏或不是 .xlsx 工作簿。请用 WPS 或 Excel 打开，“另存为”，类型选“Excel 工作簿（.xlsx）”"
_OLD = b"\xd0\xcf\x11\xe0"


def is_workbook(data: bytes) -> bool:
    """Whether it is no text but a workbook, or says it is."""
    return data.startswith((b"PK", _OLD))


def workbook_rows(data: bytes) -> list[tuple[int, list[str]]]:
    """Number and cells of each row that has any text; :class:`Refused` where the file cannot be read."""
    if data.startswith(_OLD):
        raise Refused("这是旧的 .xls 格式，或者加了密码。请用 WPS 或 Excel “另存为”不加密码的 .xlsx")
    try:
        with opened(data) as archive:
            names = {int(found[1]): name for name in archive.namelist() if (found := _SHEET.fullmatch(name))}
            if not names:
                raise Refused(_DAMAGED)
            shared = archive.namelist()
            strings = parse_xml(part(archive, _STRINGS, _LARGEST)) if _STRINGS in shared else None
            sheet = parse_xml(part(archive, names[min(names)], _LARGEST))
    except (Unfit, ImportFailed):
        raise Refused(_DAMAGED) from None
    texts = [_text(one) for one in strings] if strings is not None else []
    rows = ((int(row.get("r", "0")) or place, _cells(row, texts)) for place, row in enumerate(_all(sheet, "row"), 1))
    return [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]


def _cells(row: Element, texts: list[str]) -> list[str]:
    cells: dict[int, str] = {}
    for cell in _all(row, "c"):
        found = _REFERENCE.fullmatch(cell.get("r", ""))
        place = _column(found[1]) if found else max(cells, default=-1) + 1
        if place < _MOST_COLUMNS:
            cells[place] = _value(cell, texts)
    return [cells.get(place, "") for place in range(max(cells, default=-1) + 1)]


def _value(cell: Element, texts: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = next((one.text or "" for one in _all(cell, "v")), "").strip()
    if kind == "s":
        return texts[int(value)] if value.isdecimal() and int(value) < len(texts) else ""
    return value.removesuffix(".0") if kind == "n" else value


def _text(element: Element) -> str:
    return "".join(one.text or "" for one in _all(element, "t")).strip()


def _all(root: Element, name: str) -> Iterator[Element]:
    return (one for one in root.iter() if one.tag.rpartition("}")[2] == name)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
