"""``bulletin init``: what it refuses, and that it writes all or nothing."""

from pathlib import Path

import pytest
from scaffolding.made_up_office import UNITS, begun, bulletin, codes, workbook

OPTIONS = ("--name", "刊", "--office", "局", "--first-month", "2024-05")


def table(folder: Path, data: bytes = UNITS.encode(), name: str = "units.csv") -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def files_below(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("left_out", ["--name", "--office", "--units", "--first-month"])
def test_what_a_script_leaves_out_is_named(left_out: str, tmp_path: Path) -> None:
    told = {"--name": "刊", "--office": "局", "--units": str(table(tmp_path)), "--first-month": "2024-05"}
    del told[left_out]
    run = bulletin("init", tmp_path / "new", *(part for pair in told.items() for part in pair))
    assert run.exit_code == 2 and f"缺少选项 {left_out}" in run.output
    assert not (tmp_path / "new").exists()


def test_a_folder_with_other_things_is_refused_and_stays(tmp_path: Path) -> None:
    root = tmp_path / "full"
    root.mkdir()
    (root / "稿件.docx").write_bytes(b"x")
    run = bulletin("init", root, *OPTIONS, "--units", table(tmp_path))
    assert run.exit_code == 2 and "稿件.docx" in run.output
    assert files_below(root) == {"稿件.docx"}


def test_an_archive_is_not_begun_over_another(tmp_path: Path) -> None:
    root = begun(tmp_path)
    before = files_below(root)
    run = bulletin("init", root, *OPTIONS, "--units", table(tmp_path))
    assert run.exit_code == 2
    assert files_below(root) == before


def test_a_new_repository_keeps_what_it_ignores(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    (root / ".gitignore").write_text("mine\n", encoding="utf-8")
    run = bulletin("init", "--root", root, *OPTIONS, "--units", table(tmp_path))
    assert run.exit_code == 0, run.output
    assert (root / ".gitignore").read_text(encoding="utf-8") == "mine\n"
    assert codes(root) == []


def test_settings_that_would_be_wrong_leave_nothing(tmp_path: Path) -> None:
    run = bulletin("init", tmp_path / "new", *OPTIONS[:4], "--first-month", "9900-05", "--units", table(tmp_path))
    assert run.exit_code == 1 and "（year）" in run.output
    assert not (tmp_path / "new").exists()


def test_a_name_of_any_signs_is_kept(tmp_path: Path) -> None:
    name = '刊: "甲" #1'
    run = bulletin("init", tmp_path / "new", "--name", name, *OPTIONS[2:], "--units", table(tmp_path))
    assert run.exit_code == 0, run.output
    assert codes(tmp_path / "new") == []


@pytest.mark.parametrize("preset", ["standard", "plain"])
def test_each_rule_set_to_begin_with_is_sound(preset: str, tmp_path: Path) -> None:
    run = bulletin("init", tmp_path / "new", *OPTIONS, "--units", table(tmp_path), "--rules", preset)
    assert run.exit_code == 0, run.output
    assert codes(tmp_path / "new") == []


def test_points_brought_forward_come_from_the_table(tmp_path: Path) -> None:
    data = workbook(("单位", "累计分数", "分组"), ("甲局", "119", "县局"), ("乙局", "", "县局"), ("办公室", "", ""))
    run = bulletin("init", tmp_path / "new", *OPTIONS, "--units", table(tmp_path, data, "units.xlsx"))
    assert run.exit_code == 0, run.output
    balance = (tmp_path / "new/content/balances/2024-05.csv").read_text(encoding="utf-8-sig")
    assert balance.split() == ["单位,累计分数", "甲局,119", "乙局,0"]
    assert codes(tmp_path / "new") == []
