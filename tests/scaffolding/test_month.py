"""A month from nothing, as a new user makes it: no more than twelve commands, and no editor on YAML."""

import json
import re
import shlex
from pathlib import Path

import docx
import pytest
from archives import REPO
from scaffolding.made_up_office import UNITS, begun, bulletin, codes
from workbooks import workbook

from generator.pipeline import check_archive, score_archive

PAGE = REPO / "docs/editors/10-month-from-nothing.md"
LEDGER = (
    ("2024年5月信息报送台账",),
    ("序号", "供稿单位", "报市", "上报", "报省厅", "备注"),
    ("1", "甲县水务局", "3篇", "１７", "-", ""),
    ("2", "乙局", "2", "9.0", "1", "迟报一次"),
    ("3", "丙处", "", "5", "", ""),
    ("合计", "", "5", "31", "1", ""),
)
"""As the office keeps it: a title, names of other kinds, figures of every kind, the sum below."""


def given(folder: Path) -> None:
    """What a new editor has: the units, eight articles and five briefs as sent in, the tables of the month."""
    texts = folder / "五月来稿"
    texts.mkdir(parents=True)
    (folder / "单位表.csv").write_bytes(UNITS.encode("gbk"))
    for number in range(1, 9):
        lines = (
            f"我局开展第{number}次调研",
            "",
            f"近日，甲县局开展第{number}次调研。",
            "继续推进。",
            "（甲县局/张三）",
        )
        if number > 6:
            document = docx.Document()
            for line in lines:
                document.add_paragraph(line)
            document.save(str(texts / f"{number:02d}.docx"))
        else:
            (texts / f"{number:02d}.txt").write_bytes("\r\n".join(lines).encode("gbk" if number % 2 else "utf-8-sig"))
    for number in range(9, 14):
        text = f"▲5月{number}日，丙科组织学习，效果良好。（丙科）\n"
        (texts / f"{number:02d}-简讯.txt").write_bytes(text.encode("gbk"))
    (folder / "5月台账.csv").write_bytes("".join(",".join(row) + "\r\n" for row in LEDGER).encode("gbk"))
    (folder / "5月台账.xlsx").write_bytes(workbook(LEDGER))
    adopted = [
        f"5月{day}日,甲县局,我局开展第{day % 8 + 1}次调研,{'省' if day % 3 == 0 else '市'}刊{day},"
        f"{'省级' if day % 3 == 0 else '市级'}\n"
        for day in range(1, 31)
    ]
    (folder / "5月采用.csv").write_bytes(("日期,单位,标题,刊物,级别\n" + "".join(adopted)).encode("gbk"))


def commands(text: str) -> list[list[str]]:
    """The command lines of the page, in order."""
    blocks = re.findall(r"^```bat\n(.*?)^```", text, flags=re.M | re.S)
    return [shlex.split(line)[1:] for block in blocks for line in block.splitlines() if line.startswith("bulletin ")]


@pytest.mark.parametrize("ledger", ["5月台账.csv", "5月台账.xlsx"])
def test_the_handbook_makes_a_month_from_nothing_in_twelve_commands_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ledger: str
) -> None:
    given(tmp_path)
    monkeypatch.chdir(tmp_path)
    lines = commands(PAGE.read_text("utf-8").replace("5月台账.csv", ledger))
    assert len(lines) <= 12
    for line in lines:
        if line == ["build"] and ledger.endswith(".xlsx"):
            continue  # once is enough: the tables are the same
        run = bulletin(*line)
        assert run.exit_code == 0, (line, run.output)
        if line[0] == "init":
            monkeypatch.chdir(tmp_path / line[1])  # cd
    root = tmp_path / "东山"
    assert "2024年6月还要做：" in run.output
    assert codes(root) == []
    archive, _ = check_archive(root)
    assert archive is not None
    assert [piece.type for piece in archive.articles] == ["信息"] * 8 + ["简讯"] * 5
    assert {piece.units for piece in archive.articles} == {("甲县局",), ("丙科",)}
    assert sum(len(piece.adoptions) for piece in archive.articles) == 30
    rows = {row.unit: row for group in score_archive(root)[0].tables["2024-05"].groups for row in group.rows}
    figures = {unit: (row.submitted, row.adopted, row.forwarded, row.total_points) for unit, row in rows.items()}
    assert (
        figures
        == {  # by hand: 8 × 1, ten of the province at 8, twenty of the city at 3, and 5 for what was forwarded
            "甲县局": (17, 8, 3, 8 + 10 * 8 + 20 * 3 + 5),
            "乙县局": (9, 0, 3, 5),
            "丙科": (5, 5, 0, 2.5),
        }
    )
    if (root / "site").exists():
        page = (root / "site/notices/2024-05/index.html").read_text("utf-8")
        assert all(f">{figure}<" in page for figure in (17, 153, 2.5))
        assert "共收到信息31条" in re.sub(r"<[^>]+>|\s", "", page)
        assert len(list((root / "site/2024/01").glob("*/index.html"))) == 13


def test_a_table_is_kept_as_it_is_and_nothing_is_overwritten(tmp_path: Path) -> None:
    root, table = begun(tmp_path), tmp_path / "来稿.csv"
    table.write_bytes("日期,单位,标题,结果\n5月6日,甲局,调研,采用\n".encode("gbk"))
    assert bulletin("new", "submissions", "2024-05", "--from", table, root=root).exit_code == 0
    assert (root / "content/submissions/2024-05.csv").read_bytes() == table.read_bytes()
    again = bulletin("new", "submissions", "2024-05", "--from", table, root=root)
    assert (again.exit_code, "没有覆盖" in again.output) == (2, True)
    for name, said in (("台账.xls", "另存为 .xlsx"), ("没有.csv", "打不开"), (".csv", "不是 .xlsx 或 .csv")):
        run = bulletin("new", "ledger", "2024-05", "--from", tmp_path / name, root=root)
        assert (run.exit_code, said in run.output) == (2, True), run.output
    assert not (root / "content/ledger").exists()


@pytest.mark.parametrize("points", ["市级", "市级=", "市级=三", "本刊=2", "市级=-1", "=3"])
def test_points_that_are_none_are_refused(tmp_path: Path, points: str) -> None:
    run = bulletin("init", tmp_path / "a", "--points", points)
    assert (run.exit_code, "市级=3 的样子" in run.output) == (2, True)
    assert not (tmp_path / "a").exists()


def test_a_new_archive_is_right_at_once_and_says_what_is_next(tmp_path: Path) -> None:
    root = begun(tmp_path)
    assert codes(root) == []
    said = json.loads(bulletin("next", "--format", "json", root=root).output)
    assert (said["month"], said["errors"], said["other_errors"]) == ("2024-05", [], 0)
    assert [step["code"] for step in said["steps"]] == ["issue", "ledger", "notice", "freeze"]
    assert [step["command"] for step in said["steps"]] == [
        "bulletin new issue --month 2024-05",
        "bulletin new ledger 2024-05",
        "bulletin new notice 2024-05",
        "bulletin notice freeze 2024-05",
    ]


def test_from_january_on_nothing_is_brought_forward(tmp_path: Path) -> None:
    root = begun(tmp_path, "2024-01", UNITS)
    assert not (root / "content/balances").exists()
    assert codes(root) == []
    assert bulletin("next", root=root).output.startswith("2024年1月还要做：")
