"""Workbooks as spreadsheet programs save them, and such as nobody should open."""

from datetime import date

import pytest
from workbooks import Formula, packed, workbook

from generator import limits
from generator.loading.workbook import NO_VALUE, UnreadableWorkbook, read_workbook


def cells(data: bytes, fill_down: bool = False) -> list[tuple[int, tuple[str, ...]]]:
    (sheet,) = read_workbook(data, fill_down)
    return list(sheet.rows)


def test_values_are_read_as_text() -> None:
    rows = [["文字 ", 17, 17.0, 0.5, date(2024, 5, 31)], [None, Formula("1+1", "2"), Formula("A1"), "_x000D_甲"]]
    assert cells(workbook(rows)) == [
        (1, ("文字", "17", "17", "0.5", "2024-05-31")),
        (2, ("", "2", NO_VALUE, "甲")),
    ]


def test_rows_keep_their_numbers() -> None:
    assert [number for number, _ in cells(workbook([["题"], [], [None], ["甲"]]))] == [1, 4]


def test_merged_cells_show_their_text_across_and_where_it_is_asked_down() -> None:
    data = workbook([["甲", None, "乙"], [None, None, "丙"], [None]], merged=["A1:B2"])
    assert cells(data) == [(1, ("甲", "甲", "乙")), (2, ("", "", "丙"))]
    assert cells(data, fill_down=True) == [(1, ("甲", "甲", "乙")), (2, ("甲", "甲", "丙"))]


def test_hidden_and_empty_sheets_are_passed_over() -> None:
    data = workbook([["甲"]], [["乙"]], [[]], [["丙"]], states=["visible", "hidden", "visible"])
    assert [sheet.name for sheet in read_workbook(data)] == ["表1", "表4"]


def test_other_prefixes_inline_texts_and_cells_without_a_place() -> None:
    """As other programs write them."""
    sheet = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row>'
        '<x:c t="inlineStr"><x:is><x:r><x:t>甲</x:t></x:r><x:r><x:t>局</x:t></x:r></x:is></x:c>'
        '<x:c t="str"><x:f>A1</x:f><x:v>丙</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#REF!</x:v></x:c>'
        '<x:c t="d"><x:v>2024-05-31T00:00:00</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    data = workbook([["x"]], more={"xl/worksheets/sheet1.xml": sheet.encode()})
    assert cells(data) == [(1, ("甲局", "丙", "TRUE", "#REF!", "2024-05-31"))]


@pytest.mark.parametrize(
    ("style", "value", "shown"),
    [("1", "45443", "2024-05-31"), ("2", "45443.75", "2024-05-31"), ("0", "45443", "45443"), ("1", "59", "1900-02-28")],
)
def test_dates_are_numbers_that_look_like_dates(style: str, value: str, shown: str) -> None:
    sheet = f'<worksheet><sheetData><row r="1"><c r="A1" s="{style}"><v>{value}</v></c></row></sheetData></worksheet>'
    assert cells(workbook([[1]], more={"xl/worksheets/sheet1.xml": sheet.encode()})) == [(1, (shown,))]


def test_dates_may_be_counted_from_1904() -> None:
    sheet = b'<worksheet><sheetData><row><c s="1"><v>43981</v></c></row></sheetData></worksheet>'
    data = workbook([[1]], more={"xl/worksheets/sheet1.xml": sheet}, since_1904=True)
    assert cells(data) == [(1, ("2024-05-31",))]


def test_links_to_other_workbooks_are_not_followed() -> None:
    one = b'<Relationship Id="rId1" Type="a/worksheet" TargetMode="External" Target="//h/x"/>'
    rels = b"<Relationships>%s</Relationships>" % one
    assert read_workbook(workbook([[1]], more={"xl/_rels/workbook.xml.rels": rels})) == []


_HUGE = b"<worksheet><sheetData>" + b"<row><c/></row>" * 400_000
_FILLED = b"<worksheet><sheetData>%s</sheetData>%s</worksheet>" % (
    b"".join(b'<row r="%d"><c><v>1</v></c></row>' % number for number in range(1, 1001)),
    b'<mergeCell ref="A1:CV1000"/>' * 5000,
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "已损坏"),
        (b"PK\x03\x04", "已损坏"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "旧的 .xls 格式，或者加了密码"),
        (packed({"word/document.xml": b"<w/>"}), "不是 .xlsx"),
        (workbook([["甲"]], more={"xl/vbaProject.bin": b"x"}), "宏"),
        (workbook([["甲"]], more={"[Content_Types].xml": b"application/vnd.ms-excel.sheet.macroEnabled.main"}), "宏"),
        (workbook([["甲"]], more={"xl/worksheets/sheet1.xml": _HUGE}), "大得不合理"),
        (workbook([["甲"]], more={"xl/worksheets/sheet1.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "大得不合理"),
        (workbook([["甲"]], more={"xl/worksheets/sheet1.xml": b"<a>" * 300}), "大得不合理"),
        (workbook([["甲"]], more={"xl/worksheets/sheet1.xml": b"<a>"}), "已损坏"),
        (workbook([["甲"]], more={"xl/worksheets/sheet1.xml": b"<a>" + bytes(40 << 20)}), "大得不合理|已损坏"),
        (
            workbook([["甲"]], more={"xl/worksheets/sheet1.xml": b'<w><row><c r="XFD1"><v>1</v></c></row></w>'}),
            limits.TABLE_COLUMNS.what,
        ),
        (workbook([["甲"]], more={"xl/worksheets/sheet1.xml": _FILLED}), "大得不合理"),
    ],
)
def test_what_is_no_honest_workbook_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableWorkbook, match=said):
        read_workbook(data, fill_down=True)
