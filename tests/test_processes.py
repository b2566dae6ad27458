"""What the tests themselves rely on: programs end with what they have started, costly folders are made once."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from made_once import MadeOnce
from processes import started, wait_until

LEAVES_A_CHILD = """
import subprocess
subprocess.Popen(["sleep", "10000"], close_fds=False)
print("started", flush=True)
"""


def test_what_a_program_has_started_ends_with_it() -> None:
    reader, writer = os.pipe()
    command = [sys.executable, "-c", LEAVES_A_CHILD]
    with started(command, stdout=subprocess.PIPE, pass_fds=[writer]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        os.close(writer)
    with open(reader, "rb") as held_by_the_child:
        assert held_by_the_child.read() == b""  # comes when it has ended


def test_waiting_for_a_program_that_has_ended_fails_at_once() -> None:
    with (
        started([sys.executable, "-c", ""]) as process,
        pytest.raises(AssertionError, match="before this: a sign"),
    ):
        wait_until(lambda: False, "a sign", process)


def test_a_folder_is_made_once_by_all_who_ask(tmp_path: Path) -> None:
    made: list[Path] = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "file").write_text("made", "utf-8")

    with ThreadPoolExecutor(4) as several:
        asked = [several.submit(MadeOnce(tmp_path / "shared"), "name", make) for _ in range(4)]
    assert {one.result() for one in asked} == {tmp_path / "shared" / "name"}
    assert len(made) == 1


def test_a_folder_that_could_not_be_made_is_made_from_nothing(tmp_path: Path) -> None:
    made_once = MadeOnce(tmp_path / "shared")

    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        made_once("name", fail)
    assert list(made_once("name", lambda folder: (folder / "whole").touch()).iterdir()) == [
        tmp_path / "shared" / "name" / "whole"
    ]
