"""Damaged, mutilated and hostile files end in a message or in doubts, never in another exception."""

import io
import random
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from archives import REPO
from effort import part_of
from hypothesis import given, settings
from hypothesis import strategies as st
from importing.made_up_files import FILES, docx_of, issue_docx, needs_poppler, printed_items, with_members

from generator.importing.blocks import Doubt, ImportFailed
from generator.importing.issue import import_issue
from generator.importing.reading import read_document
from generator.importing.reading_docx import read_docx
from generator.importing.reading_text import read_lines
from generator.loading import load
from generator.model.units import UnitRegistry

SEED = (REPO / "tests/golden/2024-04.issue.txt").read_text(encoding="utf-8")
CHINESE = re.compile("[\u4e00-\u9fff]")
Result = tuple[dict[str, bytes], dict[str, int], list[Doubt]]


@pytest.fixture(scope="module")
def units() -> UnitRegistry:
    archive, _ = load(REPO)
    assert archive is not None
    return archive.units


def outcome(units: UnitRegistry, name: str, data: bytes) -> Result | str:
    """What the import gives, or the message it fails with; every file is one that can be read back."""
    try:
        document = read_docx(name, data) if data.startswith(b"PK") else read_lines(name, data)
        files, counts, doubts = import_issue(document, units, "2024-07", "2024-04")
    except ImportFailed as failed:
        assert CHINESE.search(str(failed))
        return str(failed)
    assert all(CHINESE.search(doubt.message) and doubt.line >= 1 for doubt in doubts)
    assert all(data.decode().startswith("---\n") for path, data in files.items() if path.endswith(".md"))
    assert counts["信息"] + counts["简讯"] == sum(path.endswith(".md") for path in files) - 1
    return files, counts, doubts


def test_every_tenth_character_lost(units: UnitRegistry):
    for first in range(10):
        kept = "".join(char for place, char in enumerate(SEED) if place % 10 != first)
        result = outcome(units, "a.txt", kept.encode())
        assert not isinstance(result, str)
        _, counts, doubts = result
        assert counts["信息"] + counts["简讯"] >= 25
        assert len(doubts) >= 5


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_truncated_at_any_byte(units: UnitRegistry, encoding: str):
    data = SEED.encode(encoding)
    chosen = random.Random(4).sample(range(len(data)), 12)
    for end in [*range(6), *chosen, len(data) - 1]:
        result = outcome(units, "a.txt", data[:end])
        assert isinstance(result, str) if end < 6 else not isinstance(result, str) or end < 400


def test_truncated_word_file(units: UnitRegistry):
    data = (FILES / "issue.docx").read_bytes()
    for end in range(0, len(data), 997):
        assert isinstance(outcome(units, "a.docx", b"PK" + data[2:end]), str)


def test_broken_styles_only_cost_the_looks(units: UnitRegistry):
    data = with_members((FILES / "issue.docx").read_bytes(), word__styles_dot_xml=b"<torn")
    result = outcome(units, "a.docx", data)
    assert not isinstance(result, str)
    assert result[1]["信息"] + result[1]["简讯"] == 33
    assert "styles.xml 已损坏" in result[2][0].message


