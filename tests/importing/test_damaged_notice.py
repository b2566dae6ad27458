"""Notices that were damaged on the way: a report or a clear message, never a traceback, nothing half-written."""

import random
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from effort import part_of
from hypothesis import given, settings
from hypothesis import strategies as st
from importing.made_up_notices import MONTH, NOTICE, empty_archive, imported, messages

from generator.importing.blocks import ImportFailed
from generator.importing.notice import import_notice
from generator.importing.plan import plan_of, write
from generator.importing.reading import read_document
from generator.pipeline import check_archive

TEXT = NOTICE.read_text(encoding="utf-8")


def saved(folder: Path, data: bytes) -> Path:
    path = folder / "notice.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [TEXT.encode("gb18030"), TEXT.encode("utf-16"), TEXT.replace("\n", "\r\n").encode("utf-8-sig")],
    ids=["gbk", "utf-16", "windows"],
)
def test_other_encodings_give_the_same_files(data: bytes, tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    assert imported(saved(tmp_path, data), root)[0] == imported(NOTICE, root)[0]


def test_without_blank_lines_and_marks(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    bare = "\n".join(line.lstrip("#- ") for line in TEXT.split("\n") if line.strip("- "))
    assert imported(saved(tmp_path, bare.encode()), root)[0] == imported(NOTICE, root)[0]


def test_every_tenth_character_lost(tmp_path: Path) -> None:
    damaged = "".join(char for place, char in enumerate(TEXT, 1) if place % 10)
    _, counts, doubts = imported(saved(tmp_path, damaged.encode()), empty_archive(tmp_path))

    assert counts["单位"] < 43
    said = messages(doubts)
    assert any("应有 12 格，数字可能错了位，没有收录" in text for text in said)
    assert any("是不是“阳谷局”" in text for text in said)
    assert any("所以没有写台账、结转和印发数据" in text for text in said)


@pytest.mark.parametrize("part", [0.02, 0.1, 0.3, 0.5, 0.8, 0.99])
def test_truncated(part: float, tmp_path: Path) -> None:
    path = saved(tmp_path, TEXT[: int(len(TEXT) * part)].encode())
    if part < 0.05:
        with pytest.raises(ImportFailed, match="不像一份通报"):
            imported(path, empty_archive(tmp_path))
    else:
        assert imported(path, empty_archive(tmp_path))[2]


def test_shuffled_lines(tmp_path: Path) -> None:
    lines = TEXT.split("\n")
    random.Random(1).shuffle(lines)
    _, _, doubts = imported(saved(tmp_path, "\n".join(lines).encode()), empty_archive(tmp_path))
    assert len(doubts) > 50


def test_tables_only_and_lists_only(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    lists = TEXT.index("## 各县（市、区）局信息采用情况")
    files, _, doubts = imported(saved(tmp_path, TEXT[:lists].encode()), root)
    assert "content/ledger/2023-06.csv" in files
    assert sum("后面却没有它的篇目清单" in text for text in messages(doubts)) == 43

    files, _, doubts = imported(saved(tmp_path, TEXT[lists:].encode()), root)
    assert len([path for path in files if path.startswith("content/2023/09/")]) == 76
    assert "content/ledger/2023-06.csv" not in files
    assert sum("有篇目清单，表格里却没有这一行" in text for text in messages(doubts)) == 43


def test_broken_settings_are_told(tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    (root / "units.yml").write_text("units: [", encoding="utf-8")
    with pytest.raises(ImportFailed, match="请先运行 bulletin check"):
        imported(NOTICE, root)


EDIT = st.tuples(
    st.sampled_from(["lose", "double", "move", "insert", "cut"]),
    st.integers(0, len(TEXT)),
    st.integers(1, 400),
    st.sampled_from(["\n", "\t", "（", "）", "(第9期", "9", "、", "{{", "\ufffd", "注：", "约稿)", "分", "\t\t\t\t"]),
)


def edited(text: str, kind: str, place: int, length: int, piece: str) -> str:
    before, middle, after = text[:place], text[place : place + length], text[place + length :]
    changed = {
        "lose": before + after,
        "double": before + middle + middle + after,
        "move": middle + before + after,
        "insert": before + piece + middle + piece + after,
        "cut": before + after[: len(after) // 2],
    }
    return changed[kind]


@settings(max_examples=part_of(25))
@given(edits=st.lists(EDIT, min_size=1, max_size=12), encoding=st.sampled_from(["utf-8", "gb18030"]))
def test_any_damage_ends_in_a_report_or_a_message(edits: list[tuple[str, int, int, str]], encoding: str) -> None:
    text = TEXT
    for edit in edits:
        text = edited(text, *edit)
    folder = Path(tempfile.mkdtemp())
    try:
        root = empty_archive(folder)
        path = saved(folder, text.encode(encoding, "replace"))
        try:
            plan = plan_of(root, *import_notice(read_document(path), root, MONTH))
        except ImportFailed as error:
            assert str(error)
            return
        assert write(root, plan) == [file.path for file in plan.files]
        check_archive(root)
        again = plan_of(root, *import_notice(read_document(path), root, MONTH))
        assert not [file for file in again.files if file.state == "new" and file.path.startswith("content/2023")]
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("width", [7, 18, 41])
def test_lists_whose_lines_are_broken_anywhere(width: int, tmp_path: Path) -> None:
    root = empty_archive(tmp_path)
    begin, end = TEXT.index("阳谷局（6月份"), TEXT.index("注：1、")
    lines = []
    for line in TEXT[begin:end].split("\n"):
        lines += [line] if line.startswith("#") else [line[at : at + width] for at in range(0, len(line), width)]
    path = saved(tmp_path, (TEXT[:begin] + "\n".join(lines) + "\n" + TEXT[end:]).encode())

    assert without_spaces(imported(path, root)[0]) == without_spaces(imported(NOTICE, root)[0])


def without_spaces(files: dict[str, bytes]) -> dict[str, str]:
    """The files without spaces (one at the end of a broken line is lost) and without the digests of them."""
    texts = {path: re.sub(r" +", "", data.decode()) for path, data in files.items()}
    return {path: re.sub("[0-9a-f]{64}", "", text) for path, text in texts.items()}
