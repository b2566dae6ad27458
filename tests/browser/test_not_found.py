"""The page for addresses that lead nowhere works wherever the address is, and below a folder too."""

from pathlib import Path

import pytest
from archives import copy_of_real_archive
from playwright.sync_api import Page, expect
from processes import bulletin


@pytest.mark.parametrize("address", ["/gone/", "/2024/07/99/", "/a/b/c/d/e.html"])
def test_it_searches_at_any_depth(page: Page, built_site: Path, address: str) -> None:
    page.route(f"**{address}", lambda route: route.fulfill(path=built_site / "404.html", status=200))
    page.goto(address, wait_until="networkidle")
    expect(page.get_by_role("heading", level=1)).to_have_text("没有这个页面")
    form = page.get_by_role("search", name="查找要找的内容")
    form.get_by_role("searchbox").fill("先登记后供地")
    form.get_by_role("button", name="搜索").click()
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("#search-results li").first).to_contain_text("先登记后供地")


def test_its_links_keep_the_folder_the_site_stands_in(tmp_path: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "\nsite_url: https://example.org/bulletin\n", encoding="utf-8")
    run = bulletin("build", "--root", root)
    assert run.returncode == 0, run.stderr
    text = (root / "site/404.html").read_text("utf-8")
    assert text.count('action="/bulletin/search/"') == 2
    assert 'href="/bulletin/feeds/issues.xml"' in text
    assert "<loc>https://example.org/bulletin/2024/07/03/</loc>" in (root / "site/sitemap.xml").read_text("utf-8")
