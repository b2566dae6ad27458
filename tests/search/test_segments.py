"""RecordCache postings: the same bytes as computed ones; whatever is wrong with them is noticed."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search.made_up import document_lists, documents_of_years, written

from generator.cache import Cache
from generator.search import Document
from generator.search import segments as segments_module

DOCUMENTS = documents_of_years("甲局开展调研", "乙局召开会议，乙局", "丙局")
SMALL = {"large": 1, "shard_size": 20}


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of the segments whose postings are computed."""
    texts: list[str] = []
    encode = segments_module.encode

    def noted(text: str, counts: list[int], shards: int) -> object:
        texts.append(text)
        return encode(text, counts, shards)

    monkeypatch.setattr(segments_module, "encode", noted)
    return texts


@settings(max_examples=50)
@given(st.lists(document_lists(), min_size=2, max_size=4), st.sampled_from([1, 30]))
def test_a_cache_changes_nothing(builds: list[list[Document]], large: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for documents in builds:
            kept = written(documents, cache=Cache(Path(folder)), large=large)
            assert kept.files == written(documents, large=large).files


def test_computes_only_the_segment_that_changed(tmp_path: Path, computed: list[str]) -> None:
    written(DOCUMENTS, cache=Cache(tmp_path), **SMALL)
    assert len(computed) == len(list(tmp_path.iterdir())) == 3
    changed = [*DOCUMENTS[:2], *documents_of_years("", "", "丁局")[2:]]
    computed.clear()
    written(changed, cache=Cache(tmp_path), **SMALL)
    assert len(computed) == 1
    assert "丁局" in computed[0]
    assert len(list(tmp_path.iterdir())) == 3  # the one of before is removed


def test_leaves_what_others_put_there(tmp_path: Path) -> None:
    (tmp_path / "README").touch()
    (tmp_path / "half.kept").touch()  # of a build that was killed
    written(DOCUMENTS, cache=Cache(tmp_path), **SMALL)
    names = {file.name for file in tmp_path.iterdir()}
    assert "README" in names
    assert "half.kept" not in names


def cut_off(file: Path, _: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def emptied(file: Path, _: Path) -> None:
    file.write_bytes(b"")


def first_byte(file: Path, _: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(bytes([data[0] ^ 1]) + data[1:])


def last_byte(file: Path, _: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 128]))


def longer(file: Path, _: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\0")


def of_another(file: Path, other: Path) -> None:
    file.write_bytes(other.read_bytes())


def removed(file: Path, _: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("damage", [cut_off, emptied, first_byte, last_byte, longer, of_another, removed])
def test_makes_anew_what_is_damaged(damage: object, tmp_path: Path, computed: list[str]) -> None:
    whole = written(DOCUMENTS, cache=Cache(tmp_path), **SMALL)
    kept = {file: file.read_bytes() for file in sorted(tmp_path.iterdir())}
    damaged, other = list(kept)[:2]
    damage(damaged, other)
    computed.clear()
    assert written(DOCUMENTS, cache=Cache(tmp_path), **SMALL).files == whole.files
    assert len(computed) == 1
    assert {file: file.read_bytes() for file in sorted(tmp_path.iterdir())} == kept


def test_another_number_of_shards_is_other_postings(tmp_path: Path, computed: list[str]) -> None:
    for shard_size in (20, 1000):
        computed.clear()
        index = written(DOCUMENTS, cache=Cache(tmp_path), large=1, shard_size=shard_size)
        assert index.files == written(DOCUMENTS, large=1, shard_size=shard_size).files
        assert len(computed) == 6


def test_a_small_edit_changes_few_shards() -> None:
    texts = ["".join(chr(0x4E00 + (year * 997 + at * 31) % 5000) for at in range(300)) for year in range(30)]
    before = written(documents_of_years(*texts), large=10**9, shard_size=100)
    texts[3] = texts[3][:100] + "改" + texts[3][101:]
    after = written(documents_of_years(*texts), large=10**9, shard_size=100)
    changed = [path for path, data in before.files.items() if after.files[path] != data]
    assert before.contents["shards"] > 100
    assert 0 < sum(path.startswith("search/shards/") for path in changed) <= 8
