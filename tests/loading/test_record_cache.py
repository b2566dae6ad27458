"""Records are kept for the bytes they were read from, even when a file is saved at the wrong moment."""

from pathlib import Path

from msgspec import Raw

from generator.cache import Cache
from generator.files import digest
from generator.fingerprints import Record
from generator.loading import KINDS, RecordCache
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
        found = cache.take(Folder(tmp_path), PATH, "", str, lambda file: parsed.append("") or text_of(file), [])
        assert found == "甲"
        cache.save()
    assert len(parsed) == 1


def test_a_file_saved_after_the_survey_is_kept_as_it_was_read(tmp_path: Path) -> None:
    archive(tmp_path, "乙")
    folder = Folder(tmp_path, {PATH: digest("甲".encode())})
    assert RecordCache().take(folder, PATH, "", str, text_of, []) == "乙"
    assert folder.digests[PATH] == digest("乙".encode())


def test_a_file_saved_while_it_is_read_is_the_one_or_the_other(tmp_path: Path) -> None:
    file, folder = archive(tmp_path, "甲"), Folder(tmp_path)

    def read(found: File) -> str:
        file.write_text("乙", "utf-8")
        return text_of(found)

    assert RecordCache().take(folder, PATH, "", str, read, []) == "甲"
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
        RecordCache(store).take(Folder(tmp_path), PATH, "", str, read, problems)
    assert len(parsed) == 2


def test_a_file_that_cannot_be_read_is_a_problem_and_not_kept(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert RecordCache().take(Folder(tmp_path), PATH, "", str, text_of, problems) is None
    assert [problem.code for problem in problems] == ["unreadable"]


def test_of_a_shelf_only_the_records_that_are_damaged_are_read_anew(tmp_path: Path) -> None:
    store, parsed = Cache(tmp_path / "store", "1"), list[str]()
    paths = ["content/2023/09/01.md", "content/2023/09/02.md"]
    (archive(tmp_path, "甲").parent / "02.md").write_text("乙", "utf-8")

    def read(file: File) -> str:
        parsed.append(file.path)
        return text_of(file)

    def found() -> list[str | None]:
        cache = RecordCache(Cache(tmp_path / "store", "1"))
        texts = [cache.take(Folder(tmp_path), path, "", str, read, []) for path in paths]
        cache.save()
        return texts

    assert found() == found() == ["甲", "乙"]
    shelf = store.get("2023", "", dict[str, tuple[str, Raw]])
    assert shelf is not None and parsed == paths
    store.put("2023", "", shelf | {paths[0]: (shelf[paths[0]][0], Raw(b"\x05"))})  # a number
    assert found() == found() == ["甲", "乙"]
    assert parsed == [*paths, paths[0]]


def test_every_kind_says_what_its_records_are() -> None:
    for kind in KINDS:
        if kind.read:
            assert issubclass(kind.record, Record)
