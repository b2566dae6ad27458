"""Program and archive are apart: an archive of four things builds into a whole site, with its own look on top."""

import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from archives import REPO
from building.small_archive import Files, article, differing, snapshot
from made_up_sites import bulletin
from second_office import second_office

from generator.loading import Folder, read_site
from generator.model.addresses import url_of
from generator.pages.page_links import people_path
from generator.problems import Problem

TODAY = """\
site_name: 东山水务信息
docs_dir: content
site_dir: site
use_directory_urls: true
theme:
  name: material
  custom_dir: overrides
  language: zh
  font: false
  favicon: assets/images/favicon.svg
  icon: {logo: material/newspaper-variant-outline}
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: custom
      accent: custom
      toggle: {icon: material/weather-night, name: 切换到深色}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: custom
      accent: custom
      toggle: {icon: material/weather-sunny, name: 切换到浅色}
  features: [navigation.tabs, navigation.top]
extra_css: [assets/stylesheets/bulletin.css, assets/stylesheets/search.css, assets/stylesheets/pieces.css]
extra: {generator: false, people: true}
markdown_extensions: [admonition, attr_list, footnotes, md_in_html, {tables: {use_align_attribute: true}}]
plugins: [bulletin]
validation: {nav: {omitted_files: ignore}}
"""
"""Settings that say all that is so anyway."""


def built(root: Path) -> Files:
    run = bulletin("build", "--root", root)
    assert (run.returncode, run.stderr) == (0, "")
    return snapshot(root / "site")


def dead_ends(site: Files) -> set[str]:
    """What pages and styles ask for below the site and is not there."""
    found = set()
    for page in (path for path in site if path.endswith(".html") and path != "404.html"):
        for target in re.findall(r'(?:href|src)="([^"#?:]+)', site[page].decode()):
            below = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
            if below not in site and posixpath.normpath(f"{below}/index.html") not in site:
                found.add(f"{page} → {target}")
    return found


def test_four_things_make_a_whole_site(tmp_path: Path) -> None:
    site = built(second_office(tmp_path / "archive"))
    assert dead_ends(site) == set()
    home = site["index.html"].decode()
    assert "assets/stylesheets/bulletin.css" in home and "assets/javascripts/search/box.js" in home
    assert "fonts.googleapis" not in home
    own = {path for path in snapshot(REPO / "generator/theme") if path.startswith("assets/")}
    assert own <= site.keys()
    assert [path for path, data in site.items() if "聊城" in data.decode("utf-8", "ignore")] == []


def test_settings_that_repeat_what_is_so_anyway_change_nothing(tmp_path: Path) -> None:
    short = built(second_office(tmp_path / "short"))
    long = built(second_office(tmp_path / "long", {"mkdocs.yml": TODAY.encode()}))
    assert differing(short, long) == []


def test_what_is_its_own_lies_on_top(tmp_path: Path) -> None:
    settings = "site_name: 东山水务信息\nextra_css: [assets/own.css]\nextra_javascript: [assets/own.js]\n"
    mine: Files = {
        "mkdocs.yml": settings.encode(),
        "overrides/assets/own.css": b"/* own */",
        "overrides/assets/own.js": b"// own",
        "overrides/assets/images/favicon.svg": b"<svg/>",
        "overrides/partials/copyright.html": "<p>东山水务局主办</p>".encode(),
    }
    plain, own = built(second_office(tmp_path / "a")), built(second_office(tmp_path / "b", mine))
    assert own["assets/images/favicon.svg"] == b"<svg/>" != plain["assets/images/favicon.svg"]
    home = own["index.html"].decode()
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', home)
    assert styles.index("assets/own.css") == styles.index("assets/stylesheets/pieces.css") + 1
    assert '<script src="assets/own.js" defer></script>' in home
    assert "东山水务局主办" in home
    assert own["assets/stylesheets/bulletin.css"] == plain["assets/stylesheets/bulletin.css"]


MINIMAL = "site_name: 东山水务信息\ndocs_dir: content\nplugins: [bulletin]\n"
"""What MkDocs' own commands need."""


