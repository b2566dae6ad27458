"""Only a folder that is empty or holds a site of ours is replaced, however it is named."""

import os
from pathlib import Path

import pytest
from building.small_archive import Files, small_archive, snapshot, write
from click.testing import CliRunner, Result

from generator.building import Builder
from generator.building.result import SiteRefused
from generator.building.target import check_target
from generator.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an archive under git, somebody's full folder, and links."""
    files: Files = {
        **{f"root/{path}": data for path, data in small_archive().items()},
        "root/.git/config": b"[core]\n",
        "full/letter.txt": b"mine",
        "full/search/index.json": b'{"config":{}}',  # as of another program's site
        "ours/search/index.json": b'{"schema_version":1,"ignored":[[0,35]]}',
        "root/.cache/bulletin/build/manifest": b"",
    }
    write(tmp_path, files)
    (tmp_path / "to content").symlink_to("root/content")
    (tmp_path / "to root").symlink_to("root")
    (tmp_path / "to full").symlink_to("full")
    (tmp_path / "to ours").symlink_to("ours")
    (tmp_path / "round").symlink_to("round")
    (tmp_path / "empty").mkdir()
    return tmp_path


REFUSED = {
    "root": "资料库就在那里",
    ".": "资料库就在那里",
    "root/": "资料库就在那里",
    "root/content": "资料库的 content 就在那里",
    "root/content/": "资料库的 content 就在那里",
    "root/content/x": "它在资料库的 content 里面",
    "root/overrides": "资料库的 overrides 就在那里",
    "root/overrides/x/y": "它在资料库的 overrides 里面",
    "root/.git": "资料库的 .git 就在那里",
    "root/.git/x": "它在资料库的 .git 里面",
    "elsewhere/.git/x": "它在 git 的文件夹里面",
    "root/units.yml": "资料库的 units.yml 就在那里",
    "root/units.yml/x": "它在资料库的 units.yml 里面",
    "root/.cache": "资料库的缓存就在那里",
    "root/.cache/bulletin/build/x": "它在资料库的缓存里面",
    "to content": "资料库的 content 就在那里",
    "to content/x": "它在资料库的 content 里面",
    "to root/content/x": "它在资料库的 content 里面",
    "root/../root/content": "资料库的 content 就在那里",
    "full": "里面有别的文件",
    "to full": "里面有别的文件",
    "full/letter.txt": "那里有一个同名的文件",
    "round": "那里有一个同名的文件",
    "/": "资料库就在那里",
}


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["build", "--root", str(folder / "root"), *arguments])


def everything(folder: Path) -> Files:
    return {path: data for path, data in snapshot_of_all(folder).items() if not path.startswith("root/.cache/")}


def snapshot_of_all(folder: Path) -> Files:
    paths = (os.path.join(parent, name) for parent, _, names in os.walk(folder) for name in names)
    return {os.path.relpath(path, folder): Path(path).read_bytes() for path in paths if os.path.isfile(path)}


@pytest.mark.parametrize("place", REFUSED)
def test_a_folder_of_somebody_is_refused(folder: Path, place: str) -> None:
    before = everything(folder)
    done = run(folder, "--site-dir", os.path.join(folder, place))
    assert done.exit_code == 2, done.output
    assert REFUSED[place] in done.output
    assert "--site-dir" in done.output
    assert everything(folder) == before


@pytest.mark.parametrize("place", [".", "content", "../full"])
def test_the_line_of_mkdocs_yml_is_named(folder: Path, place: str) -> None:
    settings = folder / "root/mkdocs.yml"
    lines = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith("site_dir")]
    settings.write_text("\n".join([*lines, f"site_dir: {place}", ""]), "utf-8")
    before = everything(folder)
    done = run(folder)
    assert done.exit_code == 1
    assert f"mkdocs.yml:{len(lines) + 1}: 错误 [site_dir] 网站不能放在" in done.output
    assert everything(folder) == before


@pytest.mark.parametrize("place", ["empty", "new", "new/deep/down", "ours", "to ours", "root/site", "root/public"])
def test_nothing_an_empty_folder_and_a_site_of_ours_are_taken(folder: Path, place: str) -> None:
    check_target(folder / "root", Path(os.path.realpath(folder / place)), folder / "cache")


def test_the_own_site_is_taken_whoever_built_it_unless_it_leads_elsewhere(folder: Path) -> None:
    site = folder / "root/site"
    site.mkdir()
    (site / "index.html").touch()
    check_target(folder / "root", site, folder / "cache")
    site.rename(folder / "root/before")
    for target in ("content", "../full"):
        site.unlink(missing_ok=True)
        site.symlink_to(target)
        with pytest.raises(SiteRefused):
            check_target(folder / "root", Path(os.path.realpath(site)), folder / "cache")


def test_a_site_is_known_by_its_files_too(folder: Path) -> None:
    """One that somebody has damaged is put right; another folder in its place is left alone."""
    site = folder / "site"
    builder = Builder(folder / "root", site, folder / "cache")
    builder.build()
    whole = snapshot(site)
    (site / "search/index.json").unlink()
    builder.build()
    assert snapshot(site) == whole
    site.rename(folder / "moved")
    (folder / "full").rename(site)
    with pytest.raises(SiteRefused):
        builder.build()
    assert (site / "letter.txt").read_bytes() == b"mine"


def test_where_nothing_can_be_written_is_told(folder: Path) -> None:
    done = run(folder, "--site-dir", "/proc/site")
    assert done.exit_code == 1
    assert "网站没有更新。/proc/.site.new：" in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
