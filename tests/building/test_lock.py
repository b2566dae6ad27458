"""Builds of one archive take turns; one that was killed holds up nobody, and what it had forked writes nothing more."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from building.builds import CleanBuilds, in_a_process
from building.small_archive import small_archive, snapshot, write
from building.test_forking import alive, note, noted, wait_until

from generator.building import Builder, forking
from generator.building import one_build as build_module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "root").mkdir()
    write(tmp_path / "root", small_archive())
    return tmp_path


def build(folder: Path) -> None:
    Builder(folder / "root", folder / "site", folder / "cache").build()


def killed_during_search(folder: Path) -> None:
    """Its search, in a process of its own, goes on as long as it is let."""

    def late(scores: Any, files: Any, cache: Any = None) -> None:
        note(folder / "late")
        os.kill(os.getppid(), signal.SIGKILL)
        wait_until((folder / "go on").exists, "that it may go on")
        files.write("search/late.json", b"late", "")
        (folder / "ended").touch()

    def work() -> None:
        build_module.write_search = late
        build(folder)

    assert in_a_process(work) == -signal.SIGKILL


def test_a_killed_build_holds_nobody_up(folder: Path) -> None:
    killed_during_search(folder)
    build(folder)
    assert not any(map(alive, noted(folder / "late")))
    assert snapshot(folder / "site") == CleanBuilds(folder / "clean").of(small_archive())
    assert not (folder / "ended").exists()
    assert not (folder / ".site.new").exists()


def test_where_an_orphan_lives_on_the_next_build_waits(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As on a system that does not tell a process that nobody reads its answer."""
    monkeypatch.setattr(forking, "_end_with_the_reader", lambda writing: None)
    killed_during_search(folder)
    caplog.set_level("WARNING")
    # the message is the sign that the next build waits; then the orphan may end
    monkeypatch.setattr(caplog.handler, "emit", lambda record: (folder / "go on").touch())
    build(folder)
    assert (folder / "ended").exists()
    assert snapshot(folder / "site") == CleanBuilds(folder / "clean").of(small_archive())
