"""Records are kept for the bytes they were read from, even when a file is saved at the wrong moment."""

from pathlib import Path

from generator.cache import Cache
from generator.files import digest
from generator.loading import RecordCache
from generator.problems import Problem

PATH = "content/2023/09/01.md"


def archive(tmp_path: Path, text: str) -> Path:
    file = tmp_path / PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_an_unchanged_file_is_read_once(tmp_path: Path) -> None:
    file, cache, reads = archive(tmp_path, "甲"), Cache(tmp_path / "cache", "1"), []
    for _ in range(2):
        kept = RecordCache(cache)
        assert kept.take(tmp_path, PATH, "", lambda: reads.append("") or file.read_text("utf-8"), []) == "甲"
        kept.save()
    assert len(reads) == 1


def test_a_file_saved_after_the_survey_is_kept_as_it_was_read(tmp_path: Path) -> None:
    file = archive(tmp_path, "乙")
    kept = RecordCache(Cache(), {PATH: digest("甲".encode())})
    assert kept.take(tmp_path, PATH, "", lambda: file.read_text("utf-8"), []) == "乙"
    assert kept.digests[PATH] == digest("乙".encode())


def test_a_file_saved_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    file, problems, texts = archive(tmp_path, "甲"), list[Problem](), ["乙", "乙"]

    def read() -> str:
        text = file.read_text("utf-8")
        problems.append(Problem(PATH, 1, "", "told", text))
        file.write_text(texts.pop(0), "utf-8")
        return text

    kept = RecordCache()
    assert kept.take(tmp_path, PATH, "", read, problems) == "乙"
    assert [problem.message for problem in problems] == ["乙"]
    assert kept.digests[PATH] == digest("乙".encode())


def test_what_had_problems_is_not_kept(tmp_path: Path) -> None:
    file, cache, reads, problems = archive(tmp_path, "甲"), Cache(), [], list[Problem]()
    for _ in range(2):
        kept = RecordCache(cache)

        def read() -> str:
            reads.append("")
            problems.append(Problem(PATH, 1, "", "told", ""))
            return file.read_text("utf-8")

        kept.take(tmp_path, PATH, "", read, problems)
        kept.save()
    assert len(reads) == 2
