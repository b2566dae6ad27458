"""Pictures of every kind of page, on a desktop, a phone, in the dark and on paper: ``make screenshots``.

Those of the real site go to ``.cache/screenshots/real``, those of a made-up archive of three years beside it. The few
that the README shows are written to ``docs/images/screens`` in a small form.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browser.conftest import CHROMIUM_ARGS, DESKTOP, PHONE, served
from browser.page_kinds import pages_by_kind
from playwright.sync_api import Browser, Page, sync_playwright

REPO = Path(__file__).resolve().parents[1]
CACHE = REPO / ".cache" / "screenshots"
SHOWN = REPO / "docs" / "images" / "screens"
CHOSEN = {
    "issue": ("real", "/2024/07/", DESKTOP, "light"),
    "article-dark": ("real", "/2024/07/03/", DESKTOP, "dark"),
    "notice": ("real", "/notices/2023-06/", DESKTOP, "light"),
    "standing": ("synthetic", "/standings/2024/county/", DESKTOP, "light"),
    "unit": ("synthetic", "/units/yanggu/", DESKTOP, "light"),
    "home-phone": ("real", "/", PHONE, "light"),
}
"""What the README shows: name → archive, address, screen and colours."""
ASKED = {
    "search-results": "/search/?q=先登记后供地",
    "compare-units": "/standings/compare/?year=2023&u=yanggu&u=linqing&u=guanxian",
}
"""Pages that show more when something is asked of them."""


def main() -> None:
    """Build both sites and take the pictures."""
    parser = argparse.ArgumentParser(description="给每一种页面照相。")
    parser.add_argument("--only", nargs="*", metavar="种类", help="只照这几种页面")
    options = parser.parse_args()
    for name, site in (("real", _real_site()), ("synthetic", _synthetic_site())):
        count = take(site, CACHE / name, options.only)
        print(f"{CACHE / name}：{count} 张")
        if not options.only:
            take_chosen(name, site)


def take_chosen(archive: str, site: Path) -> None:
    """The pictures of this archive that the README shows."""
    SHOWN.mkdir(parents=True, exist_ok=True)
    with served(site) as url, _chromium() as browser:
        for name, (whose, path, viewport, scheme) in CHOSEN.items():
            if whose == archive:
                page = browser.new_page(viewport=viewport, color_scheme=scheme, locale="zh-CN")
                page.goto(f"{url}{path}", wait_until="networkidle")
                page.screenshot(path=SHOWN / f"{name}.jpg", quality=72)
                page.close()


def take(site: Path, folder: Path, only: list[str] | None = None) -> int:
    """Pictures of one page of each kind below ``folder``; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = pages_by_kind(site) | ASKED
    wanted = {kind: path for kind, path in kinds.items() if not only or kind in only}
    with served(site) as url, _chromium() as browser:
        for kind, path in wanted.items():
            _take_page(browser, f"{url}{path}", folder / kind)
    return len(list(folder.iterdir()))


def _take_page(browser: Browser, url: str, stem: Path) -> None:
    for name, viewport, scheme in (("desktop", DESKTOP, "light"), ("phone", PHONE, "light"), ("dark", DESKTOP, "dark")):
        page = browser.new_page(viewport=viewport, color_scheme=scheme, locale="zh-CN")
        page.goto(url, wait_until="networkidle")
        page.screenshot(path=stem.with_name(f"{stem.name}-{name}.png"), clip=_upper_part(page), full_page=True)
        if name == "desktop":
            _print(page, stem)
        page.close()


def _upper_part(page: Page) -> dict[str, float]:
    """A page can be of any length; three screens are enough to look at."""
    size = page.viewport_size
    assert size is not None
    height = page.evaluate("document.documentElement.scrollHeight")
    return {"x": 0, "y": 0, "width": size["width"], "height": min(height, 3 * size["height"])}


def _print(page: Page, stem: Path) -> None:
    """The page on paper, its first two sheets as pictures too."""
    paper = stem.with_name(f"{stem.name}-print.pdf")
    page.pdf(path=paper, prefer_css_page_size=True)
    subprocess.run(["pdftoppm", "-r", "60", "-png", "-l", "2", paper, paper.with_suffix("")], check=True)


def _real_site() -> Path:
    return _built(REPO, CACHE / "real-site")


def _synthetic_site() -> Path:
    """The site of three made-up years."""
    root = CACHE / "synthetic-archive"
    shutil.rmtree(root, ignore_errors=True)
    command = ["-m", "benchmarks.corpus", "--articles", "1200", "--years", "3", "--out", str(root)]
    subprocess.run([sys.executable, *command], cwd=REPO, check=True)
    return _built(root, CACHE / "synthetic-site")


def _built(root: Path, site: Path) -> Path:
    command = ["-m", "generator", "build", "--root", str(root), "--site-dir", str(site)]
    subprocess.run([sys.executable, *command], cwd=REPO, check=True)
    return site


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_ARGS)
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
