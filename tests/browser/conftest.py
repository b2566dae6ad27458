"""A real Chromium on the built site; a page that errs or reaches for another host fails its test."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser.searched_archive import build_with_index, write_archive
from made_once import MadeOnce
from playwright.sync_api import Browser, Page, Request, Response, Route, ViewportSize, expect, sync_playwright

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'self'; manifest-src 'self'"
)
"""The Content-Security-Policy under which every page is tested; a breach is an error in the console."""
PATIENCE = 120_000
"""Milliseconds after which something on a page is taken never to come; on a busy machine much comes late."""
DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)


expect.set_options(timeout=PATIENCE)


class StrictHandler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(site: Path, handler_class: type[SimpleHTTPRequestHandler] = StrictHandler) -> Iterator[str]:
    """Address of a folder that is being served, without a slash at the end."""
    handler = partial(handler_class, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """Address of the built site."""
    with served(built_site) as url:
        yield url


@pytest.fixture(scope="session")
def archive_root(made_once: MadeOnce) -> Path:
    """A synthetic archive of some hundred pieces, a few of them odd; beside it lies its site."""

    def build(folder: Path) -> None:
        write_archive(folder / "root")
        build_with_index(folder / "root", folder / "site")

    return made_once("searched", build) / "root"


@pytest.fixture(scope="session")
def archive_url(archive_root: Path) -> Iterator[str]:
    """Address of its site, with the index of the search."""
    with served(archive_root.with_name("site")) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("no chromium: run tests/install-browser.sh", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def page_problems() -> list[str]:
    """What went wrong on the test's pages; a test that provokes an error clears it at its end."""
    return []


@pytest.fixture
def page(browser: Browser, site_url: str, page_problems: list[str]) -> Iterator[Page]:
    with watched_page(browser, site_url, DESKTOP, page_problems) as page:
        yield page
    assert page_problems == []


@pytest.fixture
def phone_page(browser: Browser, site_url: str, page_problems: list[str]) -> Iterator[Page]:
    with watched_page(browser, site_url, PHONE, page_problems) as page:
        yield page
    assert page_problems == []


@pytest.fixture
def archive_page(browser: Browser, archive_url: str, page_problems: list[str]) -> Iterator[Page]:
    with watched_page(browser, archive_url, DESKTOP, page_problems) as page:
        yield page
    assert page_problems == []


@pytest.fixture
def archive_phone_page(browser: Browser, archive_url: str, page_problems: list[str]) -> Iterator[Page]:
    with watched_page(browser, archive_url, PHONE, page_problems) as page:
        yield page
    assert page_problems == []


@contextmanager
def watched_page(browser: Browser, site_url: str, viewport: ViewportSize, problems: list[str]) -> Iterator[Page]:
    """A page in a fresh context whose errors, and those of the windows it opens, end up in `problems`."""
    own_host = urlsplit(site_url).netloc

    def keep_at_home(route: Route) -> None:
        if urlsplit(route.request.url).netloc == own_host:
            route.continue_()
        else:
            problems.append(f"request to another host: {route.request.url}")
            route.abort()

    def note_failure(request: Request) -> None:
        # A request is also 'aborted' when a download starts or the test moves on to another page.
        if request.failure != "net::ERR_ABORTED":
            problems.append(f"failed request: {request.url} ({request.failure})")

    def note_status(response: Response) -> None:
        if response.status >= 400:
            problems.append(f"status {response.status}: {response.url}")

    context = browser.new_context(
        base_url=site_url,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport=viewport,
        service_workers="block",
    )
    context.set_default_timeout(PATIENCE)
    context.route("**/*", keep_at_home)
    context.on("requestfailed", note_failure)
    context.on("response", note_status)
    context.on("weberror", lambda error: problems.append(f"page error: {error.error}"))
    context.on(
        "console",
        lambda message: problems.append(f"console: {message.text}") if message.type == "error" else None,
    )
    try:
        yield context.new_page()
    finally:
        context.close()
