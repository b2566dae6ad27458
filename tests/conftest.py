"""Fixtures that more than one kind of test uses."""

import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the repository's own content, built once, as an editor would build it."""
    site = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-m", "generator", "build", "--root", str(REPO), "--site-dir", str(site)]
    run = subprocess.run(command, cwd=REPO, capture_output=True, text=True, encoding="utf-8", timeout=600)
    if run.returncode != 0:
        pytest.fail(f"the build exited with {run.returncode}:\n{run.stdout}{run.stderr}", pytrace=False)
    return site
