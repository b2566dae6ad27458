"""The preview of a larger archive: an edit shows, a fault is told, and the site that is published stays as it is."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.error import URLError

import pytest
from building.small_archive import snapshot
from click.testing import CliRunner

from benchmarks.corpus import write_corpus
from generator.building import Builder
from generator.cli import main

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

    def wait(self, shown: Callable[[], bool], what: str, seconds: float = 300) -> None:
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
    Builder(root, root / "site").build()
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
            command,
            stdout=file,
            stderr=subprocess.STDOUT,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
            start_new_session=True,  # so that what it forks can be found
        )
    try:
        yield Preview(archive, address, said, process)
    finally:
        process.kill()
        process.wait()


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


def edit_until(preview: Preview, happened: Callable[[], bool]) -> None:
    """Edit again and again, each time once the last edit shows: a busy machine may sleep through one rebuild."""
    units, piece = preview.root / "units.yml", next(preview.root.glob("content/[0-9]*/[0-9]*/01.md"))
    page, text = piece.relative_to(preview.root / "content").with_suffix("").as_posix() + "/", piece.read_text("utf-8")
    for number in count():
        units.write_text(f"{units.read_text('utf-8')}# 改过\n", "utf-8")
        piece.write_text(f"{text}\n改了{number}次。\n", "utf-8")
        preview.wait(lambda said=f"改了{number}次。": happened() or said in preview.page(page), "the edit")
        if happened():
            return


def serve(root: Path, address: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "serve", "--root", str(root), "--address", address]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300)


def living(group: int) -> list[str]:
    """The processes of a group that have not ended."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, its_group = stat.read_text("utf-8").rpartition(")")[2].split()[:3]
            found += [stat.parent.name] if int(its_group) == group and state != "Z" else []
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", ["at rest", "during a rebuild"])
def test_a_signal_ends_it_and_all_it_has_forked(preview: Preview, moment: str, number: signal.Signals) -> None:
    preview.wait(lambda: bool(preview.page("")), "the first page")
    if moment == "during a rebuild":
        edit_until(preview, lambda: len(living(preview.process.pid)) > 1)
    preview.process.send_signal(number)
    assert preview.process.wait(timeout=300) == 0
    deadline = time.monotonic() + 300
    while living(preview.process.pid):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert "Traceback" not in preview.said.read_text("utf-8")


def test_a_signal_is_not_lost_where_an_exception_would_be(archive: Path) -> None:
    """Python drops what is raised while a process is about to fork."""
    arguments = ["serve", "--root", str(archive), "--address", "127.0.0.1:0"]
    program = (
        "import os, signal\n"
        "os.register_at_fork(before=lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        f"from generator.cli import main\nmain({arguments})\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=300)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    "address", ["localhost", ":8000", "host:abc", "127.0.0.1:99999", "::1:8000", "[nonsense]:1", "[::1]", "a:８０"]
)
def test_what_is_no_address_is_refused(tmp_path: Path, address: str) -> None:
    run = CliRunner().invoke(main, ["serve", "--root", str(tmp_path), "--address", address])
    assert run.exit_code == 2
    assert run.stderr.startswith("用法有误：--address：要写主机、英文冒号、端口")
    assert f"现在是“{address}”" in run.stderr


@pytest.mark.parametrize(("host", "why"), [("127.0.0.1", "端口已被占用"), ("no-such-host.invalid", "本机没有这个地址")])
def test_an_address_that_cannot_be_had_is_told(archive: Path, host: str, why: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"{host}:{other.getsockname()[1]}"
        run = serve(archive, address)
    assert run.returncode == 1
    assert run.stderr.startswith(f"不能在 {address} 预览：{why}")
    assert "Traceback" not in run.stderr
