"""The preview shows an edit without a click, though no page may run a script that stands in itself."""

import re
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


def test_faults_are_shown_over_the_last_good_page(tmp_path: Path, start: Start, browser: Browser) -> None:
    """From the first moment, on each page that is opened, as text, and no longer than they last."""
    root, problems = valid_site(tmp_path), list[str]()
    article, address = root / "content/2023/09/01.md", f"127.0.0.1:{free_port()}"
    good = article.read_text("utf-8")
    article.write_text(good.replace("unit: [东山局", "unit: [<b>没有的局</b>"), encoding="utf-8")
    with (tmp_path / "said.txt").open("wb") as said:
        server = start(
            [sys.executable, "-m", "generator", "serve", "--address", address], cwd=root, stdout=said, stderr=said
        )
    wait_until(lambda: "预览：http" in (tmp_path / "said.txt").read_text("utf-8"), "that it serves", server)
    with watched_page(browser, f"http://{address}", DESKTOP, problems) as page:
        shown = page.locator("#preview-faults")
        with page.expect_request("**/livereload/**"):
            assert page.goto(f"http://{address}/2023/09/01/").status == 503
        expect(shown).to_contain_text("content/2023/09/01.md:3: 错误 [unit.1] units.yml 里没有单位“<b>没有的局</b>”")
        expect(shown).to_contain_text("unknown-unit：单位不在名录里")
        expect(page.locator("h1")).to_have_count(0)

        article.write_text(good, encoding="utf-8")
        expect(page.locator("h1")).to_have_text("东山局开展土地日宣传")
        expect(shown).to_have_count(0)
        problems.clear()  # the status 503

        article.write_text(good.replace("type: 信息", "type: 快讯"), encoding="utf-8")
        expect(shown).to_contain_text("不认识的 type“快讯”")
        expect(page.locator("h1")).to_have_text("东山局开展土地日宣传")
        assert shown.evaluate("one => getComputedStyle(one).position") == "fixed"
        page.goto(f"http://{address}/units/")
        expect(shown).to_contain_text("不认识的 type“快讯”")

        article.write_text(good, encoding="utf-8")
        expect(shown).to_have_count(0)
    assert problems == []
    assert (
        re.search(
            "Serving|Detected|Reloading|Watching|Building|Cleaning|Traceback",
            (tmp_path / "said.txt").read_text("utf-8"),
        )
        is None
    )
