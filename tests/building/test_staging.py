"""A site is the old one or the new one: whatever ends a build, the next one clears up after it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from building.builds import in_a_process, kill_myself
from building.small_archive import Files, differing, snapshot, write

from generator.building.manifest import stamps_below
from generator.building.result import SiteRefused
from generator.building.staging import ChangedSite, Staging, WholeSite, recover

OLD: Files = {"a": b"old a", "b/c": b"c", "d/e/f": b"f", "kept/g": b"g", "gone/h": b"h"}
NEW: Files = {"a": b"new a", "b": b"was a folder", "d/e/f/i": b"was a file", "kept/g": b"g", "new/j": b"j"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    write(site, OLD)
    return site


def changed(site: Path) -> Staging:
    return ChangedSite(site, dict(stamps_below(site)))


def build(staging: Staging, site: Path, files: Files) -> None:
    """As a build does it: gather, finish, and clear up in any case."""
    try:
        before = snapshot(site)
        for path, data in files.items():
            if isinstance(staging, WholeSite) or before.get(path) != data:
                staging.write(path, data)
        staging.finish(files)
    finally:
        staging.discard()


def stopped_at(place: int, name: str, stop: Callable[[], None], work: Callable[[], None]) -> Callable[[], None]:
    """Do ``work``, but stop it before the call of ``os.name`` at this place."""

    def work_until() -> None:
        call, calls = getattr(os, name), 0

        def counted(*args: Any, **options: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == place:
                stop()
            return call(*args, **options)

        setattr(os, name, counted)
        work()

    return work_until


def fail() -> None:
    raise OSError("no space left")


@pytest.mark.parametrize("start", [WholeSite, changed])
def test_the_site_becomes_the_new_one(site: Path, start: Callable[[Path], Staging]) -> None:
    build(start(site), site, NEW)
    assert differing(snapshot(site), NEW) == []
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    build(start(site), site, OLD)
    assert differing(snapshot(site), OLD) == []
    assert not (site / "new").exists()


@pytest.mark.parametrize("name", ["replace", "unlink", "rmdir", "mkdir", "rename", "stat"])
@pytest.mark.parametrize("start", [WholeSite, changed])
@pytest.mark.parametrize("stop", [kill_myself, fail])
def test_old_or_new_wherever_a_build_stops(
    site: Path, start: Callable[[Path], Staging], name: str, stop: Callable[[], None]
) -> None:
    """Stopped at each call in turn; then looked at as the next build would find it."""
    ends = set()
    for place in range(1, 60):
        shutil.rmtree(site.parent)
        site.mkdir(parents=True)
        write(site, OLD)
        status = in_a_process(stopped_at(place, name, stop, lambda: build(start(site), site, NEW)))
        for _ in range(2):  # the second time there is nothing to do
            recover(site)
            files = snapshot(site)
            assert files in (OLD, NEW)
        assert [path.name for path in site.parent.iterdir()] == ["site"]
        ends.add(files == NEW)
        if status == 0:
            assert files == NEW
            break
    else:
        pytest.fail("the build never came to its end")
    assert True in ends


@pytest.mark.parametrize("name", ["replace", "unlink", "rmdir", "mkdir"])
def test_clearing_up_may_be_killed_too(site: Path, name: str) -> None:
    moved_one = stopped_at(2, "replace", kill_myself, lambda: build(changed(site), site, NEW))
    assert in_a_process(moved_one) != 0
    for place in range(1, 20):
        if in_a_process(stopped_at(place, name, kill_myself, lambda: recover(site))) == 0:
            break
    recover(site)
    assert snapshot(site) in (OLD, NEW)
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_leftovers_are_cleared(site: Path) -> None:
    for name in (".site.new/files/half", ".site.new/old/a", ".site.new/.bulletin"):
        (site.parent / name).parent.mkdir(parents=True, exist_ok=True)
        (site.parent / name).write_bytes(b"left")
    recover(site)
    assert snapshot(site) == OLD
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_an_old_site_without_a_new_one_is_put_back(site: Path) -> None:
    aside = site.with_name(".site.new")
    aside.mkdir()
    (aside / ".bulletin").touch()
    site.rename(aside / "old")
    recover(site)
    assert snapshot(site) == OLD


@pytest.mark.parametrize("name", [".site.new/files/mine", ".site.new"])
def test_what_is_not_ours_is_not_cleared(site: Path, name: str) -> None:
    mine = site.parent / name
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_bytes(b"mine")
    for work in (lambda: recover(site), lambda: WholeSite(site), lambda: changed(site)):
        with pytest.raises(SiteRefused, match=r"\.site\.new，而那里有别的东西"):
            work()
    assert mine.read_bytes() == b"mine"


def test_an_empty_folder_may_be_used(site: Path) -> None:
    site.with_name(".site.new").mkdir()  # as of a build that was killed at once
    build(changed(site), site, NEW)
    assert snapshot(site) == NEW


def test_nothing_is_moved_for_a_build_that_gave_up(site: Path) -> None:
    before = dict(stamps_below(site))
    staging = changed(site)
    staging.write("a", b"new a")
    staging.discard()
    recover(site)
    assert dict(stamps_below(site)) == before
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_equal_files_are_kept_and_not_written(site: Path) -> None:
    before = dict(stamps_below(site))
    build(changed(site), site, OLD | {"a": b"new a"})
    after = dict(stamps_below(site))
    assert {path for path in OLD if before[path] != after[path]} == {"a"}
