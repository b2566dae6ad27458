"""The same ledger, however an office keeps it, is the same ledger; what is doubtful is named by row and column."""

import csv
import io
import random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from small_site import UNITS
from workbooks import Formula, workbook

from generator.loading.context import Context
from generator.loading.month_tables import read_balance, read_ledger
from generator.loading.office_table import count_of, points_of
from generator.loading.text_file import File
from generator.model.office import Ledger
from generator.model.units import UnitRegistry
from generator.problems import Problem

REGISTRY = TypeAdapter(UnitRegistry).validate_python(
    yaml.safe_load(UNITS.replace("aliases: [甲县局]", "aliases: [甲县局], full_name: 甲县自然资源和规划局"))
)
Counts = dict[str, tuple[int, int, int]]


def ledger(data: bytes | str, ending: str = "csv") -> tuple[Counts | None, list[Problem]]:
    problems: list[Problem] = []
    file = File(f"content/ledger/2023-06.{ending}", data.encode() if isinstance(data, str) else data, "")
    found = read_ledger(file, Context(problems, REGISTRY))
    return (counts(found) if found else None), problems


def counts(found: Ledger) -> Counts:
    return {row.unit: (row.submitted, row.to_city, row.to_province) for row in found.rows}


def said(data: bytes | str, ending: str = "csv") -> list[str]:
    return [f"{one.line} {one.field} {one.code}: {one.message}" for one in ledger(data, ending)[1]]


RIGHT: Counts = {"甲局": (17, 1, 0), "乙局": (0, 0, 2), "丁科": (1024, 0, 0)}
OFFICE = """\
2023年6月信息报送台账,,,,,
填报单位：办公室,,,,,
序号,报省厅（篇）,供稿单位,其中报市,上报信息数,备注
一、县局,,,,,
1,-,甲 局,１,１７篇,好
2,2.0,乙局,—,/,
3,,丁科,,"1,024",
,2,合 计,1,"1,041",
注：以上数字已核对,,,,,
"""
TWO_ROWS = """\
单位,上报篇数,报送上级,
,,报市,报省厅
甲县自然资源和规划局,17,1,
乙局,0,,2
小计,17,1,2
单位,上报篇数,报送上级,
丁科,1024,,
小计,1024,0,0
总计,1041,1,2
审核：李四,,制表：张三,
"""


@pytest.mark.parametrize(
    "data",
    [
        OFFICE.encode(),
        OFFICE.encode("utf-8-sig"),
        OFFICE.encode("gbk"),
        OFFICE.encode("gb18030").replace(b"\n", b"\r\n"),
        OFFICE.encode("utf-16"),
        b"\xfe\xff" + OFFICE.encode("utf-16-be"),
        TWO_ROWS.encode(),
        TWO_ROWS.replace(",", "\t").encode(),
        TWO_ROWS.replace(",", "；").encode("gbk"),
        TWO_ROWS.replace(",", "，").encode(),
        TWO_ROWS.replace("乙局,0,,2", "乙局；0；；2").encode(),
    ],
)
def test_a_ledger_as_the_office_has_it(data: bytes) -> None:
    assert ledger(data) == (RIGHT, [])


def test_a_workbook_as_the_office_has_it() -> None:
    rows: list[list[Any]] = [
        ["2023年6月台账"],
        ["序号", "单位", "上报\n篇数", "报送上级", None, "备注"],
        [None, None, None, "报市", "报省厅"],
        [1, "甲县局", 17.0, 1, None, "x"],
        [2, "乙局", "-", None, Formula("1+1", "2")],
        [],
        [3, "丁科", 1024, None, None],
        ["合计", None, Formula("SUM(C4:C7)"), 1, 2],
        [None, "填表人：张三"],
    ]
    merged = ["A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3", "A8:B8"]
    assert ledger(workbook(rows, merged=merged), "xlsx") == (RIGHT, [])
    assert ledger(workbook([["别的"], ["说明"]], rows, merged=merged), "xlsx") == (RIGHT, [])
    (told,) = said(workbook(rows, rows, merged=merged), "xlsx")
    assert "several-sheets" in told


HEAD = "单位,上报篇数,报市,报省厅\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("", "1  bad-columns: 文件是空的"),
        ("甲局,1,2,3\n", "1  bad-columns: 找不到表头"),
        ("单位,上报篇数,报市\n甲局,1,2\n", "1  bad-columns: 表头里没有“报省厅”"),
        ("单位,上报,上报篇数,报市,报省厅\n", "1  bad-columns: 有两列都像“上报篇数”：“上报”、“上报篇数”"),
        (HEAD, "1  no-rows: "),
        (f"{HEAD}甲局,17-3,0,0\n", "2 上报篇数 bad-count: 第 2 行，甲局的上报篇数“17-3”"),
        (f"{HEAD}甲局,1,约17,0\n", "2 报市 bad-count: 第 2 行，甲局的报市“约17”"),
        (f"{HEAD}甲局,-3,0,0\n", "2 上报篇数 bad-count"),
        (f"{HEAD}甲局,1.5,0,0\n", "2 上报篇数 bad-count"),
        (f"{HEAD}甲局,1,0,1/2\n", "2 报省厅 bad-count"),
        (f"{HEAD}甲局,十七,0,0\n", "2 上报篇数 bad-count"),
        (f"{HEAD}甲局,1,0,0\n\n甲县局,1,0,0\n", "4 单位 unit-twice: 甲局写了两行（另一行是第 2 行）"),
        (f"{HEAD}甲具,1,0,0\n", "2 单位 unknown-unit: units.yml 里没有单位“甲具”（是不是“甲局”"),
        (f"{HEAD},1,0,0\n", "2  bad-row: 这一行没有写单位"),
        (f'{HEAD}"甲局,1,0,0\n乙局,1\n', "2  bad-row: 从这一行起英文引号没有成对"),
        (f"{HEAD}甲局,1,0,0\n合计,2,0,0\n", "3 上报篇数 bad-total: 合计行的上报篇数写的是“2”，上面各行相加是 1"),
        (f"{HEAD}甲局,1,0,0\n合计,约1,0,0\n", "3 上报篇数 bad-total: 合计行的上报篇数写的是“约1”"),
        ("单位,上报,报市,报省,报省市\n甲局,1,1,0,2\n", "2 报省市 bad-total: "),
        ("单位,上报,报市,报省,采用篇\n甲局,1,1,0,2\n", "1  unknown-column: 不认识的列“采用篇”"),
        (b"\xff\xfe\x00\xd8\x00", "1  not-utf8: "),
        (b"\x00\x01", "1  not-utf8: "),
    ],
)
def test_what_is_wrong_is_named(data: bytes | str, told: str) -> None:
    (found,) = said(data)
    assert found.startswith(told)


