"""Whatever happens, a user reads a Chinese sentence; where in the program it was is in a log without content."""

import errno
import fcntl
import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner, Result
from conftest import Start
from made_up_sites import VALID, valid_site
from processes import REPO, finished, wait_until

from generator import faults, pipeline
from generator.cli import main
from generator.files import CACHE
from generator.loading import folder

PROGRAM = [sys.executable, "-m", "generator"]
CHINESE = re.compile("[\u4e00-\u9fff]")


def run(*arguments: str, root: Path = VALID) -> Result:
    return CliRunner().invoke(main, [*arguments, "--root", str(root)])


def in_shell(command: str, root: Path = VALID, **environment: str) -> subprocess.CompletedProcess[str]:
    program = f"{sys.executable} -m generator"
    command = command.replace("bulletin check", f"{program} check --root '{root}'")
    return finished(["bash", "-c", f"set -o pipefail; {command}"], cwd=REPO, env=os.environ | environment)


def raising(error: BaseException) -> Any:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


def test_an_error_of_the_program_is_told_and_logged_without_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = valid_site(tmp_path)
    (root / CACHE).mkdir(parents=True)
    monkeypatch.setattr(pipeline, "load", raising(RuntimeError("东山局的密码是 12345")))
    monkeypatch.setenv("SECRET", "12345")
    done = run("check", root=root)
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert (
        f"发给维护程序的人，并说明刚才改了哪个文件（文件里没有稿件内容，也没有密码）。详情记在 {root / CACHE}"
        in done.output
    )
    log = (root / CACHE / faults.LOG).read_text("utf-8")
    assert "RuntimeError" in log
    assert "generator/pipeline.py" in log
    assert "12345" not in log + done.output
    assert str(tmp_path) not in log


def test_where_no_cache_can_be_written_the_log_is_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(pipeline, "load", raising(RecursionError()))
    root = valid_site(tmp_path)
    (root / CACHE / faults.LOG).mkdir(parents=True)
    done = run("check", root=root)
    (log,) = tmp_path.glob("*.log")
    assert f"详情记在 {log}" in done.output


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "没有读写的权限"),
        (errno.ENOENT, "不见了"),
        (errno.EIO, "网络盘断开"),
        (errno.ENOTTY, "系统不让读写"),
    ],
)
def test_what_the_system_refuses_is_told_without_a_log(
    number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = valid_site(tmp_path)
    monkeypatch.setattr(os, "replace", raising(OSError(number, "in English", "a/b")))
    done = run("build", root=root)
    assert done.exit_code == 1
    assert words in done.output
    assert not list(tmp_path.rglob("*.log"))


def test_no_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "load", raising(MemoryError()))
    assert run("check").output.startswith("内存不够")


def test_a_folder_that_vanishes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = valid_site(tmp_path)
    monkeypatch.setattr(folder, "read_file", raising(FileNotFoundError(errno.ENOENT, "gone", "x")))
    done = run("check", root=root)
    assert done.exit_code == 1
    assert "打不开这个文件" in done.output


def test_who_reads_may_have_enough() -> None:
    done = in_shell("bulletin check --format json | head -c 1", root=VALID)
    assert done.stdout == "["
    assert not done.stderr


def test_a_full_disk_takes_no_output() -> None:
    done = in_shell("bulletin check > /dev/full")
    assert done.returncode == 1
    assert "磁盘满了" in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-", ">&- 2>&- <&-"])
def test_streams_may_be_closed(closed: str, tmp_path: Path) -> None:
    done = in_shell(f"bulletin check {closed}", root=valid_site(tmp_path))
    assert done.returncode == 0
    assert not done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_terminals_that_cannot_show_everything(encoding: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    (root / "content/pages").mkdir()
    (root / "content/pages/\U0001f600é.md").write_text("x")
    for command in ("bulletin check", "bulletin check --format json", "bulletin check --nothing"):
        done = finished(
            ["bash", "-c", command.replace("bulletin check", f"'{sys.executable}' -m generator check --root '{root}'")],
            cwd=REPO,
            env=os.environ | {"PYTHONIOENCODING": encoding, "LANG": "C", "LC_ALL": "C"},
            errors="replace",
        )
        assert done.returncode == (2 if "nothing" in command else 1)
        assert done.stdout or done.stderr
        assert "Error" not in done.stderr


def test_ctrl_c(start: Start, tmp_path: Path) -> None:
    """It comes while something is read that does not end: here, whatever the program waits for."""
    root = valid_site(tmp_path)
    (root / CACHE).mkdir(parents=True)
    with (root / CACHE / "content.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        heeded = ["env", "--default-signal=INT"]  # the tests may run where Ctrl+C is ignored, as in the background
        command = [*heeded, *PROGRAM, "addresses", "freeze", "--root", str(root)]
        process = start(command, cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        wait_until(lambda: _waits(process.pid), "the wait for the lock", process)
        process.send_signal(signal.SIGINT)
        _, complained = process.communicate()
    assert process.returncode == 130
    assert complained.rstrip().endswith("已中断。")


def _waits(process: int) -> bool:
    return "flock" in Path(f"/proc/{process}/wchan").read_text() or any(
        f" {process} " in line and "->" in line for line in Path("/proc/locks").read_text().splitlines()
    )
