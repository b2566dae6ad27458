"""Freezes, corrections and what takes them back, killed at any of their lines: what one has said is done is recorded,
in the file and in the register, and the next command completes what is half done."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from building.builds import kill_myself
from building.small_archive import issuable_archive, write
from made_once import MadeOnce

import generator.cli.correction_commands
import generator.cli.score_commands
import generator.files
import generator.plain_files
from generator.cli import main
from generator.loading import REGISTER, frozen_path
from generator.pipeline import check_archive, correct_notice, freeze_notice

POINTS = 50
EVERY = int(os.environ.get("BULLETIN_EVERY_POINT", "4"))
"""The tests kill at every fourth point; ``make fuzz`` at each."""
FIRST, LATER = "2022-03", "2023-06"
UNITS = ("甲局", "乙局", "丙局", "丁科")
COLUMNS = ("submitted", "adopted")
TRACED = {
    generator.files.__file__,
    generator.plain_files.__file__,
    generator.cli.correction_commands.__file__,
    generator.cli.score_commands.__file__,
}
"""The lines of these are counted: they take the lock, write, and say what was done."""
READING = ("digest", "is_hidden")
"""These are not."""

Act = tuple[str, ...]
FREEZE: Act = ("notice", "freeze", LATER)
REVERT: Act = ("notice", "revert", FIRST, "--reason", "没有漏计")


def correction(unit: str, column: str = "submitted") -> Act:
    return ("notice", "correct", FIRST, "--unit", unit, "--column", column, "--new", "77", "--reason", "漏计")


SIX = [correction(unit, column) for unit in UNITS for column in COLUMNS][:6]


@pytest.fixture
def root(tmp_path: Path, made_once: MadeOnce) -> Callable[[], Path]:
    """Gives the same archive again and again: a notice is frozen, another can be."""

    def make(folder: Path) -> None:
        write(folder, issuable_archive())
        freeze_notice(folder, FIRST, "2022-04-30")
        correct_notice(folder, FIRST, "丙局", "commissioned", Fraction(2), "漏计", "2022-05-01")

    template, folder = made_once("issued", make), tmp_path / "archive"

    def fresh() -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template, folder)
        return folder

    return fresh


class Run:
    """A command in a process of its own, killed before its ``last``-th line; what it has said is in a file."""

    def __init__(self, root: Path, act: Act, number: int = 0, last: int = sys.maxsize) -> None:
        self._said, self._counted = root.parent / f"said-{number}", root.parent / f"counted-{number}"
        self._process = os.fork()
        if self._process == 0:
            os.setsid()
            output = os.open(self._said, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
            os.dup2(output, 1)
            os.dup2(output, 2)
            sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            self._counting(last)
            try:
                main([*act, "--root", str(root)], standalone_mode=False)
            except BaseException as error:
                print("failed", repr(error))
            sys.settrace(None)
            sys.stdout.flush()
            self._counted.write_text(str(self.lines))
            os._exit(0)

    def _counting(self, last: int) -> None:
        self.lines = 0

        def line(frame: FrameType, event: str, argument: Any) -> Any:
            if event == "line":
                self.lines += 1
                if self.lines == last:
                    sys.stdout.flush()
                    kill_myself()
            return line

        def counted(frame: FrameType) -> bool:
            return frame.f_code.co_filename in TRACED and frame.f_code.co_name not in READING

        sys.settrace(lambda frame, event, argument: line if counted(frame) else None)

    def end(self) -> str:
        """Wait for it; what it said."""
        os.waitpid(self._process, 0)
        return self._said.read_text("utf-8")

    def length(self) -> int:
        self.end()
        return int(self._counted.read_text())


def points(length: int) -> list[int]:
    """So many of its lines, up to the last: from taking the lock to saying that it is done."""
    return list(range(length, length - POINTS, -EVERY))


def recorded(root: Path) -> list[tuple[str, ...]]:
    """The acts in the files, each of which the register has too or lacks at the end."""
    found: list[tuple[str, ...]] = []
    for month in (FIRST, LATER):
        if (root / frozen_path(month)).exists():
            data = json.loads((root / frozen_path(month)).read_bytes())
            found += [("freeze", month)] + [_act(one) for one in data["corrections"]]
    return found


def _act(one: dict[str, Any]) -> tuple[str, ...]:
    return ("revert", FIRST) if one.get("takes_back") else ("correct", one["unit"], one["column"])


def wanted(act: Act) -> tuple[str, ...]:
    return ("correct", act[4], act[6]) if act[1] == "correct" else (act[1], act[2])


def registered(root: Path) -> int:
    return (root / REGISTER).read_text("utf-8").count("\n") - 1


def settled(root: Path, said: dict[Act, str], killed: Act) -> None:
    """Who said it was done has done it; who was not killed has said so; and the next command leaves all in order."""
    done = {act for act, text in said.items() if any(word in text for word in ("已更正", "已存档", "已撤回"))}
    acts = recorded(root)
    assert {wanted(act) for act in done} <= set(acts)
    assert {act for act in said if act != killed} <= done, said
    codes = {one.code for one in check_archive(root)[1] if one.code != "frozen-difference"}
    assert codes <= {"frozen-unregistered"}
    if killed in done:
        assert codes == set()
        assert registered(root) == len(acts)
    assert "已更正" in Run(root, correction("丁科", "forwarded")).end()
    assert {one.code for one in check_archive(root)[1]} <= {"frozen-difference"}
    assert registered(root) == len(recorded(root)) == len(acts) + 1
    assert list((root / "content").rglob(".*")) == []


@pytest.mark.parametrize(
    ("killed", "others"),
    [
        (correction("甲局"), [FREEZE]),
        (FREEZE, [correction("甲局")]),
        (SIX[0], SIX[1:]),
        (REVERT, [FREEZE]),
    ],
    ids=["a correction beside a freeze", "a freeze beside a correction", "one of six", "taking back"],
)
@pytest.mark.parametrize("part", range(5))
def test_what_is_said_to_be_done_is_recorded(
    root: Callable[[], Path], killed: Act, others: list[Act], part: int
) -> None:
    length = Run(root(), killed).length()
    for last in points(length)[part::5]:
        folder = root()
        runs = {act: Run(folder, act, number) for number, act in enumerate(others, start=1)}
        runs[killed] = Run(folder, killed, 0, last)
        settled(folder, {act: run.end() for act, run in runs.items()}, killed)