def test_all_faults_are_told_at_once() -> None:
    assert len(said(f"{HEAD}甲具,x,0,0\n乙局,1,y,z\n丁科,-1,0,0\n")) == 5


def test_a_formula_that_was_never_computed_is_told() -> None:
    rows: list[list[Any]] = [["单位", "上报", "报市", "报省"], ["甲局", Formula("1+1"), 0, 0]]
    (found,) = said(workbook(rows), "xlsx")
    assert found.startswith("2  bad-row: 上报篇数是公式，没有算出的值")


NUMBERS = {"17": 17, "17.0": 17, "17篇": 17, "17 篇": 17, "１７": 17, "1,024": 1024, "1，024": 1024, "0": 0}
NUMBERS |= dict.fromkeys(("", "-", "—", "——", "/", "／", "无", "－"), 0)


def test_numbers_as_people_write_them() -> None:
    assert {text: count_of(text) for text in NUMBERS} == NUMBERS
    assert [count_of(text) for text in ("17-3", "约17", "-1", "1/2", "1.5", "17,3", "1e3", "十")] == [None] * 8
    assert [points_of(text) for text in ("１１9.5分", "1/2", "1,024.5")] == [119.5, 0.5, 1024.5]
    assert [points_of(text) for text in ("", "-", "十八")] == [None] * 3


def test_a_balance_is_read_the_same_way_but_nothing_in_it_may_be_blank() -> None:
    def balance(text: str) -> tuple[Any, list[str]]:
        problems: list[Problem] = []
        found = read_balance(File("content/balances/2023-06.csv", text.encode("gbk"), ""), Context(problems, REGISTRY))
        return found and {row.unit: row.points for row in found.rows}, [one.code for one in problems]

    assert balance("结转\n累计得分（分）,序号,单位名称\n119.5,1,甲局\n20,2,乙局\n139.5,,合计\n")[1] == []
    assert balance("单位,累计分数\n甲局,1/2\n")[0] == {"甲局": 0.5}
    assert balance("单位,累计分数\n甲局,\n乙局,-\n")[1] == ["bad-points", "bad-points"]


SYNONYMS = (
    ("单位", "单位名称", "供稿单位", "单 位", "报送单位"),
    ("上报篇数", "上报", "报送数", "上报信息", "本月上报（篇）", "上报信息篇数"),
    ("报市", "报市篇数", "其中报市", "报市局", "上报市局"),
    ("报省厅", "报省", "报省厅篇数", "上报省厅"),
)
WAYS = ("{}", "{}.0", "{}篇", "{} 篇", " {}")
NAMES = {"甲局": ("甲局", "甲县局", "甲 局", "甲县自然资源和规划局"), "乙局": ("乙局",), "丁科": ("丁科", "丁　科")}


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.lists(st.integers(0, 99), min_size=9, max_size=9))
def test_any_order_encoding_and_format_gives_the_same_records(draw: random.Random, numbers: list[int]) -> None:
    expected = {name: tuple(numbers[place * 3 : place * 3 + 3]) for place, name in enumerate(NAMES)}
    columns = [[draw.choice(names)] for names in SYNONYMS]
    for name in draw.sample(list(NAMES), 3):
        columns[0].append(draw.choice(NAMES[name]))
        for column, number in zip(columns[1:], expected[name], strict=True):
            column.append(draw.choice(WAYS).format(number) if number or draw.random() < 0.5 else draw.choice("-—/ "))
    if draw.random() < 0.5:
        columns.append(["备注", "", "好", ""])
        columns.append(["序号", "1", "2", "3"])
    if draw.random() < 0.5:
        total = ["合计", *(str(sum(numbers[place::3])) for place in range(3)), "", ""]
        columns = [[*column, cell] for column, cell in zip(columns, total, strict=False)]
    draw.shuffle(columns)
    rows = [list(row) for row in zip(*columns, strict=True)]
    if draw.random() < 0.5:
        rows.insert(0, ["某年某月台账", *[""] * (len(columns) - 1)])
    if draw.random() < 0.3:
        data, ending = workbook(rows), "xlsx"
    else:
        text = io.StringIO()
        csv.writer(text, delimiter=draw.choice(",\t;，；")).writerows(rows)
        data, ending = text.getvalue().encode(draw.choice(["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])), "csv"
    assert ledger(data, ending) == (expected, [])


def test_a_row_of_separators_alone_says_nothing() -> None:
    assert ledger("单位,上报篇数,报市,报省厅\n甲局,17,1,0\n；；；；\n乙局,0,0,2\n丁科,1024,0,0\n") == (RIGHT, [])
