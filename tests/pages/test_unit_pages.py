import re
from pathlib import Path

from pages.made_up_pages import pages_of


def test_a_piece_leads_to_its_own_line_of_the_explanation(tmp_path: Path) -> None:
    made = pages_of(tmp_path)
    piece = made["2024/01/01.md"].html
    links = re.findall(r'href="../../../(units/[a-z]+)/2024/(#m2024-01-2024-01-01)"', piece)
    assert links
    for unit, anchor in links:
        row = made[f"{unit}/2024.md"].html.split(f'id="{anchor[1:]}"')[1].split("</tr>")[0]
        assert "乙局交地" in row


def test_the_rank_leads_to_the_standing_of_the_group(tmp_path: Path) -> None:
    made = pages_of(tmp_path)
    address = re.search(
        r'<dt>组内名次</dt><dd><a class="why" href="../../(standings/2024/[a-z-]+)/">', made["units/jia.md"].html
    )
    assert address
    assert "甲局" in made[f"{address[1]}.md"].html
