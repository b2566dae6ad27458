"""What is kept comes back as it was, and whatever else is in the files is as if it were not there."""

import os
import pickle
import random
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.building.digests import _Noted
from generator.building.manifest import Manifest
from generator.building.theme_cache import _Kept as KeptTheme
from generator.cache import Cache, pack, unpack
from generator.files import digest
from generator.fingerprints import Record
from generator.loading import KINDS
from generator.loading.loader import Loaded
from generator.loading.record_cache import _Shelf
from generator.model.frozen import Committed
from generator.pages.related import RelatedPieces
from generator.problems import Problem
from generator.scoring import ScoredYear, ScoreLine
from generator.scoring.tables import GroupTable, MonthTable, ScoreRow
from generator.search.segments import Segment

LOADED: list[Any] = [Loaded[kind.record] for kind in KINDS if kind.read]  # type: ignore[name-defined]
KEPT: list[Any] = [_Noted, Manifest, KeptTheme, ScoredYear, RelatedPieces, Segment, dict[str, str], bytes, *LOADED]
KEPT += [tuple[Problem, ...], dict[str, Committed]]
"""Every type that anything is kept as."""

st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))
st.register_type_strategy(Fraction, st.fractions() | st.sampled_from([Fraction(20, 3), Fraction(10**40, 3)]))
st.register_type_strategy(Mapping, lambda kind: st.dictionaries(*map(st.from_type, get_args(kind)), max_size=3))
st.register_type_strategy(memoryview, st.binary().map(memoryview))


_STAMPS = st.dictionaries(st.text("ab/", max_size=4), st.tuples(st.integers(0, 9), st.integers(0, 2**62)))
_TABLE = st.builds(MonthTable, groups=st.tuples(st.builds(GroupTable, rows=st.tuples(st.from_type(ScoreRow)))))
MADE_UP: dict[Any, st.SearchStrategy[Any]] = {
    KeptTheme: st.builds(KeptTheme, stamps=_STAMPS),
    ScoredYear: st.builds(ScoredYear, st.tuples(st.from_type(ScoreLine)), st.tuples(_TABLE)),
    **{kind: st.builds(Loaded, record=st.from_type(kind.__args__[0])) for kind in LOADED},
}


@pytest.mark.filterwarnings("ignore:Ignoring unsupported")  # of what pydantic asks of a date or a text
@pytest.mark.parametrize("kind", KEPT, ids=str)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_comes_back_as_it_was(kind: Any, data: st.DataObject) -> None:
    value = data.draw(MADE_UP[kind] if kind in MADE_UP else st.from_type(kind))
    body = pack(value)
    assert body is not None
    again = unpack(body, kind)
    assert again == value
    assert type(again) is type(value)


def test_a_shelf_comes_back() -> None:
    shelf = {"content/2023/09/01.md": ("key", msgspec.Raw(b"\xa1a"))}
    again = unpack(pack(shelf) or b"", _Shelf)
    assert again is not None
    assert {path: (key, bytes(data)) for path, (key, data) in again.items()} == {
        "content/2023/09/01.md": ("key", b"\xa1a")
    }


def test_is_known_in_the_next_process_for_the_same_key_and_version_alone(tmp_path: Path) -> None:
    Cache(tmp_path, "1").put("name", "key", ("甲", 1))
    kind = tuple[str, int]
    assert Cache(tmp_path, "1").get("name", "key", kind) == ("甲", 1)
    assert Cache(tmp_path, "2").get("name", "key", kind) is None
    assert Cache(tmp_path, "1").get("name", "other", kind) is None
    assert Cache(tmp_path, "1").get("other", "key", kind) is None
    (tmp_path / "name.kept").rename(tmp_path / "moved.kept")
    assert Cache(tmp_path, "1").get("name", "key", kind) is None


