"""`bulletin fix`: it shows what it would write, writes it whole, and what it cannot mend is listed."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_up_sites import VALID, check, valid_site

from generator.cli import main
from generator.loading import load

INDEX, PIECE, TASKS = "content/2023/09/index.md", "content/2023/09/01.md", "content/commissions/2023-06.yml"


def fix(root: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["fix", "--root", str(root), *args])


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    """The valid archive, as people type it."""
    root = valid_site(tmp_path)
    piece = (root / PIECE).read_text("utf-8")
    for old, new in [("title: ", "标题："), ("[东山局, 测绘管理科]", "【东山局，测绘管理科】"), ("issue: ", "期号:")]:
        piece = piece.replace(old, new)
    (root / PIECE).write_bytes(piece.replace("\n", "\r\n").encode("gbk"))
    (root / INDEX).write_text("---\n期号：2023年第9期\n月份：2023年6月\n日期：2023.6.30   # 编发\n---\n", "utf-8")
    (root / TASKS).parent.mkdir()
    (root / TASKS).write_text(
        "约稿任务：\n\t- 标题：甲\n\t  交办：市政府\n\t  期限：2023/6/20\n\t  单位：东山局、西河局\n", "utf-8"
    )
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts}


def test_nothing_to_do(tmp_path: Path) -> None:
    done = fix(valid_site(tmp_path))
    assert (done.exit_code, done.output) == (0, "没有要改的文件。\n")


def test_it_shows_and_writes_nothing(untidy: Path) -> None:
    before = contents(untidy)
    done = fix(untidy)
    assert done.exit_code == 0
    assert "+title: 东山局开展土地日宣传" in done.output
    assert "有 3 个文件可以改，还没有写。" in done.output
    assert contents(untidy) == before


def test_what_it_writes_reads_the_same_and_is_tidy(untidy: Path) -> None:
    archive, problems = load(untidy)
    assert archive
    assert {one.code for one in problems} == {"untidy"}
    assert len(problems) == 3
    done = fix(untidy, "--write")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "已改写 3 个文件。")
    assert (untidy / PIECE).read_bytes() == (VALID / PIECE).read_bytes()
    assert (untidy / INDEX).read_text(
        "utf-8"
    ) == "---\nissue: 2023-09\nmonth: 2023-06\ndate: 2023-06-30   # 编发\n---\n"
    again, left = load(untidy)
    assert again
    assert left == []
    assert (again.articles, again.issues, again.commissions) == (archive.articles, archive.issues, archive.commissions)
    assert fix(untidy).output == "没有要改的文件。\n"


def test_the_same_hint_of_a_folder_is_told_once(untidy: Path) -> None:
    for name in ("01.md", "02.md"):
        shutil.copy(VALID / "content/2023/09" / name, untidy / "content/2023/09" / name)
        text = (untidy / "content/2023/09" / name).read_text("utf-8")
        (untidy / "content/2023/09" / name).write_text(text.replace("unit: ", "unit："), "utf-8")
    said = check(untidy).stdout
    assert "（同样的问题还有 1 处：02.md:2）（untidy）" in said


def test_only_what_is_named(untidy: Path) -> None:
    done = fix(untidy, "--write", str(untidy / "content/commissions"))
    assert "已改写 1 个文件。" in done.output
    assert "期号" in (untidy / INDEX).read_text("utf-8")


def test_errors_that_are_left(untidy: Path) -> None:
    (untidy / PIECE).write_text("---\n标题：某某\nunit: 东山局\nissue: 2023-09\ntype: 短讯\n---\n正文\n", "utf-8")
    done = fix(untidy, "--write")
    assert done.exit_code == 1
    assert "已改写 3 个文件。\n这些要人来改：\ncontent/2023/09/01.md:5: 错误 [type]" in done.output
    assert "\ntitle: 某某\n" in (untidy / PIECE).read_text("utf-8")


@pytest.mark.parametrize("path", ["nosuch.md", "/etc"])
def test_paths_that_are_not_in_the_archive(tmp_path: Path, path: str) -> None:
    done = fix(valid_site(tmp_path), path)
    assert done.exit_code == 2
    assert path in done.output
