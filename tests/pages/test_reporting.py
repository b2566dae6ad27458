import re
from pathlib import Path

from pages.made_up_pages import pages_of, words


def test_every_month_with_what_was_sent_and_who_was_silent(tmp_path: Path) -> None:
    made = pages_of(tmp_path)
    overview = words(made["reporting/index.md"])
    assert "1月 4 7 " in overview  # four ranked units sent 2, 2, 0 and 3 pieces
    assert "1 个 " in overview
    assert "缺台账" in overview


def test_units_by_months(tmp_path: Path) -> None:
    page = pages_of(tmp_path)["reporting/2024.md"]
    row = page.html[page.html.index(">丙局<") :].split("</tr>")[0]
    assert re.search(r'<td class="zero"><a [^>]*>零', row)
    assert row.endswith("<td>0</td><td>0</td><td>1 个月</td>")  # sent in all, adopted in all, silent


def test_a_year_without_ledgers_has_no_sum(built_site: Path) -> None:
    page = (built_site / "reporting" / "2024" / "index.html").read_text("utf-8")
    row = page[page.index(">东阿局<") :].split("</tr>")[0]
    assert "— / 4</a>" in row
    assert row.endswith("<td>—</td><td>4</td><td></td>")