def steps(work: Callable[[], object]) -> int:
    """The calls that the work takes: its cost, the same on every machine."""
    count = 0

    def one_more(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(one_more)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_a_file_of_200_pages_costs_no_more_than_its_parts(units: UnitRegistry):
    one, many = (issue_docx(printed_items() * times, extras=False) for times in (1, 12))
    result = outcome(units, "a.docx", many)
    assert not isinstance(result, str)
    assert result[1]["简讯"] == 25 * 12
    assert steps(lambda: outcome(units, "a.docx", many)) <= 12 * steps(lambda: outcome(units, "a.docx", one))


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("甲", 400_000),
        ("（", 20_000),
        ("▲", 20_000),
        ("办公室", 20_000),
        ("会议，\n", 20_000),
        ("（办公室\n", 3_000),
        ("会议召开\n\n", 1_000),
    ],
)
def test_a_text_without_any_end_costs_as_much_as_it_is_long(units: UnitRegistry, text: str, times: int):
    """And comes to an end, which a search that tries every beginning with every end would not."""
    half, whole = (f"▲会议。\n\n{text * length}".encode() for length in (times // 2, times))
    assert steps(lambda: outcome(units, "a.txt", whole)) <= 2.1 * steps(lambda: outcome(units, "a.txt", half))


@needs_poppler
def test_torn_pdf(tmp_path: Path, units: UnitRegistry):
    data = (FILES / "short.pdf").read_bytes()
    for end in (100, 5_000, len(data) // 2, len(data) - 700):
        (tmp_path / "a.pdf").write_bytes(data[:end])
        try:
            import_issue(read_document(tmp_path / "a.pdf"), units, "2024-07", "2024-04")
        except ImportFailed as failed:
            assert CHINESE.search(str(failed))


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """The text with pieces lost, doubled, swapped and strewn with anything."""
    for _ in range(draw(st.integers(1, 8))):
        begin, other = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        end = min(other, begin + draw(st.integers(0, 400)))
        strange = draw(
            st.text(max_size=6) | st.sampled_from(["\n", "\n\n", "（", "）", "/", "▲", "。", "\t", "\f", "|", "# "])
        )
        change = draw(st.sampled_from(["delete", "double", "swap", "insert"]))
        if change == "delete":
            text = text[:begin] + text[end:]
        elif change == "double":
            text = text[:end] + text[begin:end] + text[end:]
        elif change == "swap":
            text = text[:begin] + text[end:other] + text[begin:end] + text[other:]
        else:
            text = text[:begin] + strange + text[begin:]
    return text


@settings(max_examples=part_of(40))
@given(mutated(SEED))
def test_mutilated_seed(units: UnitRegistry, text: str):
    data = text.encode("utf-8", "surrogatepass")
    assert outcome(units, "a.txt", data) == outcome(units, "a.txt", data)


@settings(max_examples=part_of(30))
@given(
    mutated(SEED[:3000]), st.sampled_from(["gb18030", "utf-16", "utf-8"]), st.binary(max_size=8), st.integers(0, 9000)
)
def test_mutilated_bytes(units: UnitRegistry, text: str, encoding: str, strange: bytes, place: int):
    data = text.encode(encoding, "replace")
    outcome(units, "a.txt", data[:place] + strange + data[place:])


@settings(max_examples=part_of(30))
@given(st.data())
def test_mutilated_word_file(units: UnitRegistry, data: st.DataObject):
    package = docx_of(
        ("会议召开", "centred bold heading"), "近日，市局召开会议。", "（综合科/张三）", "▲会议结束。（人事科）"
    )
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        xml = archive.read("word/document.xml").decode()
    assert docx.Document(io.BytesIO(package)).paragraphs
    body = data.draw(mutated(xml)) if data.draw(st.booleans()) else data.draw(renamed(xml))
    changed = with_members(package, word__document_dot_xml=body.encode("utf-8", "replace"))
    spot = data.draw(st.integers(2, len(changed)))
    outcome(units, "a.docx", changed if data.draw(st.booleans()) else changed[:spot] + b"\xff" + changed[spot + 1 :])


@st.composite
def renamed(draw: st.DrawFn, xml: str) -> str:
    """XML that is still well formed, with elements standing for others and absurd numbers."""
    names = ["w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:br", "w:sdt", "w:ins", "w:del", "w:pict", "w:txbxContent"]
    for _ in range(draw(st.integers(1, 4))):
        old, new = draw(st.sampled_from(names)), draw(st.sampled_from(names))
        xml = re.sub(rf"(</?){old}(?=[\s>/])", rf"\g<1>{new}", xml)
    return re.sub(r'"\d+"', f'"{draw(st.integers(-5, 10**9))}"', xml)
