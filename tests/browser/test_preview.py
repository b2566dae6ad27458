"""The preview shows an edit without a click, though no page may run a script that stands in itself."""

import sys
from pathlib import Path

import pytest
from browser.conftest import DESKTOP, watched_page
from conftest import Start
from made_up_sites import valid_site
from playwright.sync_api import Browser, expect
from processes import wait_until
from test_mkdocs_commands import free_port, shows


@pytest.mark.parametrize("command", [["mkdocs", "serve", "-a"], ["generator", "serve", "--address"]])
def test_an_edit_is_shown_by_itself(tmp_path: Path, command: list[str], start: Start, browser: Browser) -> None:
    root, problems = valid_site(tmp_path), list[str]()
    address = f"127.0.0.1:{free_port()}"
    with (tmp_path / "said.txt").open("wb") as said:
        server = start([sys.executable, "-m", *command, address], cwd=root, stdout=said, stderr=said)
    url, article = f"http://{address}/2023/09/01/", root / "content/2023/09/01.md"
    wait_until(lambda: shows(url, "东山局开展土地日宣传"), "the first page", server)
    with watched_page(browser, f"http://{address}", DESKTOP, problems) as page:
        with page.expect_request("**/livereload/**"):  # it waits for an edit
            page.goto(url)
        article.write_text(article.read_text("utf-8").replace("title: 东山", "title: 改过的东山"), encoding="utf-8")
        expect(page.get_by_role("heading", level=1)).to_have_text("改过的东山局开展土地日宣传")
    assert problems == []
