"""The wheel is the whole program: installed elsewhere it builds the real content into the same bytes."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from archives import REPO, copy_of_real_archive
from building.small_archive import differing, snapshot
from second_office import second_office

from generator.theme import THEME


def run(*command: str | Path, cwd: Path) -> str:
    """What a program says; it sees nothing of this checkout, and nothing of the network."""
    hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, since building leaves folders behind."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    shutil.copytree(REPO / "generator", source / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPO / name, source)
    options = ("--no-index", "--no-deps", "--no-build-isolation", "--no-cache-dir", "-q")
    run(sys.executable, "-m", "pip", "wheel", *options, "-w", folder, source, cwd=folder)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the wheel; the libraries are those of this one."""
    folder = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    options = ("--no-index", "--no-deps", "-q", "--target", packages)
    run(sys.executable, "-m", "pip", "install", *options, wheel, cwd=folder)
    libraries = {Path(path) for path in sys.path if Path(path).name == "site-packages"}
    libraries |= {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")}
    (packages / "libraries.pth").write_text("".join(f"{path}\n" for path in sorted(libraries)), encoding="utf-8")
    where = run(python, "-c", "import generator; print(generator.__file__)", cwd=folder)
    assert Path(where.strip()).is_relative_to(folder)
    return python


def test_it_holds_every_template_and_every_file_of_the_theme(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    folders = (THEME, REPO / "generator" / "templates")
    files = {path.relative_to(REPO).as_posix() for folder in folders for path in folder.rglob("*.*") if path.is_file()}
    assert {path for path in files if "__pycache__" not in path} - inside == set()


def test_it_builds_the_real_content_into_the_same_bytes(elsewhere: Path, built_site: Path, tmp_path: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    run(elsewhere, "-m", "generator", "build", cwd=root)
    assert differing(snapshot(root / "site"), snapshot(built_site)) == []


def test_both_programs_build_another_office(elsewhere: Path, tmp_path: Path) -> None:
    settings = "site_name: 东山水务信息\ndocs_dir: content\nplugins: [bulletin]\n"
    root = second_office(tmp_path / "archive", {"mkdocs.yml": settings.encode()})
    run(elsewhere, "-m", "generator", "check", cwd=root)
    run(elsewhere, "-m", "generator", "build", cwd=root)
    run(elsewhere, "-m", "mkdocs", "build", "--strict", "-q", "--site-dir", "theirs", cwd=root)
    assert differing(snapshot(root / "site"), snapshot(root / "theirs")) == []
