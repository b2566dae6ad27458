import re
from pathlib import Path

from pages.made_up_pages import pages_of, words


def test_the_list_stands_by_year_newest_first(tmp_path: Path) -> None:
    page = pages_of(tmp_path)["notices/index.md"]
    heads = re.findall(r'scope="rowgroup" id="y(\d+)">', page.html)
    assert heads == sorted(heads, reverse=True)
    newest, *_, oldest = page.html.split("<tbody>")[1:]
    assert re.findall(r">(\d+)月<", newest) == sorted(re.findall(r">(\d+)月<", newest), key=int, reverse=True)
    assert "notices/2022-03" in oldest
    assert "notices/2022-03" not in newest


def test_a_month_without_a_notice_says_so(tmp_path: Path) -> None:
    assert "2024年1月政务信息采用情况 暂定 未印发" in words(pages_of(tmp_path)["notices/index.md"])
