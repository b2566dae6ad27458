"""Fixtures that more than one kind of test uses."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from archives import REPO
from hypothesis import HealthCheck, settings
from made_once import MadeOnce
from processes import bulletin, started

# No example has a time limit, and none is too slow to draw, so that a busy machine changes nothing. Where CI is set
# each run draws the same examples; elsewhere each draws others, and one that fails is printed with what repeats it.
settings.register_profile(
    "bulletin",
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
    database=None if "CI" in os.environ else settings.default.database,
)
settings.load_profile("bulletin")

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts programs that do not outlive the test: ``start(command, **options of Popen)``."""
    with ExitStack() as running:

        def start(command: list[str], **options: Any) -> subprocess.Popen[str]:
            return running.enter_context(started(command, **options))

        yield start


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> MadeOnce:
    """Folders that are costly to fill, each filled once in a run however many processes share it."""
    own = tmp_path_factory.getbasetemp()
    return MadeOnce((own.parent if hasattr(request.config, "workerinput") else own) / "made-once")


@pytest.fixture(scope="session")
def built_site(made_once: MadeOnce) -> Path:
    """The site of the repository's own content, built once, as an editor would build it."""

    def build(folder: Path) -> None:
        run = bulletin("build", "--root", REPO, "--site-dir", folder / "site")
        assert run.returncode == 0, f"the build exited with {run.returncode}:\n{run.stdout}{run.stderr}"

    return made_once("built", build) / "site"
