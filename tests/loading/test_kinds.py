"""One table says of every file what it is."""

import re

from generator.loading import KINDS, kind_of
from generator.model.archive import Archive
from generator.model.inputs import CONTENT, INPUTS, SETTINGS


def test_every_example_is_of_its_kind() -> None:
    assert {kind.name: kind_of(kind.example) for kind in KINDS} == {kind.name: kind for kind in KINDS}


def test_no_path_is_of_two_kinds() -> None:
    for kind in KINDS:
        assert [one.name for one in KINDS if one.pattern.fullmatch(kind.example)] == [kind.name]


def test_every_kind_below_content_fills_a_field_of_the_archive() -> None:
    fields = set(Archive.__dataclass_fields__)
    for kind in KINDS:
        assert kind.path.startswith(f"{CONTENT}/") == (kind.read is not None) == (kind.field in fields)


def test_the_preview_and_the_survey_look_at_all_of_them() -> None:
    assert tuple(kind.path for kind in KINDS if kind.read is None) == SETTINGS
    assert (CONTENT, *SETTINGS) == INPUTS


def test_digits_are_ascii() -> None:
    for kind in KINDS:
        wide = re.sub("[0-9]", lambda found: chr(ord(found[0]) + 0xFEE0), kind.example)
        assert wide == kind.example or kind_of(wide) is None
