"""Workbooks (.xlsx) as bytes, made of rows as a spreadsheet program saves them."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_STYLES = (
    f'<styleSheet {_SPACE}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>'
    '</numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)


@dataclass(frozen=True)
class Formula:
    text: str
    value: str | None = None


Cell = str | int | float | date | Formula | None
Rows = Sequence[Sequence[Cell]]


def workbook(
    *sheets: Rows,
    merged: Sequence[str] = (),
    states: Sequence[str] = (),
    more: dict[str, bytes] | None = None,
    since_1904: bool = False,
) -> bytes:
    """The cells of each sheet; ``merged`` of every one, ``states`` (``hidden``) and ``more`` parts of the archive."""
    strings: list[str] = []
    parts = {f"xl/worksheets/sheet{place}.xml": _sheet(rows, merged, strings) for place, rows in enumerate(sheets, 1)}
    listed = "".join(
        f'<sheet name="表{place}" sheetId="{place}" r:id="rId{place}"'
        f' state="{states[place - 1] if place <= len(states) else "visible"}"/>'
        for place in range(1, len(sheets) + 1)
    )
    dates = '<workbookPr date1904="1"/>' if since_1904 else ""
    related = [("worksheet", f"worksheets/sheet{place}.xml") for place in range(1, len(sheets) + 1)]
    related += [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
    parts |= {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _rels([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook {_SPACE} xmlns:r="{_OFFICE}">{dates}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _rels(related),
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": f"<sst {_SPACE}>{''.join(f'<si><t>{escape(one)}</t></si>' for one in strings)}</sst>",
    }
    return packed({name: text.encode() for name, text in parts.items()} | (more or {}))


def packed(parts: dict[str, bytes]) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return found.getvalue()


def _rels(targets: Sequence[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    return f"<Relationships {_RELATIONS}>{inner}</Relationships>"


def _sheet(rows: Rows, merged: Sequence[str], strings: list[str]) -> str:
    lines = ""
    for number, row in enumerate(rows, 1):
        cells = (_cell(cell, f"{chr(65 + place)}{number}", strings) for place, cell in enumerate(row))
        lines += f'<row r="{number}">{"".join(cells)}</row>'
    merges = f"<mergeCells>{''.join(f'<mergeCell ref={chr(34)}{one}{chr(34)}/>' for one in merged)}</mergeCells>"
    return f"<worksheet {_SPACE}><sheetData>{lines}</sheetData>{merges if merged else ''}</worksheet>"


def _cell(cell: Cell, place: str, strings: list[str]) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        value = "" if cell.value is None else f"<v>{cell.value}</v>"
        return f'<c r="{place}"><f>{escape(cell.text)}</f>{value}</c>'
    if isinstance(cell, date):
        return f'<c r="{place}" s="1"><v>{(cell - date(1899, 12, 30)).days}</v></c>'
    if isinstance(cell, int | float):
        return f'<c r="{place}"><v>{cell}</v></c>'
    if cell not in strings:
        strings.append(cell)
    return f'<c r="{place}" t="s"><v>{strings.index(cell)}</v></c>'
