"""Run a command and say how long it took and how much memory it and its children held; sizes of sites."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from benchmarks.results import Cost, SiteSize

INTERVAL = 0.05
_SHARE_OF_TIME = 0.02
"""Reading the memory of large processes takes long; the sampler never takes more than this part of one core."""

_ARTICLE = re.compile(r"\d{4}/\d{2}/\d{2,}/index\.html")


class CommandFailed(Exception):
    """A measured command ended with an error; the message holds the end of its output."""


def run(commands: Sequence[Sequence[str]], folder: Path) -> Cost:
    """Run the commands one after another in ``folder``."""
    costs = [_run_one(command, folder) for command in commands]
    return Cost(sum(cost.seconds for cost in costs), max(cost.peak_bytes for cost in costs))


def _run_one(command: Sequence[str], folder: Path) -> Cost:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    log = folder / "bench.log"
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
        memory = _Memory(process.pid)
        code = process.wait()
        seconds = time.perf_counter() - started
    peak = memory.stop()
    if code != 0:
        end = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise CommandFailed(f"{' '.join(command)} exited with {code}:\n{end}")
    return Cost(seconds, peak)


class _Memory(threading.Thread):
    """Samples the memory of a process and its children until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._root = psutil.Process(pid)
        self._ended = threading.Event()
        self._peak = 0
        self.start()

    def run(self) -> None:
        wait = 0.0
        while not self._ended.wait(wait):
            started = time.perf_counter()
            self._peak = max(self._peak, _tree_bytes(self._root))
            wait = max(INTERVAL, (time.perf_counter() - started) / _SHARE_OF_TIME)

    def stop(self) -> int:
        """End the sampling; the peak in bytes."""
        self._ended.set()
        self.join()
        return self._peak


def _tree_bytes(root: psutil.Process) -> int:
    total = 0
    try:
        for process in (root, *root.children(recursive=True)):
            total += int(process.memory_full_info().pss)
    except psutil.Error:  # it ended in between
        pass
    return total


def site_size(site: Path) -> SiteSize:
    """Count the files of a built site."""
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*") if path.is_file()}
    pages = {name: size for name, size in sizes.items() if name.endswith(".html")}
    articles = {name: size for name, size in pages.items() if _ARTICLE.fullmatch(name)}
    return SiteSize(sum(sizes.values()), len(sizes), max(pages.values()), articles)


def tree_hashes(folder: Path) -> dict[str, str]:
    """Every file of a folder by its path, as a hash of what it holds."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
