"""MkDocs' own commands on the archive: build, and serve with an edit while it runs."""

import socket
import sys
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest
from archives import copy_of_real_archive
from conftest import Start
from made_up_sites import valid_site
from processes import finished, wait_until


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


def shows(url: str, text: str) -> bool:
    """Whether the page has the text; while MkDocs has a fault to tell it answers nothing at all."""
    try:
        with urllib.request.urlopen(url, timeout=20) as response:
            return text in response.read().decode("utf-8")
    except (URLError, ConnectionError, TimeoutError):
        return False


def test_mkdocs_build_gives_the_same_site(tmp_path: Path, built_site: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    run = finished([sys.executable, "-m", "mkdocs", "build", "--strict", "-q"], cwd=root)
    assert run.returncode == 0, run.stderr

    def pages(site: Path) -> dict[str, bytes]:
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.html")}

    assert pages(root / "site") == pages(built_site)


def test_old_addresses_corrections_and_the_sitemap_are_the_same_too(tmp_path: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    article = root / "content/2024/07/03.md"
    more = "aliases: [/2024/07/old/, old/page.html]\ncorrections:\n  - {date: 2024-06-01, reason: 面积<有误>}\ntype: "
    article.write_text(article.read_text("utf-8").replace("type: ", more, 1), encoding="utf-8")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "\nsite_url: https://example.org/bulletin\n", encoding="utf-8")
    for command in (["mkdocs", "build", "--strict", "-q"], ["generator", "build", "--site-dir", "ours"]):
        run = finished([sys.executable, "-m", *command], cwd=root)
        assert run.returncode == 0, run.stderr

    def files(site: Path) -> dict[str, bytes]:
        of_pages = (path for path in site.rglob("*") if path.suffix in (".html", ".xml", ".json", ".csv"))
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in of_pages}

    theirs, ours = files(root / "site"), files(root / "ours")
    assert {path for path in theirs.keys() | ours.keys() if theirs.get(path) != ours.get(path)} == set()
    assert {"2024/07/old/index.html", "old/page.html", "sitemap.xml", "data/index.html"} <= ours.keys()
    assert "面积&lt;有误&gt;" in ours["2024/07/03/index.html"].decode()
    assert "有更正" in ours["2024/07/index.html"].decode()


@pytest.mark.parametrize("command", [["mkdocs", "serve", "-a"], ["generator", "serve", "--address"]])
def test_serve_shows_an_edit_and_survives_a_faulty_one(tmp_path: Path, command: list[str], start: Start) -> None:
    root, said = valid_site(tmp_path), tmp_path / "said.txt"
    address = f"127.0.0.1:{free_port()}"
    with said.open("wb") as file:
        server = start([sys.executable, "-m", *command, address], cwd=root, stdout=file, stderr=file)
    url, article = f"http://{address}/2023/09/01/", root / "content/2023/09/01.md"
    text = article.read_text("utf-8")
    wait_until(lambda: shows(url, "东山局开展土地日宣传"), "the first page", server)

    article.write_text(text.replace("unit: [东山局", "unit: [没有的局"), encoding="utf-8")
    wait_until(lambda: "没有单位“没有的局”" in said.read_text("utf-8"), "that the fault is told", server)

    article.write_text(text.replace("title: 东山", "title: 改过的东山"), encoding="utf-8")
    wait_until(lambda: shows(url, "改过的东山"), "the edit", server)
