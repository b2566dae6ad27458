"""Builds and previews killed at random: nothing of them lives on, nobody is held up, and the site comes out clean.

A short run is part of the tests; ``make fuzz`` is a long one: BULLETIN_KILLS kills, of an archive of
BULLETIN_ARTICLES articles, drawn by BULLETIN_SEED.
"""

import fcntl
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from building.small_archive import differing, snapshot

from benchmarks.corpus import write_corpus

KILLS = int(os.environ.get("BULLETIN_KILLS", "4"))
ARTICLES = int(os.environ.get("BULLETIN_ARTICLES", "40"))
SEED = os.environ.get("BULLETIN_SEED", "1")
COMPARED_EVERY = 30


class Office:
    """An archive of which the look alone has so many files that what a forked process tells is above 64 KB."""

    def __init__(self, root: Path) -> None:
        write_corpus(root, ARTICLES, years=3)
        look = root / "overrides/assets/many"
        look.mkdir()
        for number in range(400):
            (look / f"{number:0200d}.txt").write_text(str(number), "utf-8")
        self.root, self.draw, self.slowest = root, random.Random(SEED), 0.0
        self.pieces = sorted(path for path in root.glob("content/[0-9]*/[0-9]*/*.md") if path.name != "index.md")
        self.clean = self.seconds_for_a_build()
        self.edit()
        self.changed = self.seconds_for_a_build()

    def seconds_for_a_build(self) -> float:
        """By which the moments of the kills are drawn."""
        begun = time.monotonic()
        self.build()
        return time.monotonic() - begun

    def edit(self) -> None:
        piece = self.draw.choice(self.pieces)
        piece.write_text(f"{piece.read_text('utf-8')}\n改于{self.draw.random()}。\n", "utf-8")

    def build(self, *options: str) -> None:
        done = subprocess.run(self.command("build", *options), capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "generator", *arguments, "--root", str(self.root)]

    def kill_one(self) -> None:
        """Start a command, perhaps save a file meanwhile, and kill it (nothing that it has forked)."""
        command, cache, longest = self.draw.choice(
            [
                (("build",), "build", self.changed),
                (("build", "--clean"), "build", self.clean),
                (("serve", "--address", "127.0.0.1:0"), "preview/cache", 3 * self.changed),
            ]
        )
        process = subprocess.Popen(
            self.command(*command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        for _ in range(2):
            time.sleep(self.draw.uniform(0, longest / 2))
            if command[0] == "serve":
                self.edit()
        process.kill()
        process.wait()
        killed = time.monotonic()
        wait_until(lambda: lock_is_free(self.root / ".cache/bulletin" / cache / "lock"))
        self.slowest = max(self.slowest, time.monotonic() - killed)
        wait_until(lambda: not living(process.pid))

    def is_as_a_clean_one(self, clean: Path) -> bool:
        self.build()
        self.build("--clean", "--site-dir", str(clean))
        return differing(snapshot(self.root / "site"), snapshot(clean)) == []


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 300
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def lock_is_free(file: Path) -> bool:
    if not file.exists():
        return True
    with file.open("ab") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def living(session: int) -> list[str]:
    """The processes of a session that have not ended."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, its_session = stat.read_text("utf-8").rpartition(")")[2].split()[:4]
            found += [stat.parent.name] if int(its_session) == session and state != "Z" else []
    return found


def test_whatever_is_killed_the_site_comes_out_clean(tmp_path: Path) -> None:
    office = Office(tmp_path / "archive")
    for number in range(1, KILLS + 1):
        office.edit()
        office.kill_one()
        if office.draw.random() < 0.5:
            office.build()
        if number % COMPARED_EVERY == 0 or number == KILLS:
            assert office.is_as_a_clean_one(tmp_path / "clean"), f"after {number} kills, seed {SEED}"
            print(f"{number} kills: as a clean one; the lock was free after {office.slowest:.2f} s at most", flush=True)
    assert [path.name for path in office.root.glob(".*.new")] == []
