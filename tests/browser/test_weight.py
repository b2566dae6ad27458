"""What a first view costs: bytes sent, and what the page waits for before it shows anything."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browser.conftest import DESKTOP, StrictHandler, served, watched_page
from browser.page_kinds import pages_by_kind
from playwright.sync_api import Browser, Page

KIB = 1024
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml")


class GzipHandler(StrictHandler):
    """Sends text compressed, as web servers are commonly set up to do."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().do_GET()
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def first_view(browser: Browser, url: str, path: str) -> Iterator[tuple[Page, int]]:
    """The page in a fresh browser, and the bytes that came for it, with their headers."""
    problems: list[str] = []
    with watched_page(browser, url, DESKTOP, problems) as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        sizes: list[int] = []
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.goto(path, wait_until="networkidle")
        session.send("Network.enable")  # answered after all that was told before
        assert problems == []
        yield page, sum(sizes)


def largest(site: Path, below: str) -> str:
    """The address of the heaviest page below a folder."""
    files = [file for file in site.glob(below) if file.parent.name.isdigit()]
    heaviest = max(files, key=lambda file: file.stat().st_size)
    return "/" + heaviest.relative_to(site).as_posix().removesuffix("index.html")


@pytest.mark.parametrize(("kind", "limit"), [("article", 250 * KIB), ("home", 350 * KIB)])
def test_a_first_view_is_light_even_uncompressed(
    browser: Browser, site_url: str, built_site: Path, kind: str, limit: int
) -> None:
    path = "/" if kind == "home" else largest(built_site, "20*/*/*/index.html")
    with first_view(browser, site_url, path) as (_, size):
        assert 10 * KIB < size <= limit


@pytest.mark.parametrize(("kind", "limit"), [("article", 80 * KIB), ("home", 80 * KIB)])
def test_a_first_view_is_very_light_compressed(browser: Browser, built_site: Path, kind: str, limit: int) -> None:
    path = "/" if kind == "home" else largest(built_site, "20*/*/*/index.html")
    with served(built_site, GzipHandler) as url, first_view(browser, url, path) as (_, size):
        assert 5 * KIB < size <= limit


def test_no_page_waits_for_more_than_styles_and_one_small_script(built_site: Path, page: Page) -> None:
    early = built_site / "assets" / "javascripts" / "early.js"
    assert early.stat().st_size < 2 * KIB
    for path in pages_by_kind(built_site).values():
        page.goto(path)
        blocking = page.evaluate("""() => Array.from(document.scripts)
            .filter((one) => one.src && one.type !== "module" && !one.defer && !one.async)
            .map((one) => new URL(one.src).pathname)""")
        assert blocking == ["/assets/javascripts/early.js"], path
        assert page.evaluate("document.fonts.size") <= 1, path  # the one is a name for fonts of the reader's machine
