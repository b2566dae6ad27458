"""MkDocs' own commands on the archive: build, and serve with an edit while it runs."""

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest
from archives import copy_of_real_archive


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


def wait_for(url: str, text: str, process: subprocess.Popen[str], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server has stopped"
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                if text in response.read().decode("utf-8"):
                    return
        except (URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.2)
    pytest.fail(f"{url} never showed {text}")


def test_mkdocs_build_gives_the_same_site(tmp_path: Path, built_site: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"], cwd=root, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr

    def pages(site: Path) -> dict[str, bytes]:
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.html")}

    assert pages(root / "site") == pages(built_site)


@pytest.mark.parametrize("command", [["mkdocs", "serve", "-a"], ["generator", "serve", "--address"]])
def test_serve_shows_an_edit_and_survives_a_faulty_one(tmp_path: Path, command: list[str]) -> None:
    root = copy_of_real_archive(tmp_path)
    address = f"127.0.0.1:{free_port()}"
    server = subprocess.Popen(
        [sys.executable, "-m", *command, address],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        url = f"http://{address}/2024/07/03/"
        article = root / "content/2024/07/03.md"
        text = article.read_text("utf-8")
        wait_for(url, "先登记后供地", server)
        article.write_text(text.replace("unit: 利用科", "unit: 没有的科"), encoding="utf-8")
        time.sleep(1.5)
        article.write_text(text.replace("title: 我市", "title: 改过的我市"), encoding="utf-8")
        wait_for(url, "改过的我市", server)
    finally:
        server.terminate()
        server.communicate(timeout=20)
