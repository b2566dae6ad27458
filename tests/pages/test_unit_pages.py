import re
from pathlib import Path

from building.small_archive import article, small_archive, write
from pages.made_up_pages import pages_of

from generator.pipeline import plan_site, score_archive


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


def keys_of(root: Path, files: dict[str, bytes]) -> dict[str, str]:
    write(root, files)
    return {plan.path: plan.key for plan in plan_site(score_archive(root)[0]).pages}


def test_a_new_piece_changes_the_pages_of_the_units_it_concerns(tmp_path: Path) -> None:
    """丁科 is alone in its group, so that its rank stays as well; 甲局 gets a title, points and a total."""
    new = {"content/2024/01/09.md": article("2024-01", "甲局新作", "甲局")}
    before, after = keys_of(tmp_path / "before", small_archive()), keys_of(tmp_path / "after", small_archive() | new)
    changed = {path for path in before if before[path] != after[path]}
    assert {"units/jia.md", "units/jia/2024.md"} <= changed
    assert not changed & {"units/ding.md", "units/ding/2024.md", "units/jia/2023.md", "units/jia/2022.md"}
