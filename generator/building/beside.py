"""Doing two things at once, on systems that can split a process; one after the other elsewhere."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from generator.building.result import BuildFailed


class BesideFailed(Exception):
    """What was done beside has failed; its traceback has been printed."""


T = TypeVar("T")


class Result(Generic[T]):
    """What the other process gives back; there when the block has ended."""

    value: T


@contextmanager
def beside(work: Callable[[], T]) -> Iterator[Result[T]]:
    """Do ``work`` in a process of its own while the block runs; both are done at its end.

    The process starts with everything this one has in memory, and gives back files and what ``work`` returns. When
    the block fails it is stopped. Raises :class:`BuildFailed` when ``work`` does, else :class:`BesideFailed`.
    """
    result: Result[T] = Result()
    if "fork" not in multiprocessing.get_all_start_methods():
        yield result
        result.value = work()
        return
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, work))
    process.start()
    sender.close()
    try:
        yield result
        answer = receiver.recv()
        if isinstance(answer, BuildFailed):
            raise answer
        result.value = answer
    except EOFError:
        raise BesideFailed("生成网站时出错，网站没有更新。原因见上面的英文信息。") from None
    except BaseException:
        process.terminate()
        raise
    finally:
        process.join()


def _send(sender: Connection, work: Callable[[], T]) -> None:
    try:
        sender.send(work())
    except BuildFailed as error:
        sender.send(error)
