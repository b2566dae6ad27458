"""The pictures of ``docs/editors``: ``make editor-pictures`` takes them of what the program really shows.

A copy of the archive gets a new piece with faults; commands run on it, and what they print is set as a terminal would.
"""

import html
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from browser.conftest import CHROMIUM_ARGS
from playwright.sync_api import Browser, Page, sync_playwright
from processes import bulletin, started, wait_until

REPO = Path(__file__).resolve().parents[1]
FOLDER = REPO / "docs" / "editors" / "images"
ARCHIVE = REPO / ".cache" / "editor-pictures"
PARTS = ("content", "overrides", "units.yml", "rules.yml", "mkdocs.yml")
PIECE = "content/2024/07/34.md"
ADDRESS = "/2024/07/34/"

GOOD = """---
title: 阳谷县局开展土地日宣传
unit: 阳谷局
authors: [张三, 李四]
issue: 2024-07
type: 信息
---

近日，阳谷县局在县城广场开展土地日宣传，发放资料，接受群众咨询。（本篇是为了说明而编的。）
"""
FAULTY = GOOD.replace("阳谷局", "阳古局").replace("issue: 2024-07", "issue: 2024-08")
LEDGER = "content/ledger/2023-06.csv"

_TERMINAL = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>
body {{ margin: 0; width: 940px; background: #1e1e1e; }}
pre {{ margin: 0; padding: 14px 18px; color: #e6e6e6; font: 15px/1.6 "Noto Sans Mono CJK SC", monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; }}
b {{ color: #8fd18f; }}
</style><pre>{said}</pre></html>"""


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    _copy_of_archive()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_ARGS)
        _of_the_terminal(browser)
        _of_the_preview(browser)
        browser.close()


def _copy_of_archive() -> None:
    shutil.rmtree(ARCHIVE, ignore_errors=True)
    for part in PARTS:
        copy = shutil.copytree if (REPO / part).is_dir() else shutil.copy
        ARCHIVE.mkdir(parents=True, exist_ok=True)
        copy(REPO / part, ARCHIVE / part)
    settings = (REPO / "mkdocs.yml").read_text("utf-8")
    quiet = settings.replace("\nextra:\n", "\nextra:\n  checks: {half-width-mark: off}\n", 1)
    _write("mkdocs.yml", quiet if quiet != settings else settings + "\nextra:\n  checks: {half-width-mark: off}\n")
    subprocess.run(["git", "init", "-q"], cwd=ARCHIVE, check=True)


def _of_the_terminal(browser: Browser) -> None:
    _write(PIECE, FAULTY)
    _set(browser, "check-faults", "check")
    _write(PIECE, GOOD)
    _set(browser, "check-fine", "check")
    _set(browser, "codes", "codes", "unknown-unit")
    _set(browser, "scores", "scores", "2023-06", lines=24)
    good = (ARCHIVE / LEDGER).read_text("utf-8")
    first, second = good.splitlines()[1:3]
    marked = f"<<<<<<< HEAD\n{first}\n=======\n{first.replace(',', ',1', 1)}\n>>>>>>> zhang\n{second}"
    _write(LEDGER, good.replace(f"{first}\n{second}", marked))
    _set(browser, "conflict", "check")
    _write(LEDGER, good)


def _of_the_preview(browser: Browser) -> None:
    _write(PIECE, FAULTY)
    with _served() as url:
        page = browser.new_page(viewport={"width": 1000, "height": 640}, locale="zh-CN")
        faults = page.locator("#preview-faults")
        page.goto(f"{url}{ADDRESS}")
        faults.wait_for()
        _take(page, "preview-only-faults")
        _write(PIECE, GOOD)
        page.locator("h1").wait_for(timeout=300_000)
        page.reload(wait_until="load")
        _take(page, "piece")
        _write(PIECE, FAULTY)
        faults.wait_for(timeout=300_000)
        _take(page, "preview-faults")
        page.close()


def _set(browser: Browser, name: str, *command: str, lines: int = 60) -> None:
    """A picture of a command with what it says, in a window as wide as a terminal."""
    run = bulletin(*command, cwd=ARCHIVE)
    said = (run.stdout + run.stderr).rstrip().splitlines()
    shown = "\n".join(said[:lines] + (["……"] if len(said) > lines else []))
    text = f"<b>&gt; bulletin {' '.join(command)}</b>\n{html.escape(shown)}"
    page = browser.new_page(viewport={"width": 940, "height": 10})
    page.set_content(_TERMINAL.format(said=text))
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True)
    page.close()


def _take(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"{name}.jpg", quality=72)


def _write(path: str, text: str) -> None:
    (ARCHIVE / path).write_text(text, encoding="utf-8")


@contextmanager
def _served() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "generator", "serve", "--root", str(ARCHIVE), "--address", address]
    with started(command, cwd=REPO) as server:
        wait_until(_answers(address), "the first answer", server)
        yield f"http://{address}"


def _answers(address: str) -> Callable[[], bool]:
    host, _, port = address.rpartition(":")

    def answers() -> bool:
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
        except OSError:
            return False
        return True

    return answers


if __name__ == "__main__":
    main()
