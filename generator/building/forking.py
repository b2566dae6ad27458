"""Doing two things at once, on systems that can fork; one after the other elsewhere."""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Generic, NoReturn, TypeVar

from generator.building.result import BuildFailed
from generator.faults import Forwarded, report

T = TypeVar("T")

_reading: set[int] = set()
"""The ends of pipes at which this process reads what those that it has forked give back."""


class ForkFailed(Exception):
    """The forked process has been ended, as the system does where memory runs out."""


class Result(Generic[T]):
    """What the other process gives back; there when the block has ended."""

    value: T


@contextmanager
def forked(work: Callable[[], T]) -> Iterator[Result[T]]:
    """Do ``work`` in a forked process while the block runs; both are done at its end.

    The process starts with everything this one has in memory, and gives back files and what ``work`` returns. It is
    killed when the block fails, and ends when this process has ended, however that happened. Raises
    :class:`BuildFailed` and ``OSError`` when ``work`` does, :class:`Forwarded` when it fails in any other way, and
    :class:`ForkFailed` when the process was killed.
    """
    result: Result[T] = Result()
    if not hasattr(os, "fork"):
        yield result
        result.value = work()
        return
    child, reading = _fork(work)
    try:
        yield result
        with open(reading, "rb", closefd=False) as pipe:
            data = pipe.read()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        _reading.discard(reading)
        os.close(reading)
        status = os.waitpid(child, 0)[1]
    if status:
        raise ForkFailed("生成网站的一半被系统中止了，多半是内存不够。网站没有更新。请关闭别的程序后再试。")
    answer = pickle.loads(data)
    if isinstance(answer, Exception):
        raise answer
    result.value = answer


def _fork(work: Callable[[], object]) -> tuple[int, int]:
    """The process that does the work, and the end at which its answer can be read."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()  # else what is in there is printed twice
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _be_child(work, {reading, *_reading}, writing)
    os.close(writing)
    _reading.add(reading)
    return child, reading


def _be_child(work: Callable[[], object], parents: set[int], writing: int) -> NoReturn:
    """Work, answer and end; all ends at which the parent reads are closed, so that each has it alone."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the parent
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        for end in parents:
            os.close(end)
        _reading.clear()
        Thread(target=_end_with_the_reader, args=(writing,), daemon=True).start()
        answer = _answer(work)
        with open(writing, "wb") as pipe:
            pipe.write(answer)
        os._exit(0)
    finally:
        os._exit(1)


def _end_with_the_reader(writing: int) -> None:
    """End this process as soon as nobody can read at the other end, which is when the parent has ended."""
    poll = select.poll()
    poll.register(writing, 0)
    poll.poll()
    os._exit(1)


def _answer(work: Callable[[], object]) -> bytes:
    try:
        return pickle.dumps(work(), protocol=5)
    except BuildFailed as error:
        return pickle.dumps(error)
    except OSError as error:
        return pickle.dumps(OSError(error.errno, error.strerror, error.filename))
    except Exception as error:
        return pickle.dumps(Forwarded(report(error)))
