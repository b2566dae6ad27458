"""The preview: a site of its own, brought up to date whenever a file is saved."""

from __future__ import annotations

import errno
import ipaddress
import os
import re
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from generator.building.builder import Builder
from generator.building.fault_page import STYLE, STYLE_PATH, over_page, whole_page
from generator.building.own_cache import own_cache
from generator.building.result import BuildFailed
from generator.model.inputs import INPUTS, SITE_FILE
from generator.problems import as_text, errors
from generator.theme import OVERRIDES, THEME

_PAUSE = 2.0
"""Seconds without an edit after which the preview's search is brought up to date."""

_ADDRESS = re.compile(r"(?:(?P<host>[^:\[\]]+)|\[(?P<six>[0-9A-Fa-f:.]+)\]):(?P<port>[0-9]{1,5})", re.ASCII)


class ServeFailed(Exception):
    """Nothing can be served at the address; says why."""


def split_address(address: str) -> tuple[str, int]:
    """Host and port of ``127.0.0.1:8000``, ``localhost:8000`` or ``[::1]:8000``; ``ValueError`` for anything else."""
    found = _ADDRESS.fullmatch(address)
    if not found or int(found["port"]) > 65535:
        raise ValueError("no address with a port")
    if found["six"]:
        ipaddress.IPv6Address(found["six"])
    return found["host"] or found["six"], int(found["port"])


def serve_site(root: Path, address: str, open_browser: bool, say: Callable[[str], None]) -> None:
    """Serve the archive's site until a signal ends the program.

    Faults of the content are told, there and over the last good pages; where there are none yet, instead of them.
    Raises ``ValueError`` for what is no address, :class:`ServeFailed` where it is taken, and :class:`BuildFailed` when
    it is not the content that keeps the first site from being built.
    """
    _end_on_signals()
    host, port = split_address(address)
    with _telling_of(address), socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name == "posix")
        tried.bind((host, port))  # sooner than after a first build that takes long
    from generator.mkdocs_adapter import Shown, preview_server

    site = own_cache(root) / "preview" / "site"
    builder = Builder(root, site, site.parent / "cache")

    def build(search: bool) -> None:
        built = builder.build(search=search)
        if search and built.warnings:
            say(as_text(built.warnings))

    def rebuild() -> None:
        """Show the pages first; the search follows when nothing more is saved for a moment."""
        for timer in waiting:
            timer.cancel()
        if attempt(search=False):
            waiting[:] = [Timer(_PAUSE, follow)]
            waiting[0].daemon = True
            waiting[0].start()

    def follow() -> None:
        attempt(search=True)

    def attempt(search: bool) -> bool:
        try:
            build(search)
        except BuildFailed as error:
            failed[:] = [error]
            say(str(error))
        else:
            failed.clear()
        return not failed

    waiting: list[Timer] = []
    failed: list[BuildFailed] = []
    if not attempt(search=True) and not _may_be_mended(failed[0]):
        raise failed[0]
    shown = Shown(
        over=lambda: over_page(failed[0]) if failed else b"",
        instead=lambda: whole_page(failed[0]) if failed else b"",
        files={STYLE_PATH: ("text/css; charset=utf-8", STYLE)},
    )
    server = preview_server(rebuild, host, port, site, shown)
    server.url = f"http://{address}/"
    for watched in (*(root / name for name in (*INPUTS, OVERRIDES)), THEME):
        if watched.exists():
            server.watch(str(watched))
    if not all((root / name).exists() for name in INPUTS):
        server.watch(str(root), recursive=False)  # where what is missing will come
    with _telling_of(address):
        server.serve(open_in_browser=open_browser)


def _may_be_mended(failed: BuildFailed) -> bool:
    """Whether there are faults of the content alone; the settings are read once, and faults of the system stay."""
    return bool(failed.problems) and all(one.path != SITE_FILE for one in errors(failed.problems))


def _end_on_signals() -> None:
    """End the program at once, whatever it is doing: a build that is broken off is cleared up by the next one.

    An exception would not do: where nobody can catch it, as while a process forks, Python drops it.
    """

    def end(number: int, frame: object) -> None:
        os._exit(0)

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, end)


@contextmanager
def _telling_of(address: str) -> Iterator[None]:
    try:
        yield
    except (OSError, UnicodeError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            why = "端口已被占用，多半是另一个预览还开着。请关掉它，或换一个端口，如 --address 127.0.0.1:8123"
        else:
            why = "本机没有这个地址，或者不许用这个端口。请换一个，如 --address 127.0.0.1:8000"
        raise ServeFailed(f"不能在 {address} 预览：{why}") from error
