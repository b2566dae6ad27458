"""The synthetic archive is valid, marked, and the same for the same seed."""

import hashlib
from pathlib import Path

import pytest

from benchmarks.corpus import YEARS, Plan, write_corpus
from benchmarks.prose import MARK
from generator.pipeline import check_archive


def tree_hash(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def test_the_archive_is_valid_marked_and_repeatable(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        write_corpus(tmp_path / name, 60, seed)
    archive, problems = check_archive(tmp_path / "one")
    assert problems == []
    assert archive is not None
    assert len(archive.articles) == 60
    assert {int(month[:4]) for month in archive.months} == set(YEARS)
    texts = [*(tmp_path / "one" / "content").rglob("*.md"), *(tmp_path / "one").glob("*.*")]
    assert [path for path in texts if MARK not in path.read_text(encoding="utf-8")] == []
    one, same, other = (tree_hash(tmp_path / name) for name in ("one", "same", "other"))
    assert one == same != other


@pytest.mark.parametrize("size", [1, 60, 1_000, 10_000, 100_000])
def test_issues_are_numbered_within_two_digits(size: int) -> None:
    issues = Plan(size).issues
    assert len(dict(issues)) == len(issues) <= size
    assert all(int(number[5:]) <= 99 and month <= "2024-12" for number, month in issues)


def test_ten_thousand_pieces_fill_two_issues_a_month() -> None:
    assert len(Plan(10_000).issues) == 480