@pytest.mark.parametrize("value", [1 << 70, "\udc80"])
def test_what_has_no_bytes_is_kept_for_this_process_alone(value: Any, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("name", "", value)
    assert cache.get("name", "", type(value)) == value
    assert Cache(tmp_path).get("name", "", type(value)) is None


class Colour(Enum):
    RED = "red"


@pytest.mark.parametrize("value", [object(), print, Record(), 1j])
def test_what_is_not_plainly_a_value_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        pack(value)


def test_values_of_the_language() -> None:
    for kind, value in ((Colour, Colour.RED), (date, date(2024, 2, 29)), (Fraction, Fraction(-1, 3))):
        assert unpack(pack(value) or b"", kind) == value
    assert unpack(pack("red-ish") or b"", Colour) is None
    assert unpack(pack("2024-02-30") or b"", date) is None
    for text in ("1/0", "x", "1/2/3", "9" * 5000, "", "/"):
        assert unpack(pack(text) or b"", Fraction) is None


# What others put there ----------------------------------------------------------------------------------------------

DEEP = [start * 100_000 for start in (b"\x91", b"\x81", b"\x81\xa1a", b"\xc7\xff\x01")]
LONG = [code + b"\xff\xff\xff\xff" for code in (b"\xdb", b"\xc6", b"\xdd", b"\xdf", b"\xc9")]
WRONG = [b"", b"\xc0", b"\x05", b"\xc1", b"\x90", b"\x80", b"\xcb" + b"\xff" * 8, b"\xa1a", b"\x93\xc0\xc0\xc0"]
WRONG += [b"\x81\xa1a\x05", b"\x91\x91\xc0", b"\xd6\xff\0\0\0\0", pickle.dumps(print), b"\x80" * 3]


@pytest.mark.parametrize("kind", [*KEPT, _Shelf], ids=str)
def test_what_is_of_no_such_type_counts_as_missing(kind: Any, tmp_path: Path) -> None:
    """Sealed as anybody can seal it who reads the program."""
    for body in (*DEEP, *LONG, *WRONG):
        (tmp_path / "name.kept").write_bytes(digest("1", "key", body).encode() + body)
        found = Cache(tmp_path, "1").get("name", "key", kind)
        assert found is None or found in (b"", b"a", {}, (), Manifest())


@pytest.mark.parametrize("seed", range(5))
def test_no_byte_can_be_changed(seed: int, tmp_path: Path) -> None:
    draw, file = random.Random(seed), tmp_path / "name.kept"
    Cache(tmp_path, "1").put("name", "key", {f"content/{number}": str(number) for number in range(200)})
    whole = file.read_bytes()
    for _ in range(300):
        data = bytearray(whole)
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        file.write_bytes(data)
        assert Cache(tmp_path, "1").get("name", "key", dict[str, str]) is None
    for length in (*range(40), *(draw.randrange(len(whole)) for _ in range(50))):
        file.write_bytes(whole[:length])
        assert Cache(tmp_path, "1").get("name", "key", dict[str, str]) is None


def a_link(file: Path) -> None:
    file.rename(file.parent / "elsewhere")
    file.symlink_to(file.parent / "elsewhere")


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def endless(file: Path) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


def huge(file: Path) -> None:
    os.truncate(file, 1 << 40)


@pytest.mark.parametrize("put", [a_link, a_pipe, a_folder, endless, huge])
def test_only_a_file_is_read(put: Callable[[Path], None], tmp_path: Path) -> None:
    Cache(tmp_path).put("name", "", "甲")
    put(tmp_path / "name.kept")
    assert Cache(tmp_path).get("name", "", str) is None


def test_sweeping_removes_what_nobody_asks_for(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for name in ("a", "b"):
        cache.put(name, "", name)
    for other in ("README", "old.pickle"):
        (tmp_path / other).touch()
    cache.sweep(["a"])
    assert sorted(os.listdir(tmp_path)) == ["README", "a.kept"]
    assert (cache.get("a", "", str), cache.get("b", "", str)) == ("a", None)
    Cache(tmp_path / "nowhere").sweep([])
