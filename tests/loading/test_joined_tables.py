"""Adoptions, instructions and submissions from tables: as if they stood in the pieces' own files."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from small_site import june, site, told
from workbooks import workbook

from generator.cli import main
from generator.loading.day_text import day_of
from generator.loading.piece_names import place_of
from generator.loading.submission_table import outcomes_of
from generator.model.articles import Adoption, Instruction
from generator.pipeline import read_archive, score_archive

TABLE, SENT, LEDGER = "content/adoptions/2023-06.csv", "content/submissions/2023-06.csv", "content/ledger/2023-06.csv"
HEAD = "稿件,标题,单位,刊物,级别,日期,类别,上级记分\n"
PIECES = {
    "content/2023/06/02.md": june(unit="甲局, 乙局").replace("篇目", "端午节：“粽”情Ａ"),
    "content/2023/06/03.md": june(unit="乙局").replace("篇目", "端午节粽子"),
    "content/2023/07/02.md": june(unit="乙局").replace("2023-06", "2023-07").replace("篇目", "工作动态"),
    "content/2023/06/04.md": june(unit="乙局").replace("篇目", "工作动态"),
}


def office(root: Path, files: dict[str, str]) -> Path:
    return site(root, PIECES | files)


def adopted(root: Path, path: str = "content/2023/06/01.md") -> tuple[Any, Any]:
    archive, _ = read_archive(root)
    assert archive
    piece = next(one for one in archive.articles if one.path == path)
    return piece.adoptions, piece.instructions


def test_a_row_is_as_if_it_stood_in_the_front_matter(tmp_path: Path) -> None:
    rows = "2023-06-01,,甲局,某报,市级,6月5日,,\n2023-06-01,,,某刊,省级,2023.6.7,采用,5\n"
    in_table = office(tmp_path / "a", {TABLE: f"{HEAD}{rows}2023-06-01,,,,市级领导,6月9日,批示,\n"})
    more = (
        "adoptions:\n  - {publication: 某报, level: 市级, date: 2023-06-05}\n"
        "  - {publication: 某刊, level: 省级, date: 2023-06-07, points: 5}\n"
        "instructions:\n  - {level: 市级, date: 2023-06-09}\n"
    )
    in_file = office(tmp_path / "b", {"content/2023/06/01.md": june(more)})
    assert told(in_table) == told(in_file) == []
    assert adopted(in_table) == adopted(in_file)
    ways = ["explain", "甲局", "2023-06", "--root"]
    explained = [CliRunner().invoke(main, [*ways, str(root)]).output for root in (in_table, in_file)]
    assert explained[0] == explained[1]
    assert "某刊（省级）6月7日采用" in explained[0]
    assert score_archive(in_table)[0].lines == score_archive(in_file)[0].lines


PLACES = {
    "2023-06-01": "2023-06-01",
    "2023/6/1": "2023-06-01",
    "２０２３－６－１": "2023-06-01",
    "2023年第6期第1条": "2023-06-01",
    "〔2023〕第6期第1条": "2023-06-01",
    "（2023）6期1篇": "2023-06-01",
    "2023年6期第1条": "2023-06-01",
    "content/2023/06/01.md": "content/2023/06/01.md",
    "2023/06/01/": "content/2023/06/01.md",
    "/2023/06/01": "content/2023/06/01.md",
    "http://10.1.2.3/bulletin/2023/06/01/": "content/2023/06/01.md",
    "commissioned/2023-06/01/": "content/commissioned/2023-06/01.md",
    "2023年第6期": "2023-06",
    "第6期第1条": "",
    "标题": "",
    "": "",
}


def test_pieces_are_named_by_number_or_place() -> None:
    assert {text: place_of(text) for text in PLACES} == PLACES


DAYS = (
    "2023-06-05",
    "2023/6/5",
    "2023.6.5",
    "2023年6月5日",
    "２０２３年６月５日",
    "20230605",
    "6月5日",
    "6.5",
    "5日",
    "23.6.5",
)
DAYS += ("45082", "2023-06-05 10:30:00", "2023年6月5日（星期一）", "2023 年 6 月 5 日", "6月5号")


def test_days_as_offices_write_them() -> None:
    assert {text: day_of(text, "2023-06") for text in DAYS} == dict.fromkeys(DAYS, date(2023, 6, 5))
    assert [day_of(text, "2023-06") for text in ("", "6月", "2023-06", "6月31日", "22.6.5", "下旬", "5")] == [None] * 7


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2023-06-09,,,某报,市级,6月5日,,", "稿件 unknown-piece: 第 2 行，库中没有这一篇：content/2023/06/09.md"),
        ("第6期第1条,,,某报,市级,6月5日,,", "稿件 bad-value: 第 2 行，“第6期第1条”没有写明哪一年"),
        (",,,某报,市级,6月5日,,", "稿件 bad-value: 第 2 行，没有写明是哪一篇"),
        ("2023-06-01,另一个题目,,某报,市级,6月5日,,", "标题 title-differs: "),
        (
            "2023-06-01,,乙局,某报,市级,6月5日,,",
            "单位 unit-differs: 第 2 行，content/2023/06/01.md 的供稿单位是甲局，不是乙局",
        ),
        ("2023-06-01,,己局,某报,市级,6月5日,,", "单位 unknown-unit: "),
        ("2023-06-01,,,某报,市级,7月5日,,", "日期 month-folder: 第 2 行，日期 2023-07-05 是2023年7月的"),
        ("2023-06-01,,,某报,市级,6月31日,,", "日期 bad-date: 第 2 行，日期“6月31日”不是日期"),
        ("2023-06-01,,,某报,,6月5日,,", "级别 empty-field: "),
        ("2023-06-01,,,,市级,6月5日,,", "刊物 empty-field: "),
        ("2023-06-01,,,某报,市级,6月5日,转载,", "类别 bad-value: "),
        ("2023-06-01,,,某报,省级,6月5日,,五分", "上级记分 bad-points: "),
        ("2023-06-01,,,某报,省级,6月5日,,", "刊物 no-awarded-points: 第 2 行，"),
        ("2023-06-01,,,某报,县级,6月5日,,", "刊物 unknown-channel: 第 2 行，"),
        (
            ",端午粽情,,某报,市级,6月5日,,",
            "稿件 unknown-title: 第 2 行，库中没有标题是“端午粽情”的稿件（是不是 2023-06-0",
        ),
        (
            ",工作动态,,某报,市级,6月5日,,",
            "稿件 title-doubtful: 第 2 行，标题是“工作动态”的有几篇：2023-06-04“工作动态”",
        ),
        (",端午节粽子,甲局,某报,市级,6月5日,,", "单位 unit-differs: "),
        ("2023-06-01,,,,市级,6月5日,领导批示,", ""),
        (",端午节“粽情”a,乙局,某报,市级,6月5日,,", ""),
        ("2023年第6期,工作动态,,某报,市级,6月5日,,", ""),
        ("1,《端午节粽子》,乙局,某报,市级,6月5日,信息,", ""),
        ("http://h/2023/06/01/,,,内部参考,省级,45082,,", ""),
    ],
)
def test_each_row_is_sure_or_told(row: str, said: str, tmp_path: Path) -> None:
    _, problems = read_archive(office(tmp_path, {TABLE: f"{HEAD}{row}\n"}))
    found = [f"{one.field} {one.code}: {one.message}" for one in problems if one.path == TABLE]
    assert [one[: len(said)] for one in found] == ([said] if said else [])


def test_an_adoption_entered_twice_counts_once(tmp_path: Path) -> None:
    more = "adoptions:\n  - {publication: 某报, level: 市级, date: 2023-06-05}\n"
    rows = "2023-06-01,,,某报,市级,6月5日,,\n2023-06-02,,甲局,某报,市级,6月5日,,\n2023-06-02,,乙局,某报,市级,6月5日,,\n"
    root = office(
        tmp_path, {TABLE: f"{HEAD}{rows}2023-06-02,,乙局,某报,市级,6月5日,,9\n", "content/2023/06/01.md": june(more)}
    )
    _, problems = read_archive(root)
    assert [(one.line, one.code, one.severity) for one in problems] == [
        (2, "entered-twice", "warning"),
        (5, "entered-differently", "error"),
    ]
    assert [len(adopted(root, f"content/2023/06/0{number}.md")[0]) for number in (1, 2)] == [1, 1]


def test_a_workbook_with_real_dates_is_the_same(tmp_path: Path) -> None:
    rows = [
        ["2023年6月采用情况"],
        ["日期", "篇目", "采用刊物", "级别"],
        [date(2023, 6, 5), date(2023, 6, 1), "某报", "市级"],
    ]
    root = office(tmp_path, {})
    (root / "content/adoptions").mkdir()
    (root / "content/adoptions/2023-06.xlsx").write_bytes(workbook(rows, merged=["A1:D1"]))
    assert told(root) == []
    assert adopted(root) == ((Adoption("某报", "市级", date(2023, 6, 5)),), ())
    (root / TABLE).write_text(f"{HEAD}2023-06-01,,,某报,市级,6月5日,,", "utf-8")
    (problem,) = told(root)
    assert problem.startswith("content/adoptions/2023-06.xlsx:1: content/adoptions/2023-06.csv 也在")


def test_instructions_go_by_a_word_in_any_of_the_columns(tmp_path: Path) -> None:
    rows = "2023-06-01,,,,市级批示,6月5日,,\n2023-06-01,,,领导批示,市级,6月6日,,\n"
    root = office(tmp_path, {TABLE: f"{HEAD}{rows}2023-06-01,,,,,6月7日,市级主要领导批示,\n"})
    assert adopted(root)[1] == tuple(Instruction("市级", date(2023, 6, day)) for day in (5, 6, 7))


# Submissions ------------------------------------------------------------------------------------------------------

REGISTER = """\
2023年6月来稿登记,,,
日期,单位,标题,处理结果
6月1日,甲局,篇目,采用、报市
6月2日,甲局、乙局,端午节“粽”情A,采用
6月2日,乙局,其他事,合并到2023-06-03
6月3日,丁科,没用,未采用
6月3日,丁科,待办,
"""
COUNTS = {"甲局": (2, 1, 0), "乙局": (2, 0, 0), "丁科": (2, 0, 0)}


def counted(root: Path) -> dict[str, tuple[int, int, int]]:
    archive, _ = read_archive(root)
    assert archive
    rows = archive.ledgers_by_month["2023-06"].rows
    return {row.unit: (row.submitted, row.to_city, row.to_province) for row in rows}


def test_the_ledger_is_counted_from_the_register(tmp_path: Path) -> None:
    root = office(tmp_path, {SENT: REGISTER})
    assert told(root) == []
    assert counted(root) == COUNTS
    archive, _ = read_archive(root)
    assert archive
    assert [row.path for row in archive.submissions[0].rows] == [
        *("content/2023/06/01.md", "content/2023/06/02.md", "content/2023/06/03.md"),
        *("", ""),
    ]
    said = CliRunner().invoke(main, ["explain", "甲局", "2023-06", "--root", str(root)]).output
    assert said.endswith(
        "上报登记 2 篇\n  2023-06-01  采用、报市  《篇目》  [content/2023/06/01.md]\n"
        "  2023-06-02  采用  《端午节“粽”情A》  [content/2023/06/02.md]\n"
    )


def test_a_ledger_beside_the_register_must_agree(tmp_path: Path) -> None:
    head = "单位,上报篇数,报市,报省厅\n"
    root = office(tmp_path, {SENT: REGISTER, LEDGER: f"{head}甲局,2,1,0\n乙局,2,0,0\n丁科,2,0,0\n"})
    assert told(root) == []
    (root / LEDGER).write_text(f"{head}甲局,3,1,0\n丁科,2,0,1\n", "utf-8")
    assert [one.split("。")[0] for one in told(root)] == [
        f"{LEDGER}:1: 乙局的上报篇数，2023年6月台账写的是 0，上报登记 {SENT} 里是 2 篇（第 4、5 行）",
        f"{LEDGER}:2: 甲局的上报篇数，2023年6月台账写的是 3，上报登记 {SENT} 里是 2 篇（第 3、4 行）",
        f"{LEDGER}:3: 丁科的报省厅，2023年6月台账写的是 1，上报登记 {SENT} 里是 0 篇",
    ]


def test_what_the_register_does_not_say_the_ledger_may(tmp_path: Path) -> None:
    ledger = "单位,上报篇数,报市,报省厅\n甲局,2,2,0\n乙局,2,0,1\n丁科,2,0,0\n"
    root = office(tmp_path, {SENT: REGISTER.replace("、报市", ""), LEDGER: ledger})
    assert told(root) == []
    assert counted(root) == {"甲局": (2, 2, 0), "乙局": (2, 0, 1), "丁科": (2, 0, 0)}


def test_all_that_is_wrong_in_a_register_is_told_at_once(tmp_path: Path) -> None:
    rows = "6月32日,甲局,一,采访\n7月1日,己局,,采用\n6月3日,甲局,二,合并到2023-06-09\n"
    rows += "6月3日,甲局,三,合并到《没有》\n6月3日,甲局,三,采用\n"
    _, problems = read_archive(office(tmp_path, {SENT: f"日期,单位,标题,结果\n{rows}"}))
    assert [(one.line, one.code, one.severity) for one in problems if one.path == SENT] == [
        (2, "bad-date", "error"),
        (2, "bad-outcome", "error"),
        (3, "unknown-unit", "error"),
        (3, "month-folder", "error"),
        (3, "empty-field", "error"),
        (4, "unknown-piece", "error"),
        (5, "unknown-title", "warning"),
        (6, "submission-twice", "warning"),
    ]


OUTCOMES = {
    "采用": (("采用",), ""),
    "已采用": (("采用",), ""),
    "采用（2023年第6期第1条）": (("采用",), "2023年第6期第1条"),
    "采用（（2023）第6期第1条）、报市": (("采用", "报市"), "(2023)第6期第1条"),
    "采用(2023-06-01)；报市（6月7日）": (("采用", "报市"), "2023-06-01"),
    "采用，报市；报省厅": (("采用", "报市", "报省厅"), ""),
    "报送市政府": (("报市",), ""),
    "不采用": (("未采用",), ""),
    "合并到2023-06-03": (("合并",), "2023-06-03"),
    "采用，并入《端午、粽子》": (("采用", "合并"), "端午、粽子"),
    "合并": (("合并",), ""),
    "": ((), ""),
    "—": (("待定",), ""),
    "采访": None,
    "采用、未采用": None,
}


def test_outcomes_as_people_write_them() -> None:
    assert {text: outcomes_of(text) for text in OUTCOMES} == OUTCOMES
