"""What the preview answers: requests for its own name that read a page of the site, and no others."""

import http.client
import logging
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import BaseServer

import pytest
from archives import copy_of_real_archive
from conftest import Start
from processes import wait_until

from generator.guarded import guarded
from generator.mkdocs_adapter import preview_server

NOT_FOUND = "找不到这一页".encode()


class Server:
    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        (self.site / "deep").mkdir(parents=True)
        (self.site / "index.html").write_text("<body>首页</body>", "utf-8")
        (self.site / "deep/index.html").write_text("<body>里页</body>", "utf-8")
        (self.site / "404.html").write_bytes(NOT_FOUND)
        (folder / "secret.txt").write_text("secret", "utf-8")
        (self.site / "out.txt").symlink_to(folder / "secret.txt")
        (self.site / "above").symlink_to(folder)
        (self.site / "same.html").symlink_to(self.site / "index.html")
        self._server = preview_server(lambda: None, "127.0.0.1", 0, self.site)
        self._server.server_bind()
        self._server.server_activate()
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def stop(self) -> None:
        BaseServer.shutdown(self._server)  # MkDocs' own would end threads that were never begun
        self._thread.join()
        self._server.server_close()

    def ask(self, path: str, host: str | None = None, method: str = "GET") -> tuple[int, bytes]:
        """The request as it is, which no library has put right."""
        own = f"127.0.0.1:{self.port}" if host is None else host
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            lines = (f"{method} {path} HTTP/1.1", f"Host: {own}", "Connection: close", "", "")
            connection.sendall("\r\n".join(lines).encode("latin-1"))
            response = http.client.HTTPResponse(connection)
            response.begin()
            return response.status, response.read()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("served"))
    yield running
    running.stop()


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "localhost.", "[::1]"])
def test_its_own_names_are_answered(server: Server, name: str) -> None:
    assert server.ask("/", f"{name}:{server.port}")[0] == 200


@pytest.mark.parametrize(
    "name",
    ["evil.example:{}", "127.0.0.1.evil.example:{}", "localhost", "localhost:1", "192.0.2.1:{}", "", "a b:{}", ":{}",
     "localhost:{}@evil.example", "evil.example#localhost:{}", "[::2]:{}", "localhost:{}:{}", "localhost:99999999"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/livereload/0/0", "/nothing"])
def test_other_names_are_not(server: Server, name: str, path: str) -> None:
    status, said = server.ask(path, name.replace("{}", str(server.port)))
    assert status == 421
    assert said.decode().startswith("这个预览只回答它自己的网址")


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/a%00.html",
        "/..",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/deep/..%2f../secret.txt",
        "/deep/../",
        "/..%5csecret.txt",
        "/%5c%5chost%5cshare",
        "/deep\\index.html",
        "/out.txt",
        "/above/secret.txt",
        "/above/",
        "/same.html",
        "/%0a",
        "/%7f",
        "/%ff%fe",
        "/.%2e/secret.txt",
        "//../secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/nothing",
        "/nothing/",
    ],
)
def test_nothing_outside_the_site_is_found(server: Server, path: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        status, said = server.ask(path)
    assert status == 404
    assert b"secret" not in said
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("path", ["/", "/index.html", "/deep/", "/%69ndex.html", "/?a=1", "/deep/?/../x"])
def test_pages_of_the_site_are(server: Server, path: str) -> None:
    status, page = server.ask(path)
    assert status == 200
    assert page.startswith(b"<body>")


def test_a_folder_without_a_page_is_no_list(server: Server) -> None:
    (server.site / "empty").mkdir(exist_ok=True)
    assert server.ask("/empty/") == (404, NOT_FOUND)
    assert server.ask("/empty") == (404, NOT_FOUND)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "BREW"])
def test_other_methods_are_refused(server: Server, method: str) -> None:
    assert server.ask("/", method=method)[0] in (405, 501)


def test_head_is_answered(server: Server) -> None:
    assert server.ask("/", method="HEAD")[0] == 200


@pytest.mark.parametrize(
    ("listens", "host", "status"),
    [
        ("0.0.0.0", "192.0.2.1:8000", 200),
        ("0.0.0.0", f"{socket.gethostname()}:8000", 200),
        ("0.0.0.0", "192.0.2.1:8080", 200),
        ("0.0.0.0", "evil.example:8000", 421),
        ("::", "[2001:db8::1]:8000", 200),
        ("192.0.2.1", "192.0.2.1:8000", 200),
        ("192.0.2.1", "192.0.2.2:8000", 421),
        ("office.example", "Office.Example:8000", 200),
        ("::1", "[::1]:8000", 200),
    ],
)
def test_what_it_listens_on_is_its_name(tmp_path: Path, listens: str, host: str, status: int) -> None:
    told: list[str] = []

    def app(environ: object, start_response: object) -> list[bytes]:
        told.append("200 OK")
        return []

    environ = {"HTTP_HOST": host, "SERVER_PORT": "8000", "REQUEST_METHOD": "GET", "PATH_INFO": "/"}
    guarded(app, tmp_path, listens)(environ, lambda status, headers: told.append(status))
    assert told[0].startswith(str(status))


def test_mkdocs_serve_has_the_guard_too(tmp_path: Path, start: Start) -> None:
    root = copy_of_real_archive(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    process = start(command, cwd=root)

    def status(host: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request("GET", "/", headers={"Host": host})
            return connection.getresponse().status
        except OSError:  # nobody there yet, or still busy with the first build
            return 0
        finally:
            connection.close()

    wait_until(lambda: status(f"localhost:{port}") == 200, "the first page", process)
    assert status("evil.example") == 421
