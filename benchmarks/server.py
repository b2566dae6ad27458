"""A small web server for a built site, which compresses as an intranet's nginx would and counts what it sends."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")
"""nginx leaves everything else as it is, unknown binary files in particular."""
_LEVEL = 6


class Server(ThreadingHTTPServer):
    """Serves one folder; ``sent`` is the number of bytes sent so far, headers included."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        self.sent = 0
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server on a free port while the block runs."""
    _answer.cache_clear()
    with Server(folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@cache
def _answer(path: Path, modified: float) -> tuple[bytes, bool]:
    """The body, and whether it is compressed; kept, as nginx keeps files that are compressed beforehand."""
    data = path.read_bytes()
    return (gzip.compress(data, _LEVEL, mtime=0), True) if path.suffix in _COMPRESSED else (data, False)


class _Handler(SimpleHTTPRequestHandler):
    server: Server
    _headers_buffer: list[bytes]
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet; else the second waits for the first to be acknowledged
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        modified = path.stat().st_mtime
        tag = f'"{int(modified * 1000):x}"'
        if self.headers.get("If-None-Match") == tag:
            self._send(304, {"ETag": tag}, b"")
            return
        body, compressed = _answer(path, modified)
        headers = {"Content-Type": self.guess_type(path), "ETag": tag, "Last-Modified": self.date_time_string(modified)}
        self._send(200, headers | ({"Content-Encoding": "gzip"} if compressed else {}), body)

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        head = len(b"".join(self._headers_buffer))
        with self.server.lock:
            self.server.sent += head + len(body)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass
