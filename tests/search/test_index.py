"""What the index finds is what a scan of all texts finds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from archives import real_scores
from hypothesis import given
from hypothesis import strategies as st
from search.made_up import TEXT, document_lists, documents_of_years, written
from search.written import write_index_of

from generator.search import Document, documents, normal_form
from generator.search.index import shards_for
from generator.search.postings import ROOM

REPO = Path(__file__).resolve().parents[2]


class Scan:
    """Looks for phrases in all texts of all documents."""

    def __init__(self, documents: list[Document]) -> None:
        self._texts = {document.path: list(map(normal_form, document.sections)) for document in documents}

    def hits(self, query: str) -> set[str]:
        phrases = [form for form in map(normal_form, query.split()) if form]
        return {
            path
            for path, texts in self._texts.items()
            if phrases and all(any(phrase in text for text in texts) for phrase in phrases)
        }


@given(
    document_lists(),
    st.lists(TEXT, min_size=1, max_size=3),
    st.sampled_from([1, 30, 10_000]),
    st.sampled_from([8, 64, 10_000]),
    st.data(),
)
def test_finds_what_a_scan_finds(
    documents: list[Document], queries: list[str], large: int, shard_size: int, data: st.DataObject
) -> None:
    index, scan = written(documents, large=large, shard_size=shard_size), Scan(documents)
    texts = [text for document in documents for text in document.sections if text]
    if texts:
        text = data.draw(st.sampled_from(texts))
        start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
        queries = [*queries, text[start:end]]
    for query in [*queries, " ".join(queries)]:
        assert index.hits(query) == scan.hits(query)


def test_finds_every_phrase_of_the_real_archive() -> None:
    found = documents(real_scores())
    index, scan = written(found, large=2000, shard_size=2000), Scan(found)
    assert len(index.contents["segments"]) > 1
    assert index.contents["shards"] > 1
    queries = [text[at : at + 5] for one in found for text in one.sections for at in range(0, len(text), 41)][::4]
    assert len(queries) > 200
    for query in [*queries, "先登记后供地", "东阿 利用科", "没有这样的话", "局", "𣲘", "哈哈"]:
        assert index.hits(query) == scan.hits(query), query


def test_more_characters_than_sixteen_bits_can_number() -> None:
    text = "".join(map(chr, [*range(0x4E00, 0xA000), *range(0x20000, 0x2A6DE), *range(0x30000, 0x31340)]))
    assert len(set(text)) > 1 << 16
    found = documents_of_years(text, text[::-1])
    index, scan = written(found), Scan(found)
    for query in (text[:3], text[70_000:70_003], text[2::-1], text[-1], text[0] + text[-1]):
        assert index.hits(query) == scan.hits(query)


@given(document_lists())
def test_the_columns_describe_the_documents(documents: list[Document]) -> None:
    index = written(documents, large=30)
    columns, by_path = index.contents["documents"], {document.path: document for document in documents}
    assert set(index.paths) == set(by_path)
    assert sum(index.contents["segments"]) == len(documents)
    assert {name: len(columns[name]) for name in columns if name != "folders"} == dict.fromkeys(
        ["length", "title", "type", "units", "month", "issue"], len(documents)
    )
    for place, path in enumerate(index.paths):
        document = by_path[path]
        taken = sum(len(normal_form(text)) + 1 for text in document.sections)
        assert columns["length"][place] % ROOM == 0
        assert taken <= columns["length"][place] < taken + ROOM
        assert columns["title"][place] == len(normal_form(document.title))
        assert index.contents["types"][columns["type"][place]] == document.type
        assert tuple(index.contents["units"][unit] for unit in columns["units"][place]) == document.units
        assert (columns["month"][place], columns["issue"][place]) == (document.month, document.issue)
        assert index.shown(path)["text"] == list(document.paragraphs)


def test_segments_are_periods_of_the_calendar() -> None:
    found = documents_of_years("甲" * 40, "乙" * 40, "丙" * 400, "丁")
    assert written(found, large=1).contents["segments"] == [1, 1, 1, 1]
    assert written(found, large=300).contents["segments"] == [1, 2, 1]  # in periods of 24 months from the year 0
    index = written(found, large=10_000)
    assert index.contents["segments"] == [4]
    assert index.paths == ["2001/01/01", "2002/01/01", "2003/01/01", "2004/01/01"]


@pytest.mark.parametrize(("positions", "shards"), [(0, 1), (10_000, 1), (12_000, 2), (18_417_309, 2048)])
def test_a_shard_has_at_most_thirty_two_kilobytes_on_average(positions: int, shards: int) -> None:
    assert shards_for(positions) == shards


def test_the_same_bytes_whatever_the_surroundings(tmp_path: Path) -> None:
    write_index_of(REPO, tmp_path / "here")
    there = {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONPATH": f"{REPO}:{REPO / 'tests'}"}
    program = "from pathlib import Path; from search.written import write_index_of; import sys"
    program += "; write_index_of(Path(sys.argv[1]), Path(sys.argv[2]))"
    command = [sys.executable, "-c", program, str(REPO), str(tmp_path / "there")]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, **there}, check=True)
    here, there_too = (
        {file.relative_to(root): file.read_bytes() for file in root.rglob("*.*")}
        for root in (tmp_path / "here", tmp_path / "there")
    )
    assert here == there_too
    assert len(here) > 100
