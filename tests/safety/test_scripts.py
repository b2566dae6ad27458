"""Nothing that a text, a name or a setting holds runs in a reader's browser: in Chromium, with no header and no policy.

Each vector is refused with a message or shown as text, in every place that takes text; see ``script_vectors.py``.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from browser.conftest import DESKTOP, new_context, served
from browser.test_search_results import look_for
from playwright.sync_api import Browser, Dialog, Page, Request
from processes import bulletin
from safety.attacked_archive import Written, said_of, write_attacked
from safety.script_vectors import VECTORS

from generator.theme import POLICY

PAGES = (
    *("/", "/2023/", "/2023/01/", "/2023/02/", "/2023/01/v1/", "/2023/01/v30/", "/2023/02/v100/", "/404.html"),
    *("/commissioned/", "/commissioned/2023-01/v1/", "/notices/", "/notices/2023-01/", "/notices/2023-02/"),
    *("/pages/v1/", "/pages/v4/", "/pages/v8/", "/pages/attachments/", "/people/", "/rules/"),
    *("/standings/2023/", "/units/", "/units/jia/", "/units/u1/", "/units/yi/2023/"),
    *("/feeds/issues.xml", "/feeds/units/jia.xml"),
)
ACTS = """() => {
  const own = (event) => {
    const link = event.target.closest && event.target.closest("a[href], form");
    if (event.type === "submit" || (link && /^(https?|mailto|tel):$/.test(link.protocol))) event.preventDefault();
  };
  addEventListener("click", own, true);
  addEventListener("submit", own, true);
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  for (const element of document.querySelectorAll("*")) {
    for (const name of element.getAttributeNames()) {
      if (/^on/i.test(name)) element.dispatchEvent(new Event(name.slice(2).toLowerCase(), { cancelable: true }));
    }
    if (element.click && element.matches("a, area, button, input, summary, .article-body *")) element.click();
  }
  for (const type of ["beforeprint", "afterprint", "hashchange", "pageshow", "resize"]) dispatchEvent(new Event(type));
}"""
CONTROL = """<!doctype html><html lang="zh"><title>x</title>
<script>probe()</script><img src=x onerror=probe()><b onmouseover=probe()>甲</b><i tabindex=0 onfocus=probe()>甲</i>
<a href="javascript:probe()">甲</a><b onclick=alert()>甲</b><img src=http://evil.example/x.png>"""


_POLICY = re.compile(r'<meta http-equiv="?Content-Security-Policy"?[^>]*>')


class AsItIs(SimpleHTTPRequestHandler):
    """Sends the site without any header of ours."""

    def log_message(self, format: str, *args: object) -> None:
        pass


class WithoutPolicy(AsItIs):
    """Takes the policy out of the pages, too."""

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix != ".html" or not path.is_file():
            return super().send_head()
        text, number = _POLICY.subn("", path.read_text("utf-8"))
        assert number == (path.name != "control.html"), path
        self.send_response(200)
        self.send_header("Content-Type", "text/html")  # the page itself says in which encoding
        self.end_headers()
        return BytesIO(text.encode())


