"""Search in a real Chromium: bytes and time to the first result, and the number of hits."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.builds import Contender
from benchmarks.results import MATERIAL, SearchFigures
from benchmarks.server import Server, serving
from benchmarks.truth import Phrases, Texts

_CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_LONGEST_WAIT = 120_000
_THOUSAND = 1_000
_SETTLE = 250
"""Milliseconds without a request after which an answer is complete; its later parts count as transferred."""


@dataclass(frozen=True)
class Dialect:
    """How a site is asked, and how its answer is read in the page.

    ``read`` is the body of a JavaScript function that gives the number of hits once the first one is shown, else
    ``null``; ``forget`` marks the present answer as old.
    """

    address: str
    input: str
    read: str
    forget: str
    submit: bool = True
    rounding: int = 0
    """How far a shown number above a thousand may be from the true one."""

    def says(self, shown: int, true: int) -> bool:
        """Whether the number shown is the true one, as far as it is shown exactly."""
        return abs(shown - true) <= (self.rounding if true >= _THOUSAND else 0)


OWN_DIALECT = Dialect(
    address="/search/?q=",
    input="main input[type=search]",
    read="""
        const count = document.getElementById("search-count")?.dataset.count
        if (count === undefined) return null
        return count === "0" || document.querySelector("#search-results li:not([data-old]) a") ? Number(count) : null
    """,
    forget="""
        delete document.getElementById("search-count").dataset.count
        for (const item of document.querySelectorAll("#search-results li")) item.dataset.old = ""
    """,
)
MATERIAL_DIALECT = Dialect(
    address="/?q=",
    input=".md-search__input",
    read="""
        const meta = document.querySelector(".md-search-result__meta")?.textContent ?? ""
        if (meta.includes("没有找到")) return 0
        const count = meta.match(/[0-9.]+k?/)
        if (!count || !document.querySelector(".md-search-result__item")) return null
        return count[0].endsWith("k") ? 1000 * parseFloat(count[0]) : Number(count[0])
    """,
    forget="""
        document.querySelector(".md-search-result__meta").textContent = ""
    """,
    submit=False,
    rounding=50,
)

_WAIT = """
    const wait = (from) => new Promise((done, fail) => {
        const read = () => { %(read)s }
        const look = () => {
            const hits = read(), now = performance.now()
            if (hits !== null) done([hits, (now - from) / 1000])
            else if (now - from > %(limit)d) fail(new Error("no answer"))
            else setTimeout(look, 2)
        }
        look()
    })
"""
_COLD = "() => { %(wait)s; return wait(0) }"
_FOLLOWING = """([selector, phrase, submit]) => {
    %(wait)s
    const input = document.querySelector(selector)
    %(forget)s
    const from = performance.now()
    input.value = phrase
    for (const kind of ["input", "keyup"]) input.dispatchEvent(new Event(kind, { bubbles: true }))
    if (submit) input.form.requestSubmit()
    return wait(from)
}"""


@dataclass(frozen=True)
class Answer:
    """Number of hits, seconds until the first of them was shown, bytes sent for all of it."""

    hits: int
    seconds: float
    bytes: int


class Asker:
    """A built site, served and opened in a browser."""

    def __init__(self, browser: Browser, server: Server, dialect: Dialect) -> None:
        self._browser, self._server, self._dialect = browser, server, dialect
        wait = _WAIT % {"read": dialect.read, "limit": _LONGEST_WAIT}
        self._cold = _COLD % {"wait": wait}
        self._following = _FOLLOWING % {"wait": wait, "forget": dialect.forget}

    @contextmanager
    def page(self) -> Iterator[Page]:
        """A page of a browser that has seen nothing of the site."""
        context = self._browser.new_context(locale="zh-CN", service_workers="block")
        try:
            yield context.new_page()
        finally:
            context.close()

    def first(self, page: Page, phrase: str) -> Answer:
        """Open the page of results by its address; time counts from the start of loading."""
        before = self._server.sent
        page.goto(f"{self._server.url}{self._dialect.address}{quote(phrase)}", wait_until="commit")
        return self._answer(page, page.evaluate(self._cold), before)

    def following(self, page: Page, phrase: str) -> Answer:
        """Ask for another phrase on the same page."""
        before = self._server.sent
        arguments = [self._dialect.input, phrase, self._dialect.submit]
        return self._answer(page, page.evaluate(self._following, arguments), before)

    def _answer(self, page: Page, found: list[float], before: int) -> Answer:
        sent = -1
        while sent != self._server.sent:
            sent = self._server.sent
            page.wait_for_timeout(_SETTLE)
        return Answer(int(found[0]), found[1], sent - before)


def search_figures(contender: Contender, texts: Texts, phrases: Phrases, pairs: int) -> SearchFigures:
    """Ask ``pairs`` fresh browsers for two phrases each, then one browser for all phrases."""
    dialect = MATERIAL_DIALECT if contender.name == MATERIAL else OWN_DIALECT
    everything = [*phrases.present, *phrases.absent]
    cold, following = [], []
    hits: dict[str, int] = {}
    with _browser() as browser, serving(contender.site) as server:
        asker = Asker(browser, server, dialect)
        for first, second in batched_pairs(phrases.present, pairs):
            with asker.page() as page:
                cold.append(asker.first(page, first))
                following.append(asker.following(page, second))
        with asker.page() as page:
            hits[everything[0]] = asker.first(page, everything[0]).hits
            for phrase in everything[1:]:
                hits[phrase] = asker.following(page, phrase).hits
    true = {phrase: texts.count(phrase) for phrase in everything}
    return SearchFigures(
        cold_seconds=statistics.median(answer.seconds for answer in cold),
        cold_bytes=statistics.median(answer.bytes for answer in cold),
        next_seconds=statistics.median(answer.seconds for answer in following),
        next_bytes=statistics.median(answer.bytes for answer in following),
        pairs=len(cold),
        asked=len(phrases.present),
        asked_absent=len(phrases.absent),
        wrong={
            phrase: (hits[phrase], count) for phrase, count in true.items() if not dialect.says(hits[phrase], count)
        },
    )


def batched_pairs(phrases: Sequence[str], count: int) -> list[tuple[str, str]]:
    """The first so many pairs of neighbours."""
    return list(zip(phrases[::2], phrases[1::2], strict=False))[:count]


@contextmanager
def _browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise FileNotFoundError("no chromium: run tests/install-browser.sh")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_CHROMIUM_ARGS)
        yield browser
        browser.close()
