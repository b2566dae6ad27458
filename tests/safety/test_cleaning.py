"""Cleaning alone stops every vector, whatever `check` says of it, and no attachment runs what it holds: in Chromium,
with no header and no policy."""

from collections.abc import Mapping
from pathlib import Path

from made_up_sites import bulletin, rows, valid_site
from playwright.sync_api import Browser, Error
from safety.script_vectors import EVENT_HANDLERS, HANDLERS_IN_DISGUISE, VECTORS
from safety.test_scripts import AsItIs, act, opened

from generator.clean_html import clean
from generator.markup import as_written, convert
from generator.pages.texts import inside

SVG = "<svg xmlns='http://www.w3.org/2000/svg' onload='probe()'><script>probe()</script></svg>"
HTML = "<!doctype html><html><body><script>probe()</script><img src=x onerror=probe()></body></html>"
ATTACHMENTS: Mapping[str, bytes] = {
    **{f"page.{ending}": HTML.encode() for ending in ("png", "jpg", "jpeg", "gif", "webp", "pdf", "txt", "csv", "zip")},
    **{f"office.{ending}": HTML.encode() for ending in ("docx", "xlsx", "pptx")},
    **{f"drawing.{ending}": SVG.encode() for ending in ("png", "gif", "pdf", "txt", "csv")},
    "signed.gif": b"GIF89a/*" + HTML.encode() + b"*/=1;probe()",
    "signed.png": b"\x89PNG\r\n\x1a\n" + HTML.encode(),
    "signed.jpg": b"\xff\xd8\xff\xe0" + HTML.encode(),
    "signed.pdf": b"%PDF-1.4\n" + HTML.encode(),
    "marked.txt": b"\xef\xbb\xbf" + HTML.encode(),
    "wide.txt": HTML.encode("utf-16"),
    "seven.txt": HTML.encode("utf-7"),
    "script.csv": b"=HYPERLINK(\"javascript:probe()\")\n<script>probe()</script>",
    "page.html.png": HTML.encode(),
    "page.svg.txt": SVG.encode(),
}  # fmt: skip


def page_of(fragments: list[str]) -> str:
    shown = "\n".join(f'<div class="article-body">{html}</div>' for html in fragments)
    return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>甲</title><body>{shown}</body></html>'


def test_nothing_that_has_been_cleaned_runs(tmp_path: Path, browser: Browser) -> None:
    pages = {
        "texts": [convert(vector, str) for vector in VECTORS],
        "html": [clean(vector) for vector in VECTORS],
        "together": [clean("\n".join(VECTORS)), convert("\n\n".join(VECTORS[:400]), str)],
        "within": [inside(convert(f"# {vector}\n\n{vector}", str), "p01", 2) for vector in VECTORS],
    }
    for name, fragments in pages.items():
        (tmp_path / f"{name}.html").write_text(page_of(fragments), encoding="utf-8")
    with opened(tmp_path, browser, AsItIs) as (page, ran):
        for name in pages:
            act(page, f"/{name}.html")
            assert ran == [], name


def test_without_cleaning_they_run(tmp_path: Path, browser: Browser) -> None:
    raw = [as_written(vector) for vector in (*EVENT_HANDLERS[:40], *HANDLERS_IN_DISGUISE[:10])]
    (tmp_path / "raw.html").write_text(page_of(raw), encoding="utf-8")
    with opened(tmp_path, browser, AsItIs) as (page, ran):
        act(page, "/raw.html")
        assert sum(one.startswith("script:") for one in ran) >= 15


def test_no_attachment_runs_what_it_holds(tmp_path: Path, browser: Browser) -> None:
    root = valid_site(tmp_path)
    article = root / "content/2023/09/01.md"
    text, refused = article.read_text("utf-8"), set[str]()
    while True:
        published = [name for name in ATTACHMENTS if name not in refused]
        for name, data in ATTACHMENTS.items():
            (article.parent / name).unlink(missing_ok=True)
            if name in published:
                (article.parent / name).write_bytes(data)
        article.write_text(text + "".join(f"\n[{one}]({one}) ![{one}]({one})\n" for one in published), "utf-8")
        told = "\n".join(f"{row['path']} {row['message']}" for row in rows(root) if row["severity"] == "error")
        if not told:
            break
        found = {name for name in published if name in told}
        assert found, told
        refused |= found
    assert bulletin("build", "--root", root).returncode == 0
    with opened(root / "site", browser, AsItIs) as (page, ran):
        act(page, "/2023/09/01/")
        for name in published:
            try:
                page.goto(f"/2023/09/{name}")
            except Error as error:
                assert "Download is starting" in error.message or "net::ERR_ABORTED" in error.message
        assert ran == []
