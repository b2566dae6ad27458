"""Programs as tests run them: awaited however long a busy machine takes, and ended with all they have started."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

REPO = Path(__file__).resolve().parents[1]
PATIENCE = 400
"""Seconds after which something is taken to hang: many times what anything takes, so that load decides no test."""
_BETWEEN_LOOKS = 0.05


@contextmanager
def started(command: Sequence[str | Path], **options: Any) -> Iterator[subprocess.Popen[str]]:
    """A running program in a session of its own; in the end it and whatever it has started are killed and awaited."""
    process = subprocess.Popen(command, text=True, encoding="utf-8", start_new_session=True, **options)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def finished(command: Sequence[str | Path], **options: Any) -> subprocess.CompletedProcess[str]:
    """The program run to its end, with what it said."""
    with started(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options) as process:
        said, complained = process.communicate(timeout=PATIENCE)
    return subprocess.CompletedProcess(command, process.returncode, said, complained)


def bulletin(*arguments: str | Path, cwd: Path = REPO, **options: Any) -> subprocess.CompletedProcess[str]:
    """The command ``bulletin``, run to its end."""
    return finished([sys.executable, "-m", "generator", *map(str, arguments)], cwd=cwd, **options)


def wait_until(happened: Callable[[], object], what: str, process: subprocess.Popen[str] | None = None) -> None:
    """Come back when it has happened; fail when ``process``, which should make it happen, has ended."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert process is None or process.poll() is None, f"ended with {process.returncode} before this: {what}"
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(_BETWEEN_LOOKS)
