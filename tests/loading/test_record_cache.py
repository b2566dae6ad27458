"""Records are kept for the bytes they were read from, even when a file is saved at the wrong moment."""

from pathlib import Path

from generator.cache import Cache
from generator.files import digest
from generator.loading import RecordCache
from generator.loading.folder import Folder
from generator.loading.text_file import File
from generator.problems import Problem

PATH = "content/2023/09/01.md"


def archive(tmp_path: Path, text: str) -> Path:
    file = tmp_path / PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def text_of(file: File) -> str:
    return file.data.decode()


def test_an_unchanged_file_is_parsed_once(tmp_path: Path) -> None:
    store, parsed = Cache(tmp_path / "store", "1"), []
    archive(tmp_path, "甲")
    for _ in range(2):
        cache = RecordCache(store)
        found = cache.take(Folder(tmp_path), PATH, "", lambda file: parsed.append("") or text_of(file), [])
        assert found == "甲"
        cache.save()
    assert len(parsed) == 1


def test_a_file_saved_after_the_survey_is_kept_as_it_was_read(tmp_path: Path) -> None:
    archive(tmp_path, "乙")
    folder = Folder(tmp_path, {PATH: digest("甲".encode())})
    assert RecordCache().take(folder, PATH, "", text_of, []) == "乙"
    assert folder.digests[PATH] == digest("乙".encode())


def test_a_file_saved_while_it_is_read_is_the_one_or_the_other(tmp_path: Path) -> None:
    file, folder = archive(tmp_path, "甲"), Folder(tmp_path)

    def read(found: File) -> str:
        file.write_text("乙", "utf-8")
        return text_of(found)

    assert RecordCache().take(folder, PATH, "", read, []) == "甲"
    assert folder.digests[PATH] == digest("甲".encode())


def test_what_had_problems_is_not_kept(tmp_path: Path) -> None:
    parsed: list[str] = []
    store, problems = Cache(), list[Problem]()
    archive(tmp_path, "甲")

    def read(file: File) -> str:
        parsed.append("")
        problems.append(Problem(PATH, 1, "", "told", ""))
        return text_of(file)

    for _ in range(2):
        RecordCache(store).take(Folder(tmp_path), PATH, "", read, problems)
    assert len(parsed) == 2


def test_a_file_that_cannot_be_read_is_a_problem_and_not_kept(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert RecordCache().take(Folder(tmp_path), PATH, "", text_of, problems) is None
    assert [problem.code for problem in problems] == ["unreadable"]
