from pathlib import Path

import pytest
from building.small_archive import article
from pages.made_up_pages import pages_of, words

from generator.pages.page_links import people_path
from generator.pages.people_pages import by_sound, initial

PIECES = {
    "content/2024/01/07.md": article("2024-01", "甲篇", "甲局", more="authors: [张三, 李四]\n"),
    "content/2023/02/07.md": article("2023-02", "乙篇", "乙局", more="authors: 张三\n"),
}


@pytest.mark.parametrize(
    "name,letter", [("张三", "Z"), ("曾五", "Z"), ("单六", "S"), ("闫七", "Y"), ("阿八", "A"), ("Tom", "其他")]
)
def test_the_initial_of_a_surname(name: str, letter: str) -> None:
    assert initial(name) == letter


def test_names_are_sorted_by_sound() -> None:
    assert sorted(["张三", "Tom", "王五", "李四", "闫七"], key=by_sound) == ["李四", "王五", "闫七", "张三", "Tom"]


def test_an_address_is_for_good() -> None:
    assert people_path("张三") == "people/a6dd1eaf63.md"


def test_an_author_of_several_units_may_be_several_persons(tmp_path: Path) -> None:
    page = pages_of(tmp_path, PIECES)[people_path("张三")]
    assert [text for _, text in page.contents] == ["2024年（1）", "2023年（1）"]
    assert "可能是合署、调动，也可能是同名的不同作者" in words(page)


def test_authors_have_no_pages_where_the_settings_say_so(tmp_path: Path) -> None:
    made = pages_of(tmp_path, PIECES | {"mkdocs.yml": "site_name: 名称\nextra: {people: false}\n".encode()})
    assert [path for path in made if path.startswith("people/")] == []
    assert [path for path, page in made.items() if "people/" in page.html] == []
    assert "张三" in words(made["2024/01/07.md"])
