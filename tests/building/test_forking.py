"""What is forked gives its answer, or ends: with its block, and with its parent however that ended."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from building.builds import in_a_process

from generator.building.forking import ForkFailed, forked
from generator.building.result import BuildFailed
from generator.faults import Forwarded

LARGE = b"x" * 1_000_000
"""More than a pipe holds, so that whoever gives it back waits for a reader."""


def wait_until(true: Callable[[], bool], what: str, seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.01)


def alive(process: int) -> bool:
    """Whether it runs; one that has ended and was not waited for does not."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    return False


def noted(file: Path) -> list[int]:
    return [int(line) for line in file.read_text("utf-8").split()] if file.exists() else []


def note(file: Path) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"{os.getpid()}\n")


def test_gives_back_more_than_a_pipe_holds() -> None:
    with forked(lambda: LARGE) as one, forked(lambda: os.getpid()) as other:
        pass
    assert one.value == LARGE
    assert other.value != os.getpid()


def test_a_failure_comes_back() -> None:
    def fail() -> None:
        raise BuildFailed("不行")

    with pytest.raises(BuildFailed, match="不行"), forked(fail):
        pass


def test_an_error_comes_back_without_what_it_quotes(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Forwarded) as raised, forked(lambda: int("甲局的内容")):
        pass
    assert "ValueError" in raised.value.report
    assert "test_forking.py" in raised.value.report
    assert "甲局" not in raised.value.report
    assert not capfd.readouterr().err


def test_who_is_killed_has_failed() -> None:
    with pytest.raises(ForkFailed), forked(lambda: os.kill(os.getpid(), signal.SIGKILL)):
        pass


def test_ends_with_its_block(tmp_path: Path) -> None:
    def work() -> None:
        note(tmp_path / "children")
        signal.pause()

    with pytest.raises(ValueError, match="given up"), forked(work):
        wait_until(lambda: bool(noted(tmp_path / "children")), "the child")
        raise ValueError("given up")
    assert not alive(noted(tmp_path / "children")[0])


def work_for_ever(notes: Path) -> None:
    note(notes)
    while True:
        signal.pause()


def give_a_large_answer(notes: Path) -> bytes:
    note(notes)
    return LARGE


def fork_too(notes: Path) -> bytes:
    with forked(lambda: work_for_ever(notes)), forked(lambda: give_a_large_answer(notes)):
        note(notes)
        signal.pause()
    return b""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_no_orphan_outlives_its_parent(tmp_path: Path, ending: signal.Signals) -> None:
    """Neither one that works, nor one that has a large answer, nor what these have forked."""
    notes = tmp_path / "children"

    def parent() -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        with (
            forked(lambda: give_a_large_answer(notes)),
            forked(lambda: fork_too(notes)),
            forked(lambda: work_for_ever(notes)),
        ):
            wait_until(lambda: len(noted(notes)) == 5, "all children")
            os.kill(os.getpid(), ending)

    assert in_a_process(parent) == -ending
    wait_until(lambda: not any(map(alive, noted(notes))), "the end of all children")
