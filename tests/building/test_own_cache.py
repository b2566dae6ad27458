"""Nothing is read from a cache that somebody else can have filled; the archive is built and checked all the same."""

import os
import pickle
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from building.small_archive import differing, small_archive, snapshot, write
from processes import bulletin

from generator.building.own_cache import own_cache
from generator.building.result import BuildFailed
from generator.files import CACHE, digest

IGNORED = "这一次没有用它，其余照常。"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    root = tmp_path / "archive"
    (root / CACHE).mkdir(parents=True)
    (root / CACHE).chmod(0o755)
    (root / CACHE / "build").mkdir()
    return root


def git(root: Path, *arguments: str) -> None:
    own = ["-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *own, *arguments], cwd=root, check=True, capture_output=True)


def tracked(root: Path) -> None:
    (root / CACHE / "build/manifest.kept").touch()
    git(root, "init")
    git(root, "add", "--force", CACHE)


def tracked_below(root: Path) -> None:
    (root / CACHE / "build/manifest.kept").touch()
    git(root.parent, "init")
    git(root.parent, "add", "--force", f"{root.name}/{CACHE}")


def tracked_with_joined_paths(root: Path) -> None:
    """Git then writes of each path only what differs from the one before."""
    for name in ("build.x", "build/manifest.kept"):
        (root / CACHE / name).touch()
    git(root, "init")
    git(root, "config", "index.version", "4")
    git(root, "add", "--force", CACHE)


def tracked_in_a_split_index(root: Path) -> None:
    tracked(root)
    git(root, "update-index", "--split-index")


def tracked_in_a_further_work_tree(root: Path) -> None:
    tracked(root)
    git(root, "commit", "--message", "x")
    moved = root.with_name("first")
    root.rename(moved)
    git(moved, "worktree", "add", str(root), "--detach")
    os.chmod(root / CACHE, 0o700)


def writable_by_the_group(root: Path) -> None:
    (root / CACHE).chmod(0o775)


def writable_by_all(root: Path) -> None:
    (root / CACHE).chmod(0o707)


def a_file(root: Path) -> None:
    (root / CACHE / "build").rmdir()
    (root / CACHE).rmdir()
    (root / CACHE).touch()


def of_another_user(root: Path) -> None:
    if os.geteuid():
        pytest.skip("only root gives away a folder")
    os.chown(root / CACHE, 12345, -1)


REASONS = {
    tracked: "git rm -r --cached .cache",
    tracked_below: "git rm -r --cached .cache",
    tracked_with_joined_paths: "git rm -r --cached .cache",
    tracked_in_a_split_index: "git rm -r --cached .cache",
    tracked_in_a_further_work_tree: "git rm -r --cached .cache",
    writable_by_the_group: "别的用户也能写，请删去它",
    writable_by_all: "别的用户也能写，请删去它",
    a_file: "不是真的文件夹，请删去它",
    of_another_user: "是别的用户的，请删去它",
}


@pytest.mark.parametrize("spoil", REASONS)
def test_is_named_and_another_one_used(
    spoil: Callable[[Path], None], root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    spoil(root)
    found = own_cache(root)
    assert found.parent == root.parent / "temporary"
    assert found.stat().st_mode & 0o777 == 0o700
    assert own_cache(root) == found
    assert REASONS[spoil] in caplog.text
    assert f"缓存文件夹 {CACHE} " in caplog.text
    assert IGNORED in caplog.text


def nothing(root: Path) -> None:
    pass


def not_there(root: Path) -> None:
    (root / CACHE / "build").rmdir()
    (root / CACHE).rmdir()


def beside_tracked_files(root: Path) -> None:
    for name in ("content.md", "other.kept", "elsewhere/.cache/bulletin/x"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    git(root, "init")
    git(root, "add", "--force", "content.md", "other.kept", "elsewhere")


@pytest.mark.parametrize("prepare", [nothing, not_there, beside_tracked_files])
def test_our_own_is_used_and_closed_to_others(
    prepare: Callable[[Path], None], root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    prepare(root)
    assert own_cache(root) == root / CACHE
    assert (root / CACHE).stat().st_mode & 0o777 == 0o700
    assert caplog.text == ""


def test_a_planted_one_outside_the_archive_is_refused(root: Path) -> None:
    writable_by_all(root)
    own_cache(root).chmod(0o777)
    with pytest.raises(BuildFailed, match="请删去它"):
        own_cache(root)


class _Planted:
    """Runs a command when it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self._marker = marker

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, (f"touch '{self._marker}'",)


def test_nothing_that_lies_in_the_cache_is_run(tmp_path: Path) -> None:
    """Pickles, also those that runs another program, under every name that is read; sealed as well as can be."""
    root, marker = tmp_path / "archive", tmp_path / "run"
    root.mkdir()
    write(root, small_archive())
    assert bulletin("build", "--root", root).returncode == 0
    whole, kept = snapshot(root / "site"), root / CACHE / "build"
    payload = pickle.dumps(_Planted(marker))
    pickle.loads(payload)
    assert marker.exists()
    marker.unlink()
    for file in [*kept.rglob("*.kept"), kept / "manifest"]:
        for named in (file, file.with_suffix(".pickle")):
            named.write_bytes(digest("", "", payload).encode() + payload)
    (root / "content/2023/01/01.md").touch()
    for command in ("check", "build"):
        done = bulletin(command, "--root", root)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
        assert not marker.exists()
    assert differing(snapshot(root / "site"), whole) == []


def test_a_tracked_cache_is_told_and_changes_nothing(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    root.mkdir()
    write(root, small_archive())
    assert bulletin("build", "--root", root).returncode == 0
    git(root, "init")
    git(root, "add", "--force", CACHE)
    before = snapshot(root / CACHE)
    temporary = {**os.environ, "TMPDIR": str(tmp_path)}
    for command in ("check", "build"):
        done = bulletin(command, "--root", root, env=temporary)
        assert done.returncode == 0
        assert done.stderr.count("git rm -r --cached .cache") == 1
    assert differing(snapshot(root / CACHE), before) == []


def test_a_journal_removes_nothing_outside_the_site(tmp_path: Path) -> None:
    """It could lie beside the site of a clone."""
    root = tmp_path / "archive"
    root.mkdir()
    write(root, small_archive())
    assert bulletin("build", "--root", root).returncode == 0
    aside = root / ".site.new"
    for journal in (b'["../units.yml", "/tmp/../x", "index.html/../../rules.yml"]', b"[" * 100_000, b"{}", b"[1]"):
        aside.mkdir()
        (aside / ".bulletin").touch()
        (aside / "journal.json").write_bytes(journal)
        done = bulletin("build", "--root", root)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
        assert (root / "units.yml").exists()
        assert (root / "rules.yml").exists()
