"""Archives spoilt at random end in problems or in a whole site: no other error, no hang, no page missing.

``BULLETIN_CONTENT_CASES`` says how many (``make fuzz``: 20,000); ``BULLETIN_SEED`` is the first. What fails is printed
with its seed; that seed alone repeats it.
"""

import os
import random
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from building.small_archive import Files, small_archive
from safety.mutations import spoilt

from generator.loading.kinds import kind_of
from generator.model.addresses import file_of, site_path
from generator.pipeline import check_archive, plan_data, plan_site, score_archive, write_search
from generator.problems import ArchiveError, Problem, as_json, as_text, errors

CASES = int(os.environ.get("BULLETIN_CONTENT_CASES", "300"))
FIRST = int(os.environ.get("BULLETIN_SEED", "0"))
SECONDS = 5
PARTS = max(4, CASES // 250)
"""So many tests, that none takes as long as one that hangs."""
BUILT = 10
"""One case in so many is built whole."""


class Hangs(BaseException):
    """A case takes too long."""


@contextmanager
def watched() -> Iterator[None]:
    """Give up after some seconds of this process's own work, however busy the machine is."""

    def give_up(*_: object) -> NoReturn:
        raise Hangs(f"more than {SECONDS} seconds")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Made:
    """Keeps the names of what is written for the search."""

    def keep(self, path: str, key: str) -> bool:
        return False

    def write(self, path: str, data: bytes, key: str) -> None:
        assert data


class Folder:
    """An archive on the disk in which only what differs is written."""

    def __init__(self, root: Path, files: Files) -> None:
        self.root, self.sound = root, files
        self.now: Files = {}
        self.become(files)

    def become(self, files: Files) -> None:
        for path in self.now.keys() - files.keys():
            (self.root / path).unlink()
        for path, data in files.items():
            if self.now.get(path) != data:
                (self.root / path).parent.mkdir(parents=True, exist_ok=True)
                (self.root / path).write_bytes(data)
        for folder in sorted((one for one in (self.root / "content").rglob("*") if one.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
        self.now = files


def checked(root: Path) -> list[Problem]:
    """What ``check`` says, printed in both forms."""
    _, problems = check_archive(root)
    assert as_text(problems) or not problems
    assert as_json(problems).startswith("[")
    assert all(one.line >= 1 and one.message and isinstance(one.field, str) for one in problems)
    return problems


def built(root: Path) -> bool:
    """Whether the archive was sound enough for a site; if so, each of its files has a page."""
    try:
        scores, _ = score_archive(root)
        site = plan_site(scores)
    except ArchiveError as refused:
        assert refused.problems
        return False
    made = {file_of(plan.path) for plan in site.pages}
    for path in scores.archive.paths:
        kind = kind_of(path)
        assert kind is None or not kind.makes_page or file_of(site_path(path)) in made, f"no page for {path}"
    assert all(plan.make().html for plan in site.pages)
    assert all(plan.make() is not None for plan in [*site.files, *plan_data(scores)])
    write_search(scores, Made())
    return True


@pytest.mark.parametrize("part", range(PARTS))
def test_content(tmp_path: Path, part: int) -> None:
    sound = small_archive()
    folder = Folder(tmp_path, sound)
    refused = whole = 0
    for case in range(FIRST + part, FIRST + CASES, PARTS):
        files = spoilt(random.Random(f"content {case}"), sound)
        try:
            folder.become(files)
            with watched():
                problems = checked(tmp_path)
                refused += bool(errors(problems))
                if case // PARTS % BUILT == 0:
                    sound_enough = built(tmp_path)
                    whole += sound_enough
                    assert sound_enough == (not errors(problems)), problems
        except (Exception, Hangs) as error:
            changed = {path: files.get(path) for path in {*files, *sound} if files.get(path) != sound.get(path)}
            kept = Path(os.environ.get("BULLETIN_FAILURES", "/nonexistent"))
            if kept.is_dir():
                shutil.copytree(tmp_path, kept / f"content-{case}", dirs_exist_ok=True)
            raise AssertionError(f"BULLETIN_SEED={case} BULLETIN_CONTENT_CASES=1: {changed}") from error
    print(f"{CASES // PARTS} cases, {refused} refused, {whole} built whole")
    assert CASES // PARTS < 50 or 0 < refused < CASES // PARTS
