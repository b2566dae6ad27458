"""Programs as tests run them: awaited however long a busy machine takes, and ended with all they have started."""

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
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
    """The command ``bulletin``, run to its end in a process of its own.

    Where nothing else is asked for, that process is forked from one that has the program's modules, which saves the
    second that importing them takes; ``python -m generator`` begins each that has ``options``.
    """
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    return finished(command, cwd=cwd, **options) if options else _forked(command, cwd)


_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["generator.cli", "generator.building", "generator.importing.issue", "pandas", "numpy"])


def _forked(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as folder:
        said, complained = Path(folder, "said"), Path(folder, "complained")
        process = _FORKING.Process(target=_run, args=(command[3:], cwd, dict(os.environ), said, complained))
        process.start()
        try:
            process.join(PATIENCE)
            assert process.exitcode is not None, f"hangs: {command}"
        finally:
            with suppress(ProcessLookupError, TypeError):
                os.killpg(process.pid, signal.SIGKILL)  # type: ignore[arg-type]
            process.join()
        texts = (path.read_bytes().decode("utf-8").replace("\r\n", "\n") for path in (said, complained))
        return subprocess.CompletedProcess(command, process.exitcode, *texts)


def _run(arguments: list[str], cwd: Path, environment: dict[str, str], said: Path, complained: Path) -> None:
    """The whole program, as ``python -m generator`` runs it."""
    os.setsid()
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    for stream, path in ((sys.stdout, said), (sys.stderr, complained)):
        with path.open("wb") as file:
            os.dup2(file.fileno(), stream.fileno())
    sys.argv = ["bulletin", *arguments]
    from generator.cli import main

    main(prog_name="bulletin")


def wait_until(happened: Callable[[], object], what: str, process: subprocess.Popen[str] | None = None) -> None:
    """Come back when it has happened; fail when ``process``, which should make it happen, has ended."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert process is None or process.poll() is None, f"ended with {process.returncode} before this: {what}"
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(_BETWEEN_LOOKS)
