"""``bulletin build --verify``: what was altered on the site is found by its content, told, and put right."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from building.small_archive import small_archive, snapshot, write
from click.testing import CliRunner, Result
from made_once import MadeOnce
from processes import bulletin

from generator.building import Builder
from generator.cli import main

PAGE = "2023/02/01/index.html"


@pytest.fixture
def root(tmp_path: Path, made_once: MadeOnce) -> Path:
    """An archive with its site, and with the cache of the build."""

    def make(folder: Path) -> None:
        write(folder, small_archive())
        Builder(folder, folder / "site").build()

    copy = tmp_path / "archive"
    subprocess.run(["cp", "-a", str(made_once("verified", make)), str(copy)], check=True)  # times are kept
    return copy


def verify(root: Path) -> Result:
    return CliRunner().invoke(main, ["build", "--verify", "--root", str(root)])


def alter_keeping_size_and_time(file: Path) -> None:
    status, data = file.stat(), file.read_bytes()
    file.write_bytes(data.replace("巡查".encode(), "坏人".encode()).replace("测绘".encode(), "坏人".encode()))
    assert file.read_bytes() != data
    assert file.stat().st_size == status.st_size
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_page_altered_with_size_and_time_kept_is_found(root: Path) -> None:
    Builder(root, root / "site").build()
    before = snapshot(root / "site")
    alter_keeping_size_and_time(root / "site" / PAGE)
    assert Builder(root, root / "site").build().made == 0  # nothing that a build looks at has changed

    run = verify(root)
    assert run.exit_code == 1
    assert f"  内容不同：{PAGE}\n" in run.stderr
    assert "网站的文件有 1 个与应有的不同，已经改正" in run.stderr
    assert "还没有更新" not in run.stderr
    assert snapshot(root / "site") == before
    assert verify(root).exit_code == 0


def altered(file: Path) -> None:
    file.write_bytes(b"bad")


def linked(file: Path) -> None:
    file.rename(file.with_name("other"))
    file.symlink_to("other")


def turned_into_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "inside").write_bytes(b"inside")


@pytest.mark.parametrize(
    ("change", "path", "told"),
    [
        (altered, "search/index.json", ["内容不同：search/index.json"]),
        (altered, "data/articles.json", ["内容不同：data/articles.json"]),
        (altered, "assets/stylesheets/print.css", ["内容不同：assets/stylesheets/print.css"]),
        (altered, "2023/02/map.png", ["内容不同：2023/02/map.png"]),
        (altered, "new/index.html", ["多余：new/index.html"]),
        (altered, ".hidden", ["多余：.hidden"]),
        (Path.unlink, "404.html", ["缺少：404.html"]),
        (linked, PAGE, ["内容不同：2023/02/01/index.html", "多余：2023/02/01/other"]),
        (turned_into_a_folder, PAGE, ["多余：2023/02/01/index.html/inside", "缺少：2023/02/01/index.html"]),
    ],
)
def test_whatever_is_wrong_is_told_and_put_right(
    root: Path, change: Callable[[Path], object], path: str, told: list[str]
) -> None:
    before, file = snapshot(root / "site"), root / "site" / path
    file.parent.mkdir(exist_ok=True)
    change(file)
    run = verify(root)
    assert run.exit_code == 1
    assert sorted(line.strip() for line in run.stderr.splitlines() if line.startswith("  ")) == sorted(told)
    assert snapshot(root / "site") == before


def test_a_site_that_is_right_stays_as_it_is(root: Path) -> None:
    times = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")}
    run = verify(root)
    assert run.exit_code == 0, run.output
    assert "内容都对" in run.stdout
    assert {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")} == times
    assert Builder(root, root / "site").build().made == 0


def test_no_cache_is_believed(root: Path) -> None:
    """Whoever alters the site may have altered what the last build has noted of it, too."""
    alter_keeping_size_and_time(root / "site" / PAGE)
    for file in (root / ".cache").rglob("*"):
        if file.is_file() and file.name not in (".gitignore", "lock"):
            file.write_bytes(file.read_bytes()[::-1])
    assert f"内容不同：{PAGE}" in verify(root).stderr


def test_an_edit_that_was_not_built_yet_is_told_to_be_one_cause(root: Path) -> None:
    piece = root / "content/2023/02/02.md"
    piece.write_text(piece.read_text("utf-8").replace("丁科培训", "丁科学习"), "utf-8")
    run = verify(root)
    assert run.exit_code == 1
    assert "内容不同：2023/02/02/index.html" in run.stderr
    assert "可能只是还没有更新" in run.stderr
    assert "丁科学习" in (root / "site/2023/02/02/index.html").read_text("utf-8")


def test_where_no_site_is_yet_it_is_built(tmp_path: Path) -> None:
    write(tmp_path, small_archive())
    assert verify(tmp_path).exit_code == 0
    assert (tmp_path / "site/index.html").exists()


def test_an_archive_with_errors_leaves_the_site_alone(root: Path) -> None:
    (root / "units.yml").write_text("units: [\n", "utf-8")
    before = snapshot(root / "site")
    assert verify(root).exit_code == 1
    assert snapshot(root / "site") == before


def test_from_the_console(root: Path) -> None:
    (root / "site/index.html").write_bytes(b"bad")
    run = bulletin("build", "--verify", "--root", root)
    assert run.returncode == 1
    assert "内容不同：index.html" in run.stderr
    again = bulletin("build", "--verify", "--root", root)
    assert (again.returncode, again.stderr) == (0, "")
    assert json.loads((root / "site/search/index.json").read_bytes())
