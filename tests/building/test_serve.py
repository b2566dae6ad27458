"""The preview of a larger archive: an edit shows, a fault is told, and the site that is published stays as it is."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import pytest
from building.small_archive import snapshot

from benchmarks.corpus import write_corpus
from generator.building import Workshop

ARTICLES = 300


@dataclass(frozen=True)
class Preview:
    root: Path
    address: str
    said: Path
    """What the command prints."""
    process: subprocess.Popen[bytes]

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=5) as response:
                text: str = response.read().decode("utf-8")
                return text
        except (URLError, ConnectionError, TimeoutError):
            return ""

    def wait(self, shown: Callable[[], bool], what: str, seconds: float = 40) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.said.read_text("utf-8")
            if shown():
                return
            time.sleep(0.05)
        pytest.fail(f"never came: {what}\n{self.said.read_text('utf-8')}")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("served") / "archive"
    write_corpus(root, ARTICLES)
    Workshop(root, root / "site").build()
    return root


@pytest.fixture
def preview(archive: Path, tmp_path: Path) -> Iterator[Preview]:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{sock.getsockname()[1]}"
    said = tmp_path / "said.txt"
    with said.open("wb") as file:
        command = [sys.executable, "-m", "generator", "serve", "--root", str(archive), "--address", address]
        process = subprocess.Popen(
            command, stdout=file, stderr=subprocess.STDOUT, env=os.environ | {"LC_ALL": "C.UTF-8"}
        )
    preview = Preview(archive, address, said, process)
    try:
        yield preview
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)


def test_edits_and_faults(preview: Preview) -> None:
    root, site = preview.root, snapshot(preview.root / "site")
    pieces = sorted(path for path in root.glob("content/[0-9]*/[0-9]*/*.md") if path.name != "index.md")
    piece = pieces[len(pieces) // 2]
    path, text = piece.relative_to(root / "content").with_suffix("").as_posix() + "/", piece.read_text("utf-8")
    preview.wait(lambda: "合成数据" in preview.page(path) or "article-body" in preview.page(path), "the first page")

    piece.write_text(f"{text}\n改过的一段。\n", "utf-8")
    preview.wait(lambda: "改过的一段" in preview.page(path), "the edit")

    unit = next(line for line in text.splitlines() if line.startswith("unit:"))
    piece.write_text(text.replace(unit, "unit: 没有的局"), "utf-8")
    preview.wait(lambda: "没有单位“没有的局”" in preview.said.read_text("utf-8"), "the list of problems")
    assert "内容有误，网站没有更新" in preview.said.read_text("utf-8")
    assert "Traceback" not in preview.said.read_text("utf-8")
    assert "改过的一段" in preview.page(path)

    piece.write_text(f"{text}\n又改好的一段。\n", "utf-8")
    preview.wait(lambda: "又改好的一段" in preview.page(path), "the edit that puts it right")
    assert "改过的一段" not in preview.page(path)

    added = piece.with_name("98-new.md")
    added.write_text(f"{text}\n新来的一篇。\n".replace("title: ", "title: 新"), "utf-8")
    preview.wait(
        lambda: "新来的一篇" in preview.page(path.rpartition("/")[0].rpartition("/")[0] + "/98-new/"), "a new piece"
    )
    added.unlink()
    preview.wait(
        lambda: not preview.page(path.rpartition("/")[0].rpartition("/")[0] + "/98-new/"), "that it goes again"
    )
    assert snapshot(root / "site") == site


def test_a_fault_from_the_beginning_is_told(tmp_path: Path) -> None:
    write_corpus(tmp_path / "archive", 20)
    (tmp_path / "archive/units.yml").write_text("units: [\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "generator",
        "serve",
        "--root",
        str(tmp_path / "archive"),
        "--address",
        "127.0.0.1:0",
    ]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert run.returncode == 1
    assert "内容有误，网站没有更新" in run.stderr
    assert "Traceback" not in run.stderr
