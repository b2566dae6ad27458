"""Texts and Word files spoilt at random are imported with doubts or refused with a message: no other error, no hang.

``BULLETIN_IMPORT_CASES`` says how many (``make fuzz``: 3,000); ``BULLETIN_SEED`` is the first. What fails is named with
its seed, and kept in the folder ``BULLETIN_FAILURES`` where that is set; that seed alone repeats it.
"""

import io
import os
import random
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from archives import GOLDEN
from importing.made_up_files import FILES
from importing.made_up_notices import NOTICE, empty_archive, word_notice
from safety.mutations import spoilt_bytes, spoilt_text
from safety.test_content_fuzz import Hangs, watched

from generator.importing.blocks import ImportFailed
from generator.importing.jobs import Job, plan_job
from generator.importing.plan import Plan
from generator.pipeline import check_archive

CASES = int(os.environ.get("BULLETIN_IMPORT_CASES", "40"))
FIRST = int(os.environ.get("BULLETIN_SEED", "0"))
PARTS = max(3, CASES // 60)
CHINESE = re.compile("[\u4e00-\u9fff]")
ELEMENTS = (
    *("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:br", "w:sdt", "w:ins", "w:del", "w:pict", "w:tab", "w:sym"),
    *("w:txbxContent", "w:gridSpan", "w:vMerge", "w:numPr", "w:drawing", "mc:AlternateContent", "w:footnoteReference"),
)


def spoilt_source(number: random.Random, text: str) -> bytes:
    """A text with some changes, in some encoding."""
    for _ in range(number.randint(1, 6)):
        text = spoilt_text(number, text)
    if number.random() < 0.2:
        text = text[: number.randint(0, len(text))]
    data = text.encode(number.choice(["utf-8", "utf-8", "utf-8", "gb18030", "utf-16", "utf-8-sig"]), "replace")
    return spoilt_bytes(number, data) if number.random() < 0.4 else data


def spoilt_word(number: random.Random, package: bytes) -> bytes:
    """A Word file with XML that stands for something else, numbers that are absurd, members that are lost or torn."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith((".xml", ".rels")) and number.random() < (0.9 if name == "word/document.xml" else 0.15):
                data = number.choice([_renamed, _renamed, _words, spoilt_bytes])(number, data)
            if number.random() < 0.98:
                target.writestr(name, data)
    whole = result.getvalue()
    return spoilt_bytes(number, whole) if number.random() < 0.15 else whole


def _renamed(number: random.Random, data: bytes) -> bytes:
    xml = data.decode("utf-8", "replace")
    for _ in range(number.randint(1, 4)):
        old, new = number.choice(ELEMENTS), number.choice(ELEMENTS)
        xml = re.sub(rf"(</?){old}(?=[\s>/])", rf"\g<1>{new}", xml, count=number.choice([0, 2, 20]))
    return re.sub(r'"\d+"', f'"{number.randint(-5, 10**12)}"', xml, count=number.choice([0, 1, 5])).encode()


def _words(number: random.Random, data: bytes) -> bytes:
    """Texts within the XML change, and it stays well formed."""
    parts = re.split(r"(?<=>)([^<>]+)(?=<)", data.decode("utf-8", "replace"))
    for _ in range(number.randint(1, 5)):
        place = number.randrange(len(parts)) | 1
        if place < len(parts):
            plain = re.sub(r"[<>&\x00-\x08\x0b-\x1f]", "", spoilt_text(number, parts[place]))
            parts[place] = plain
    return "".join(parts).encode("utf-8", "replace")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, bytes, str]]:
    """Ending, content and kind of what is spoilt."""
    folder = tmp_path_factory.mktemp("sources")
    word_notice(folder / "notice.docx")
    return [
        (".txt", (GOLDEN / "2024-04.issue.txt").read_bytes(), "期刊"),
        (".docx", (FILES / "issue.docx").read_bytes(), "期刊"),
        (".txt", NOTICE.read_bytes(), "通报"),
        (".docx", (folder / "notice.docx").read_bytes(), "通报"),
    ]


@pytest.mark.parametrize("part", range(PARTS))
def test_import(tmp_path: Path, part: int, sources: list[tuple[str, bytes, str]]) -> None:
    root = empty_archive(tmp_path)
    refused = 0
    for case in range(FIRST + part, FIRST + CASES, PARTS):
        number = random.Random(f"import {case}")
        ending, sound, kind = number.choice(sources)
        data = spoilt_word(number, sound) if ending == ".docx" else spoilt_source(number, sound.decode())
        file = tmp_path / f"source{ending}"
        file.write_bytes(data)
        month = "2024-04" if kind == "期刊" else "2023-06"
        job = Job(file, "期刊" if kind == "期刊" else "通报", month, "2024-07" if kind == "期刊" else "")
        try:
            with watched():
                refused += not _imported(lambda job=job: plan_job(job, root), root if case % 5 == 0 else None)
        except (Exception, Hangs) as error:
            kept = Path(os.environ.get("BULLETIN_FAILURES", "/nonexistent"))
            if kept.is_dir():
                shutil.copyfile(file, kept / f"import-{case}{ending}")
            raise AssertionError(f"BULLETIN_SEED={case} BULLETIN_IMPORT_CASES=1: {len(data)} bytes") from error
    print(f"{len(range(part, CASES, PARTS))} cases, {refused} refused")
    assert CASES < 30 or refused < CASES // PARTS


def _imported(plan_it: Callable[[], Plan], root: Path | None) -> bool:
    """Whether it could be imported; into ``root`` it is written, and looked at by ``check``."""
    try:
        plan = plan_it()
    except ImportFailed as failed:
        assert CHINESE.search(str(failed))
        return False
    assert all(CHINESE.search(doubt.message) and doubt.line >= 1 for doubt in plan.doubts)
    assert all(file.data.decode().startswith("---\n") for file in plan.files if file.path.endswith(".md"))
    if root is not None:
        for file in plan.files:
            (root / file.path).parent.mkdir(parents=True, exist_ok=True)
            (root / file.path).write_bytes(file.data)
        check_archive(root)
        shutil.rmtree(root / "content")
        (root / "content").mkdir()
    return True
