"""Digests are those of the files as they are, and files that have not changed are not read again."""

import builtins
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.building import digests as module
from generator.building.digests import Digests
from generator.cache import Cache
from generator.files import digest

PATH = "content/plan.pdf"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / PATH
    file.parent.mkdir()
    file.write_bytes(b"one")
    return file


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []

    def noted(name: Any, *args: Any, **options: Any) -> Any:
        names.append(os.fspath(name))
        return builtins.open(name, *args, **options)

    monkeypatch.setattr(module, "open", noted, raising=False)
    return names


def look(root: Path, seconds: int = 10) -> str:
    """As a build does whose clock is so many seconds after the last change of the file."""
    digests = Digests(Cache(root / "cache"), os.stat(root / PATH).st_ctime_ns + seconds * 1_000_000_000)
    found = digests.below(root, "content")[PATH]
    digests.save()
    return found


def test_a_file_that_stays_is_read_once(tmp_path: Path, file: Path, opened: list[str]) -> None:
    assert [look(tmp_path) for _ in range(3)] == [digest(b"one")] * 3
    assert len(opened) == 1


def test_a_file_that_changed_a_moment_ago_is_read_again(tmp_path: Path, file: Path, opened: list[str]) -> None:
    """Another edit in the same tick of the clock would leave its size and times as they are."""
    assert [look(tmp_path, seconds) for seconds in (0, 1, 10, 10)] == [digest(b"one")] * 4
    assert len(opened) == 3


def same_size_and_time(file: Path) -> None:
    before = file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced_by_an_older_one(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(b"two")
    shutil.copystat(file, other)
    other.replace(file)


def longer_with_the_same_time(file: Path) -> None:
    before = file.stat()
    file.write_bytes(b"two and more")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("change", [same_size_and_time, replaced_by_an_older_one, longer_with_the_same_time])
def test_every_change_is_noticed(tmp_path: Path, file: Path, change: Callable[[Path], None]) -> None:
    assert look(tmp_path) == digest(b"one")
    tick = file.stat().st_ctime_ns
    while (tmp_path / "clock").exists() is False or (tmp_path / "clock").stat().st_ctime_ns == tick:
        (tmp_path / "clock").write_bytes(b"")  # until the clock of the disk has gone on
    change(file)
    assert look(tmp_path) == digest(file.read_bytes()) != digest(b"one")


def test_what_is_gone_is_forgotten(tmp_path: Path, file: Path, opened: list[str]) -> None:
    look(tmp_path)
    data = file.read_bytes()
    file.rename(tmp_path / "away")
    digests = Digests(Cache(tmp_path / "cache"))
    assert digests.below(tmp_path, "content") == {}
    digests.save()
    (tmp_path / "away").rename(file)
    assert look(tmp_path) == digest(data)
    assert len(opened) == 2
