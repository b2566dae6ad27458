"""Every internal link and anchor of the whole built site leads somewhere."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if value is None:
                continue
            if name == "id" or (tag == "a" and name == "name"):
                self.anchors.add(value)
            if name in ("href", "src", "action"):
                self.targets.append(value)
            if name == "content" and value.startswith("0; url="):  # a redirect
                self.targets.append(value.removeprefix("0; url="))


def test_every_link_and_anchor_resolves(built_site: Path) -> None:
    pages: dict[str, Links] = {}
    for path in built_site.rglob("*.html"):
        links = Links()
        links.feed(path.read_text("utf-8"))
        pages[path.relative_to(built_site).as_posix()] = links

    broken, outside = [], []
    for page, links in pages.items():
        for target in links.targets:
            url = urlsplit(urljoin(f"http://site/{page}", target))
            if url.scheme in ("mailto", "tel", "data"):
                continue
            if url.netloc != "site":
                outside.append(f"{page}: {target}")
                continue
            found = unquote(url.path).lstrip("/")
            found += "index.html" if not found or found.endswith("/") else ""
            if not (built_site / found).is_file():
                broken.append(f"{page}: {target}")
            elif url.fragment and found in pages and unquote(url.fragment) not in pages[found].anchors:
                broken.append(f"{page}: {target} (no such anchor)")

    assert len(pages) > 150
    assert broken == []
    assert outside == []
