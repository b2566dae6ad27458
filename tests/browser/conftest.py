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
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    WebError,
    expect,
    sync_playwright,
)

from generator.theme import POLICY

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no page reaches another host
]
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


def new_context(browser: Browser, site_url: str, viewport: ViewportSize) -> BrowserContext:
    context = browser.new_context(
        base_url=site_url,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport=viewport,
        service_workers="block",
    )
    context.set_default_timeout(PATIENCE)
    return context


@contextmanager
def watched(context: BrowserContext, site_url: str, problems: list[str]) -> Iterator[Page]:
    """A page whose errors, and those of the windows it opens, end up in ``problems``."""
    own_host = urlsplit(site_url).netloc

    def note_request(request: Request) -> None:
        if urlsplit(request.url).scheme.startswith("http") and urlsplit(request.url).netloc != own_host:
            problems.append(f"request to another host: {request.url}")

    def note_failure(request: Request) -> None:
        # A request is also 'aborted' when a download starts or the test moves on to another page.
        if request.failure != "net::ERR_ABORTED":
            problems.append(f"failed request: {request.url} ({request.failure})")

    def note_status(response: Response) -> None:
        if response.status >= 400:
            problems.append(f"status {response.status}: {response.url}")

    def note_error(error: WebError) -> None:
        problems.append(f"page error: {error.error}")

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"console: {message.text}")

    noted = {
        "request": note_request,
        "requestfailed": note_failure,
        "response": note_status,
        "weberror": note_error,
        "console": note_message,
    }
    for event, note in noted.items():
        context.on(event, note)
    try:
        yield context.new_page()
    finally:
        for page in context.pages:
            page.close()
        for event, note in noted.items():
            context.remove_listener(event, note)


@contextmanager
def watched_page(browser: Browser, site_url: str, viewport: ViewportSize, problems: list[str]) -> Iterator[Page]:
    """A watched page in a context of its own, where nothing is kept from before."""
    context = new_context(browser, site_url, viewport)
    try:
        with watched(context, site_url, problems) as page:
            yield page
    finally:
        context.close()


class Contexts:
    """A context for each site and screen, as to make one costs more than to load a page."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[str, BrowserContext] = {}

    @contextmanager
    def page(self, site_url: str, viewport: ViewportSize, problems: list[str]) -> Iterator[Page]:
        """A watched page; what the site keeps in the browser and what it was allowed are forgotten afterwards."""
        key = f"{site_url} {viewport}"
        context = self._contexts.pop(key, None) or new_context(self._browser, site_url, viewport)
        with watched(context, site_url, problems) as page:
            yield page
            context.clear_cookies()
            context.clear_permissions()
            everything = {"origin": site_url, "storageTypes": "all"}
            context.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
        self._contexts[key] = context


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


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Contexts:
    return Contexts(browser)


@pytest.fixture
def page(contexts: Contexts, site_url: str, page_problems: list[str]) -> Iterator[Page]:
    with contexts.page(site_url, DESKTOP, page_problems) as page:
        yield page
    assert page_problems == []


@pytest.fixture
def phone_page(contexts: Contexts, site_url: str, page_problems: list[str]) -> Iterator[Page]:
    with contexts.page(site_url, PHONE, page_problems) as page:
        yield page
    assert page_problems == []


@pytest.fixture
def archive_page(contexts: Contexts, archive_url: str, page_problems: list[str]) -> Iterator[Page]:
    with contexts.page(archive_url, DESKTOP, page_problems) as page:
        yield page
    assert page_problems == []


@pytest.fixture
def archive_phone_page(contexts: Contexts, archive_url: str, page_problems: list[str]) -> Iterator[Page]:
    with contexts.page(archive_url, PHONE, page_problems) as page:
        yield page
    assert page_problems == []


@pytest.fixture
def clocked_page(browser: Browser, archive_url: str, page_problems: list[str]) -> Iterator[Page]:
    """A page of the archive whose time the test lets go by: ``page.clock.fast_forward(milliseconds)``."""
    with watched_page(browser, archive_url, DESKTOP, page_problems) as page:
        page.clock.install()
        yield page
    assert page_problems == []
