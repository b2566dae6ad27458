"""Another office's archive as ``bulletin init`` begins it, and the command line in this process."""

import io
import zipfile
from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli import main
from generator.pipeline import check_archive

UNITS = "分组,单位,别名,简称\n县局,甲县局,甲局、甲县水务局,\n县局,乙县局,,乙局\n机关科室,丙科,丙处,\n,办公室,,\n"


def bulletin(*arguments: str | Path, root: Path | None = None) -> Result:
    """Run a command without a terminal; the text of all it says is in ``output``."""
    told = ["--root", str(root)] if root else []
    result = CliRunner().invoke(main, [*map(str, arguments), *told])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def begun(folder: Path, month: str = "2024-05", units: str = UNITS) -> Path:
    """A new archive, which the command has made."""
    table, root = folder / "单位表.csv", folder / "archive"
    table.write_text(units, encoding="utf-8")
    run = bulletin(
        *("init", root, "--name", "东山水务信息", "--office", "东山水务局"),
        *("--units", table, "--first-month", month),
    )
    assert run.exit_code == 0, run.output
    return root


def codes(root: Path) -> list[str]:
    """The codes of everything that the check tells, in order of path."""
    return [problem.code for problem in check_archive(root)[1]]


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def workbook(*rows: tuple[str, ...]) -> bytes:
    """An Excel workbook with one sheet: texts as shared strings, numbers as numbers."""
    texts = list(dict.fromkeys(cell for row in rows for cell in row if not cell.isdecimal()))
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = []
        for place, cell in enumerate(row):
            at = f"{chr(ord('A') + place)}{number}"
            value = cell if cell.isdecimal() else texts.index(cell)
            kind = "" if cell.isdecimal() else ' t="s"'
            told = f'<c r="{at}"{kind}><v>{value}</v></c>'
            cells.append(told if cell else "")
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    main_ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{packages}"><Relationship Id="a" Type="{relations}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main_ns} xmlns:r="{relations}"><sheets>'
        '<sheet name="单位" sheetId="1" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}">'
        f'<Relationship Id="b" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="c" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f"<sst {main_ns}>{''.join(f'<si><t>{text}</t></si>' for text in texts)}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet {main_ns}><sheetData>{''.join(lines)}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return out.getvalue()