def mkdocs(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "--site-dir", "theirs"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", timeout=300)


@pytest.mark.parametrize("folder", [True, False], ids=["own look", "no overrides"])
def test_mkdocs_makes_the_same_of_it(tmp_path: Path, folder: bool) -> None:
    mine = {"overrides/assets/own.css": b"/* own */"} if folder else {}
    more = "extra_css: [assets/own.css]\n" if folder else ""
    root = second_office(tmp_path / "archive", {"mkdocs.yml": (MINIMAL + more).encode()} | mine)
    run = mkdocs(root)
    assert run.returncode == 0, run.stderr
    assert differing(built(root), snapshot(root / "theirs")) == []


@pytest.mark.parametrize(
    "more,told",
    [
        ("site_nmae: 名\n", "mkdocs.yml:4: 错误 [site_nmae] 不认识的项目“site_nmae”"),
        ("copyright: !ENV [NAME, x]\n", "mkdocs.yml:4: 错误 第 4 行第 12 个字：这里不能用“!!int”、“!ENV”"),
        ("extra_css: [//example.org/a.css]\n", "mkdocs.yml:4: 错误 [extra_css.1] extra_css：只能用自己的文件"),
    ],
)
def test_mkdocs_says_in_chinese_what_is_wrong_with_the_settings(tmp_path: Path, more: str, told: str) -> None:
    settings = f"{MINIMAL}{more}"
    root = second_office(tmp_path, {"mkdocs.yml": settings.encode(), "content/2024/01/03.md": b"no front matter"})
    run = mkdocs(root)
    assert run.returncode == 1
    assert told in run.stderr
    assert "Config value" not in run.stderr and "Traceback" not in run.stderr
    assert not (root / "theirs").exists()


@pytest.mark.parametrize("settings", ["theme: [\n", "site_name: !ENV [NAME]\n", "site_name: 名\nhooks: [a.py]\n", None])
def test_a_build_lists_wrong_settings_with_all_other_faults(tmp_path: Path, settings: str | None) -> None:
    root = second_office(tmp_path, {"content/2024/01/03.md": b"no front matter"})
    if settings is None:
        (root / "mkdocs.yml").unlink()
    else:
        (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    run = bulletin("build", "--root", root)
    assert run.returncode == 1
    assert "mkdocs.yml:" in run.stderr and "content/2024/01/03.md:1: 错误" in run.stderr
    assert "共 2 处错误" in run.stderr
    assert "Traceback" not in run.stderr and "ERROR" not in run.stderr
    assert not (root / "site").exists()


def test_check_knows_that_authors_have_no_pages(tmp_path: Path) -> None:
    """What a build refuses, `check` refuses: both have the same settings."""
    piece = article("2024-01", "水库", "一科", more="authors: 张三\n")
    files = {"content/2024/01/01.md": piece, "content/addresses.txt": f"/{url_of(people_path('张三'))}\n".encode()}
    root = second_office(tmp_path, files)
    assert bulletin("check", "--root", root).returncode == 0
    (root / "mkdocs.yml").write_text("site_name: 名\nextra: {people: false}\n", encoding="utf-8")
    for command in ("check", "build"):
        run = bulletin(command, "--root", root)
        assert run.returncode == 1
        assert "content/addresses.txt:1: 错误" in run.stdout + run.stderr


def test_a_changed_file_of_the_look_is_noticed(tmp_path: Path) -> None:
    root = second_office(tmp_path / "archive", {"overrides/assets/images/favicon.svg": b"<svg/>"})
    built(root)
    (root / "overrides/assets/images/favicon.svg").write_bytes(b"<svg></svg>")
    assert built(root)["assets/images/favicon.svg"] == b"<svg></svg>"
    shutil.rmtree(root / "overrides")
    assert built(root) == built(second_office(tmp_path / "other"))


def test_the_settings_shown_in_its_page_are_right(tmp_path: Path) -> None:
    (example,) = re.findall(
        r"```yaml\n(# mkdocs\.yml\n.*?)```", (REPO / "docs/other-office.md").read_text("utf-8"), flags=re.DOTALL
    )
    second_office(tmp_path, {"mkdocs.yml": example.encode(), "overrides/assets/own.css": b""})
    problems: list[Problem] = []
    settings = read_site(Folder(tmp_path), problems)
    assert problems == []
    assert settings is not None and (settings.publisher, settings.people) == ("东山水务局", False)
