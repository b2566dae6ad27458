"""A month from nothing, as a new user makes it: no more than twelve commands, and no editor on YAML."""

import json
from pathlib import Path

from scaffolding.made_up_office import UNITS, begun, bulletin, codes

from generator.pipeline import check_archive, score_archive


def texts_in(folder: Path) -> Path:
    """Eight articles and five briefs as they are sent in."""
    folder.mkdir()
    for number in range(1, 9):
        text = f"我局开展第{number}次调研\n\n近日，甲县局开展第{number}次调研。\n继续推进。\n（甲县局/张三）\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    for number in range(9, 14):
        text = f"▲5月{number}日，丙科组织学习，效果良好。（丙科）\n"
        (folder / f"{number}-简讯.txt").write_bytes(text.encode("gbk"))
    return folder


def test_a_month_from_nothing_takes_twelve_commands_at_most(tmp_path: Path) -> None:
    root, texts = begun(tmp_path), texts_in(tmp_path / "来稿")
    commands: list[tuple[str | Path, ...]] = [
        ("new", "issue", "--texts", texts, "--date", "2024-05-31", "--editors", "甲,乙"),
        ("new", "ledger", "2024-05"),
        ("new", "notice", "2024-05", "--date", "2024-06-03"),
        ("check",),
        ("notice", "freeze", "2024-05"),
        ("next",),
    ]
    for command in commands:
        if command[0] == "check":  # the ledger has been filled in, in a spreadsheet program
            ledger = root / "content/ledger/2024-05.csv"
            ledger.write_bytes(ledger.read_bytes().replace("待填".encode(), b"2"))
        run = bulletin(*command, root=root)
        assert run.exit_code == 0, run.output
    assert 1 + len(commands) <= 12
    assert codes(root) == []
    archive, _ = check_archive(root)
    assert archive is not None
    assert [piece.type for piece in archive.articles] == ["信息"] * 8 + ["简讯"] * 5
    assert {piece.units for piece in archive.articles} == {("甲县局",), ("丙科",)}
    rows = {row.unit: row for group in score_archive(root)[0].tables["2024-05"].groups for row in group.rows}
    assert (rows["甲县局"].adopted, rows["甲县局"].total_points, rows["丙科"].adopted_points) == (8, 13, 2.5)
    assert "2024年6月还要做：" in run.output


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
