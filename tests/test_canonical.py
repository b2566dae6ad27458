"""The one writer of front matter: in the style of content/, and read back as what was meant."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from effort import part_of
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.canonical import front_matter

REPO = Path(__file__).resolve().parents[1]
REMARKS = {
    "published": "通报正文中印出、按库中篇目数不出来的数字",
    "discrepancies": "通报内部前后不一致的数字；计分以表格为准",
}


def test_writes_content_as_it_stands():
    paths = sorted((REPO / "content").rglob("*.md"))
    assert len(paths) > 100
    for path in paths:
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        assert front_matter(yaml.safe_load(front), body, REMARKS) == path.read_bytes(), path


def test_empty_values_are_left_out():
    written = front_matter({"title": "", "unit": (), "date": None, "published": {}, "phone": "8321680"})
    assert written.decode() == '---\nphone: "8321680"\n---\n'


@pytest.mark.parametrize(
    "text",
    [
        "a: b",
        "[甲",
        "yes",
        "2023-07-31",
        "- 甲",
        "#甲",
        "甲 # 乙",
        '“甲”"乙"',
        "1.5",
        "{甲}",
        "@甲",
        "!!int",
        "!!float x",
    ],
)
def test_odd_texts_are_read_back(text: str):
    read = yaml.safe_load(front_matter({"title": text, "unit": [text, "乙"]}).decode().strip("-\n"))
    assert read == {"title": text, "unit": [text, "乙"]}


@settings(max_examples=part_of(60))
@given(st.text(min_size=1), st.lists(st.text(min_size=1), min_size=1), st.dates())
def test_any_text_is_read_back_but_for_spaces(title: str, units: list[str], day: date):
    written = front_matter({"title": title, "unit": units, "date": day, "items": [{"a": title}]}).decode()
    read = yaml.safe_load(written.split("---\n")[1])
    shown = ["".join(char for char in text if char.isprintable() or char.isspace()) for text in [title, *units]]
    expected = [" ".join(text.split()) for text in shown]
    assert [read.get("title", ""), *read["unit"]] == expected
    assert read["date"] == day
