"""The table of units of another office."""

from pathlib import Path

import pytest
import yaml
from scaffolding.made_up_office import workbook

from generator.scaffolding.refused import Refused
from generator.scaffolding.unit_table import ListedUnit, read_units, units_text

ROWS = (
    ("简称", "单位", "备注", "分组", "别名"),
    ("甲", "甲县局", "x", "县局", "甲局、甲县水务局"),
    ("", "乙科", "", "", ""),
)
CSV = "\n".join(",".join(row) for row in ROWS)
EXPECTED = [
    ListedUnit(2, "甲县局", short_name="甲", aliases=("甲局", "甲县水务局"), group="县局"),
    ListedUnit(3, "乙科"),
]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("units.csv", CSV.encode()),
        ("bom.csv", ("\ufeff" + CSV).encode()),
        ("gbk.csv", CSV.encode("gbk")),
        ("crlf.csv", CSV.replace("\n", "\r\n").encode("gbk")),
        ("utf16.csv", CSV.replace(",", "\t").encode("utf-16")),
        ("semicolons.csv", CSV.replace(",", ";").encode()),
        ("units.xlsx", workbook(*ROWS)),
    ],
)
def test_any_usual_form_reads_the_same(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert read_units(tmp_path / name) == EXPECTED


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有文字|文件是空的|找不到表头"),
        ("甲,乙\n1,2\n", "找不到表头"),
        ("单位\n", "一个单位也没有"),
        ("单位,分组\n,县局\n", "第 2 行没有写单位"),
        ("单位\n甲、乙\n", "一格里写了几个单位"),
        ("单位,代号\n甲,Jia\n", "代号“Jia”"),
        ("单位,代号\n甲,jia\n乙,jia\n", "第 3 行的代号“jia”第 2 行（甲）"),
        ("单位,别名\n甲,乙\n乙,\n", "第 3 行的名称“乙”第 2 行（甲）"),
        ("单位,累计分数\n甲,许多\n", "累计分数“许多”不是数字"),
        ("单位,累计分数\n甲,-1\n", "不能小于 0"),
    ],
)
def test_what_is_wrong_is_named(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=said):
        read_units(tmp_path / "units.csv")


@pytest.mark.parametrize("data", [b"PK\x03\x04 torn", b"\xd0\xcf\x11\xe0 old"])
def test_a_spoilt_workbook_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "units.xlsx").write_bytes(data)
    with pytest.raises(Refused, match="另存为"):
        read_units(tmp_path / "units.xlsx")


def test_ids_are_ascii_and_no_two_are_alike() -> None:
    units = [
        ListedUnit(2, "甲", group="县（市、区）局"),
        ListedUnit(3, "乙", group="县（市、区）局", id="county-1"),
        ListedUnit(4, "丙", group="机关科室（A类）"),
        ListedUnit(5, "丁", group="机关科室（B类）"),
        ListedUnit(6, "戊", group="其他"),
        ListedUnit(7, "己"),
    ]
    made = yaml.safe_load(units_text(units))
    assert [group["id"] for group in made["groups"]] == ["county", "department", "department-2", "group-1"]
    assert [unit["id"] for unit in made["units"]] == [
        *("county-2", "county-1", "department-1", "department-2-1", "group-1-1", "unit-1")
    ]
    labels = [section["label"] for section in made["sections"]]
    assert labels == ["县市区局", "机关科室A类", "机关科室B类", "其他"]
