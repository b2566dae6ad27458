"""The last net: whatever happens, the user reads a Chinese line that says what to do, and never a traceback."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

import click

from generator import faults
from generator.files import CACHE

CONTENT_PROBLEMS = 1
"""Exit code when the content has errors, or nothing can be done; click itself gives 2 for wrong usage."""

_INTERRUPTED = 130


@contextmanager
def last_net(root: Path | None = None) -> Iterator[None]:
    """End with a message and an exit code when the block fails; ``root`` is the archive, where it is known."""
    try:
        yield
        _flush()
    except (click.ClickException, click.exceptions.Exit):
        raise
    except (click.Abort, KeyboardInterrupt):
        _say("已中断。")
        raise SystemExit(_INTERRUPTED) from None
    except BrokenPipeError:  # whoever read has had enough: `bulletin check | head`
        _stop_writing()
        raise SystemExit(CONTENT_PROBLEMS) from None
    except Exception as error:
        _say(faults.told(error, root / CACHE if root else None))
        raise SystemExit(CONTENT_PROBLEMS) from None


def open_streams() -> None:
    """Let texts of any language be printed, and have all three streams, whatever the program was started with."""
    with suppress(OSError):
        while (descriptor := os.open(os.devnull, os.O_RDWR)) < 3:  # else a file would get the number of a stream
            pass
        os.close(descriptor)
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):  # a Chinese Windows console cannot show every character
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _nowhere() -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _say(text: str) -> None:
    with suppress(OSError):
        click.echo(text, err=True)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()


def _stop_writing() -> None:
    """Send what is still to be written nowhere: else Python complains about it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
