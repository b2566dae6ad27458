"""Commands that change content at the same time: each takes its turn, and what one says is done stays done."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from archives import copy_of_real_archive
from building.builds import in_a_process, kill_myself

from generator.files import content_lock, write_file
from generator.pipeline import correct_notice

MONTH = "2023-06"
FROZEN = f"content/notices/{MONTH}.frozen.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_real_archive(tmp_path)


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        process.kill()
        process.communicate()


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "generator", *arguments, "--root", str(root)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", cwd=root
    )


def units(root: Path) -> list[str]:
    return list(json.loads((root / FROZEN).read_text("utf-8"))["rows"])


def corrected(root: Path) -> list[str]:
    return sorted(one["unit"] for one in json.loads((root / FROZEN).read_text("utf-8"))["corrections"])


def correct(root: Path, unit: str) -> subprocess.Popen[str]:
    options = ("--unit", unit, "--column", "上报篇数", "--new", "77", "--reason", "试")
    return start(root, "notice", "correct", MONTH, *options)


def leavings(root: Path) -> list[Path]:
    return list((root / "content").rglob("*new"))


def test_each_of_six_corrections_at_once_is_recorded(root: Path, started: list[subprocess.Popen[str]]) -> None:
    """Beside a command that reads and may write the same file."""
    names = units(root)[:6]
    started += [correct(root, name) for name in names]
    started.append(start(root, "notice", "freeze", MONTH))
    said = [process.communicate(timeout=300)[0] for process in started]
    assert [process.returncode for process in started[:6]] == [0] * 6, said
    assert all("已更正" in text for text in said[:6])
    assert corrected(root) == sorted(names)
    assert leavings(root) == []


def test_who_is_killed_holds_nobody_up_and_loses_only_his_own(root: Path, started: list[subprocess.Popen[str]]) -> None:
    names = units(root)[:4]
    started += [correct(root, name) for name in names]
    os.kill(started[1].pid, signal.SIGKILL)
    said = [process.communicate(timeout=300)[0] for process in started]
    done = [name for name, text in zip(names, said, strict=True) if "已更正" in text]
    assert len(done) >= 3
    assert set(done) <= set(corrected(root)) <= set(names)


@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_a_crash_leaves_the_old_or_the_new(root: Path, name: str) -> None:
    before = (root / FROZEN).read_bytes()
    unit = units(root)[0]

    def work() -> None:
        setattr(os, name, lambda *args: kill_myself())
        correct_notice(root, MONTH, unit, "submitted", 77, "试", "2023-09-01")

    assert in_a_process(work) == -signal.SIGKILL
    assert (root / FROZEN).read_bytes() == before
    assert all(path.name.startswith(".") for path in leavings(root))  # and is neither read nor published
    with content_lock(root, "试"):
        assert leavings(root) == []


def test_two_writers_of_one_file_keep_out_of_each_others_way(tmp_path: Path) -> None:
    file, texts = tmp_path / "file", [bytes([number]) * 300_000 for number in range(4)]
    children = []
    for text in texts:
        children.append(os.fork())
        if children[-1] == 0:
            try:
                for _ in range(20):
                    write_file(file, text)
                    assert file.read_bytes() in texts
                os._exit(0)
            finally:
                os._exit(1)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_file_gets_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_file(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_who_waits_is_told_for_whom(root: Path, started: list[subprocess.Popen[str]]) -> None:
    with content_lock(root, "导入旧资料"):
        waiting = correct(root, units(root)[0])
        started.append(waiting)
        assert waiting.stdout is not None
        said = waiting.stdout.readline()
        assert said.startswith("正在等另一个命令（导入旧资料，")
        assert f"进程号 {os.getpid()}）结束" in said
        assert corrected(root) == []
    assert "已更正" in waiting.communicate(timeout=120)[0]


def test_import_takes_its_turn_too(root: Path, started: list[subprocess.Popen[str]], tmp_path: Path) -> None:
    shutil.copy(root / "content/2023/09/01.md", tmp_path / "期刊-2024-09-2024-06.txt")
    with content_lock(root, "更正通报"):
        process = start(root, "import", "folder", str(tmp_path), "--write")
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().startswith("正在等另一个命令（更正通报，")
