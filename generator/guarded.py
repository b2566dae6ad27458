"""A guard before the preview's server: it answers its own names only, and nothing that lies outside the site.

Else a page of a foreign site could read the preview through the editor's browser, by a name of its own that it lets
point to this machine.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[^:\[\]@/\s]+)(?::(?P<port>[0-9]{1,5}))?", re.ASCII)
_LOCAL = ("127.0.0.1", "localhost", "[::1]")
_ANY = ("", "0.0.0.0", "::")
"""Addresses by which a server listens on all that the machine has."""

_FOREIGN = "这个预览只回答它自己的网址。请用启动时显示的地址打开，如 http://127.0.0.1:8000/"
_NO_METHOD = "预览只供阅读"
_NOT_FOUND = "没有这个页面"


def guarded(app: App, site: Path, host: str, below: str = "/") -> App:
    """The application with the guard before it. It serves the folder ``site`` at ``below`` and listens on ``host``."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not _is_own(environ.get("HTTP_HOST", ""), host, int(environ["SERVER_PORT"])):
            return _refused(start_response, "421 Misdirected Request", _FOREIGN)
        if environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            return _refused(start_response, "405 Method Not Allowed", _NO_METHOD, ("Allow", "GET, HEAD"))
        if not _lies_within(environ.get("PATH_INFO", "").removeprefix(below), site):
            return _refused(start_response, "404 Not Found", _NOT_FOUND)
        return app(environ, start_response)

    return answer


def _is_own(header: str, host: str, port: int) -> bool:
    """Whether the header names the server: this machine, or what it was told to listen on.

    Where it listens on everything, any number is its own (no foreign name hides behind a number), and the machine's
    name; the port may be another one then, which somebody hands on.
    """
    found = _HOST.fullmatch(header)
    if not found:
        return False
    name, asked = found["name"].lower().removesuffix("."), int(found["port"] or 80)
    everywhere = host in _ANY
    own = {*_LOCAL, host.lower(), f"[{host.lower()}]"} | ({socket.gethostname().lower()} if everywhere else set())
    return (name in own or (everywhere and _is_number(name))) and (asked == port or everywhere)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _lies_within(path: str, site: Path) -> bool:
    """Whether a path of the URL (each character a byte) can only mean a file of the site, reached by no link."""
    try:
        text = path.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return False
    if any(ord(sign) < 32 or ord(sign) == 127 or sign == "\\" for sign in text) or ".." in text.split("/"):
        return False
    file = os.path.normpath(os.path.join(os.path.realpath(site), text.strip("/")))
    return os.path.realpath(file) == file


def _refused(start_response: Callable[..., Any], status: str, said: str, *more: tuple[str, str]) -> Iterable[bytes]:
    body = f"{said}\n".encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response(status, [*headers, *more])
    return [body]