@dataclass(frozen=True)
class Attacked:
    """What became of the texts, and the site that has them."""

    texts: Written
    site: Path


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    folder = tmp_path_factory.mktemp("attacked")
    texts = write_attacked(folder / "root")
    run = bulletin("build", "--root", folder / "root", "--site-dir", folder / "site")
    assert run.returncode == 0, run.stdout + run.stderr
    (folder / "site" / "control.html").write_text(CONTROL, encoding="utf-8")
    (folder / "site" / "guarded.html").write_text(
        CONTROL.replace("<title>", f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>'), "utf-8"
    )
    return Attacked(texts, folder / "site")


@contextmanager
def opened(site: Path, browser: Browser, handler: type[AsItIs]) -> Iterator[tuple[Page, list[str]]]:
    """A page on the ``site``; what runs in it, or is asked of other hosts, is in the list."""
    ran: list[str] = []

    def closed(dialog: Dialog) -> None:
        ran.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def asked(request: Request) -> None:
        if not request.url.startswith((url, "data:image/", "chrome")):  # pictures in our own styles; the viewer of PDF
            ran.append(f"request: {request.url}")

    with served(site, handler) as url:
        context = new_context(browser, url, DESKTOP)
        context.expose_binding("probe", lambda source, *_: ran.append(f"script: {source['page'].url}"))
        context.on("dialog", closed)
        context.on("request", asked)
        try:
            yield context.new_page(), ran
        finally:
            context.close()


def act(page: Page, path: str) -> None:
    """Load the page, point, click, press, focus and print."""
    page.goto(path, wait_until="load")
    page.evaluate(ACTS)
    for step in range(4):
        page.mouse.move(200 + 100 * step, 150 + 100 * step)
        page.mouse.wheel(0, 1500)
    page.keyboard.press("Tab")
    page.emulate_media(media="print")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    page.emulate_media(media="screen")


@pytest.mark.parametrize(("handler", "paths"), [(WithoutPolicy, PAGES), (AsItIs, PAGES[2:24:4])])
def test_nothing_runs(attacked: Attacked, browser: Browser, handler: type[AsItIs], paths: Sequence[str]) -> None:
    with opened(attacked.site, browser, handler) as (page, ran):
        for path in paths:
            act(page, path)
            assert ran == [], path
        page.goto("/2023/01/")
        page.pdf()
        assert ran == []


@pytest.mark.parametrize("query", ["probe", "<img src=x onerror=probe()>"])
def test_nothing_runs_in_the_search(attacked: Attacked, browser: Browser, query: str) -> None:
    with opened(attacked.site, browser, WithoutPolicy) as (page, ran):
        look_for(page, query)
        page.evaluate(ACTS)
        results = page.locator("#search-results > li a").evaluate_all("all => all.map(one => one.href)")
        for address in results[:3]:
            act(page, address)
        assert results
        assert ran == []


def test_the_probe_tells(attacked: Attacked, browser: Browser) -> None:
    """A raw page in the same site runs in every way that is looked for, and the policy alone stops all of it."""
    with opened(attacked.site, browser, WithoutPolicy) as (page, ran):
        act(page, "/control.html")
        assert {one.partition(":")[0] for one in ran} == {"script", "request", "dialog"}
        assert sum(one.startswith("script:") for one in ran) >= 5
    with opened(attacked.site, browser, AsItIs) as (page, ran):
        act(page, "/guarded.html")
        assert [one for one in ran if not one.startswith("request:")] == []  # begun, and stopped by the policy


def test_each_vector_is_refused_or_shown_in_every_place(attacked: Attacked) -> None:
    shown, refused = attacked.texts.shown, attacked.texts.refused
    assert len(VECTORS) >= 300
    assert len(shown) + len(refused) > 2500
    assert {one.code for one in refused.values()} == {"unsafe-markup", "bad-link", "joined-names"}
    assert all(re.search("[一-鿿]{3}.*请", one.message) for one in refused.values())


def test_what_a_body_may_not_hold_is_told_with_its_line_and_what_to_do() -> None:
    refused = [said for vector in VECTORS if (said := said_of(vector))]
    assert len(refused) > 600
    for one in (one for said in refused for one in said):
        assert one.code == "unsafe-markup"
        assert one.line >= 1
        assert re.search("[一-鿿]{3}.*(请|可以用)", one.message), one


def test_titles_are_shown_as_they_are_written(attacked: Attacked, browser: Browser) -> None:
    written = {" ".join(text.replace("\0", "").split()) for text in attacked.texts.titles_of(1)}  # browsers skip a NUL
    with opened(attacked.site, browser, WithoutPolicy) as (page, _):
        page.goto("/2023/01/")
        shown = {" ".join(text.split()) for text in page.locator("article.piece h3").all_text_contents()}
    assert written - shown == set()
