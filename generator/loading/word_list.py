"""The office's own list of words on disk: a word a line, inside the archive or out of everybody's sight."""

from __future__ import annotations

import os
from pathlib import Path

from generator.disclosure import ListedWords
from generator.files import digest
from generator.limits import LIST_SIZE
from generator.loading.places import problem_in
from generator.model.inputs import SITE_FILE
from generator.plain_files import NotPlain, TooLarge, read_below
from generator.problems import Problem

_SHORTEST = 2


def read_words(root: Path, name: str | None, problems: list[Problem]) -> ListedWords:
    """The words; where the list is not there, that is told, and nothing is looked for."""
    if name is None:
        return ListedWords()
    place = Path(os.path.realpath(root / Path(name).expanduser()))
    try:
        data = read_below(place.parent, place.name, LIST_SIZE.most)
    except (TooLarge, NotPlain):
        problems.append(_told(root, "词表太大，或者不是文件，没有读。请核对 words 写的位置"))
    except (OSError, ValueError):
        problems.append(_told(root, "这台电脑上没有词表，没有按它检查。请把词表放到 words 写的位置，或改正位置"))
    else:
        return ListedWords(_words_in(data), digest(data))
    return ListedWords()


def _words_in(data: bytes) -> list[str]:
    """The words of two characters and more; what follows ``#`` is a remark."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    words = (line.partition("#")[0].strip().lower() for line in text.splitlines())
    return [word for word in words if len(word) >= _SHORTEST]


def _told(root: Path, message: str) -> Problem:
    return problem_in(root, SITE_FILE, ("extra", "words"), "words-missing", message, "warning")
