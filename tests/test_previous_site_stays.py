"""A build that fails, early or late, leaves the site as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest
from made_up_sites import expected, put_in, valid_site
from processes import bulletin

ARTICLE = "content/2023/09/01.md"


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def break_early(root: Path) -> None:
    put_in(root, "unknown-unit")


def break_late(root: Path) -> None:
    """Only MkDocs knows that there is no page of such a unit."""
    with (root / ARTICLE).open("a", encoding="utf-8") as file:
        file.write("\n见[单位](../../units/nowhere.md)。\n")


def break_template(root: Path) -> None:
    """A template that cannot be compiled stops the build when pages are already written."""
    (root / "overrides").mkdir()
    (root / "overrides" / "main.html").write_text("{% if %}", encoding="utf-8")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("  language: zh\n", "  language: zh\n  custom_dir: overrides\n")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive and, beside it, its site."""
    folder = tmp_path_factory.mktemp("previous")
    root = valid_site(folder)
    run = bulletin("build", "--root", root, "--site-dir", folder / "site")
    assert run.returncode == 0, run.stderr
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return valid_site(tmp_path)


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (break_early, ["内容有误，网站没有更新", expected("unknown-unit", "expected.txt")]),
        (break_late, ["2023/09/01.md", "nowhere.md"]),
        (break_template, []),
    ],
)
def test_the_site_stays_byte_for_byte(
    break_it: Callable[[Path], None], said: list[str], built: Path, archive: Path
) -> None:
    before, beside = files_below(built / "site"), sorted(built.iterdir())
    assert "index.html" in before
    break_it(archive)
    run = bulletin("build", "--root", archive, "--site-dir", built / "site")
    assert run.returncode == 1
    assert run.stderr
    assert [text for text in said if text not in run.stderr] == []
    assert "Traceback" not in run.stderr
    assert files_below(built / "site") == before
    assert sorted(built.iterdir()) == beside


def test_the_first_build_leaves_nothing_when_it_fails(archive: Path) -> None:
    break_late(archive)
    run = bulletin("build", "--root", archive, "--site-dir", archive.parent / "site")
    assert run.returncode == 1
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]


def test_the_site_is_replaced_once_the_fault_is_gone(tmp_path: Path) -> None:
    root, site = valid_site(tmp_path), tmp_path / "site"
    assert bulletin("build", "--root", root, "--site-dir", site).returncode == 0
    page = "2023/09/01/index.html"
    old = (site / page).read_text(encoding="utf-8")
    text = (root / ARTICLE).read_text(encoding="utf-8")
    (root / ARTICLE).write_text(text.replace("二十余人次", "三十余人次"), encoding="utf-8")
    assert bulletin("build", "--root", root, "--site-dir", site).returncode == 0
    assert (site / page).read_text(encoding="utf-8") == old.replace("二十余人次", "三十余人次")
    assert sorted(path.name for path in tmp_path.iterdir()) == [root.name, site.name]
