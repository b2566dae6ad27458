"""Plans: what is new, the same or edited, and writing all of it or nothing."""

import os
from pathlib import Path

import pytest

from generator.importing.blocks import Doubt
from generator.importing.plan import Plan, plan_of, write
from generator.importing.report import report_text, units_text

FILES = {
    "content/2023/09/01.md": "---\ntitle: 甲\nunit: [甲局, 乙局]\ntype: 信息\n---\n".encode(),
    "content/2023/09/02.md": "---\nunit: 乙局\ntype: 简讯\n---\n\n乙局举办培训。\n".encode(),
    "content/ledger/2023-06.csv": "单位\n".encode(),
}


def plan(root: Path, doubts: list[Doubt] | None = None) -> Plan:
    return plan_of(root, FILES, {"单位": 2}, doubts or [])


def states(root: Path) -> dict[str, str]:
    return {file.path.rsplit("/", 1)[1]: file.state for file in plan(root).files}


def test_everything_is_new_then_the_same(tmp_path: Path) -> None:
    assert set(states(tmp_path).values()) == {"new"}
    assert write(tmp_path, plan(tmp_path)) == sorted(FILES)
    assert set(states(tmp_path).values()) == {"same"}
    assert write(tmp_path, plan(tmp_path)) == []


def test_windows_line_ends_are_no_edit(tmp_path: Path) -> None:
    write(tmp_path, plan(tmp_path))
    path = tmp_path / "content/2023/09/01.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert set(states(tmp_path).values()) == {"same"}


def test_an_edited_file_is_kept_unless_forced(tmp_path: Path) -> None:
    write(tmp_path, plan(tmp_path))
    path = tmp_path / "content/2023/09/02.md"
    path.write_text("改过", encoding="utf-8")

    assert plan(tmp_path).edited == ["content/2023/09/02.md"]
    assert write(tmp_path, plan(tmp_path)) == []
    assert path.read_text("utf-8") == "改过"
    assert write(tmp_path, plan(tmp_path), force=True) == ["content/2023/09/02.md"]
    assert path.read_bytes() == FILES["content/2023/09/02.md"]


def test_when_writing_fails_nothing_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [None, None]  # the third file has no room

    def full_disk(opened: int) -> None:
        if not left:
            raise OSError(28, "No space left on device")
        left.pop()

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match=r"No space.*ledger/2023-06\.csv"):
        write(tmp_path, plan(tmp_path))
    assert [name for _, _, names in os.walk(tmp_path) for name in names] == []


def test_doubts_are_sorted_and_each_once(tmp_path: Path) -> None:
    doubts = [Doubt(7, "乙"), Doubt(3, "甲"), Doubt(7, "乙")]
    assert plan(tmp_path, doubts).doubts == (Doubt(3, "甲"), Doubt(7, "乙"))


def test_the_report_names_files_units_and_doubts(tmp_path: Path) -> None:
    write(tmp_path, plan(tmp_path))
    (tmp_path / "content/2023/09/01.md").unlink()
    (tmp_path / "content/2023/09/02.md").write_text("---\nunit: 丙局\ntype: 简讯\n---\n", encoding="utf-8")
    wanted = plan(tmp_path, [Doubt(3, "这里不清楚")])

    assert units_text(wanted) == "甲局 1、乙局 2"
    assert report_text(wanted, tmp_path).splitlines() == [
        "读到：单位 2",
        "各单位篇目：甲局 1、乙局 2",
        "文件：新增 1，已有且相同 1，已有但内容不同 1",
        "  + content/2023/09/01.md  ✓ 信息 甲（甲局等 2 个单位）",
        "  ! content/2023/09/02.md  ✓ 简讯 乙局举办培训。（乙局）",
        "      -unit: 丙局",
        "      +unit: 乙局",
        "      +",
        "      +乙局举办培训。",
        "需要核对的有 1 处：",
        "  第 3 行：这里不清楚",
    ]
