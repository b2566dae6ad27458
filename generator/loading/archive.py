"""The folder of an archive as a whole: which file is what, and reading all of it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from generator.loading import schema
from generator.loading.frozen import read_frozen
from generator.loading.pieces import (
    Reader,
    missing_index,
    read_article,
    read_commissioned,
    read_issue,
    read_notice,
    read_plain_page,
)
from generator.loading.source import Source, line_of, read_text
from generator.loading.records import read_record
from generator.loading.tables import read_balance, read_ledger
from generator.loading.yaml_text import parse_yaml
from generator.model.archive import Archive
from generator.model.rules import RuleBook
from generator.model.units import UnitRegistry
from generator.problems import Problem

T = TypeVar("T")

CONTENT = "content"
_KINDS = {
    "issue": re.compile(r"content/\d{4}/(0[1-9]|[1-9]\d)/index\.md"),
    "article": re.compile(r"content/\d{4}/(0[1-9]|[1-9]\d)/[a-z0-9-]+\.md"),
    "commissioned": re.compile(r"content/commissioned/\d{4}-(0[1-9]|1[0-2])/[a-z0-9-]+\.md"),
    "notice": re.compile(r"content/notices/\d{4}-(0[1-9]|1[0-2])\.md"),
    "ledger": re.compile(r"content/ledger/\d{4}-(0[1-9]|1[0-2])\.csv"),
    "balance": re.compile(r"content/balances/\d{4}-(0[1-9]|1[0-2])\.csv"),
    "record": re.compile(r"content/adjustments/\d{4}-(0[1-9]|1[0-2])\.yml"),
    "frozen": re.compile(r"content/notices/\d{4}-(0[1-9]|1[0-2])\.frozen\.json"),
    "page": re.compile(r"content/pages/([a-z0-9-]+/)*[a-z0-9-]+\.md"),
}
_UNITS = TypeAdapter(UnitRegistry)
_RULES = TypeAdapter(RuleBook)


def load(root: Path) -> tuple[Archive | None, list[Problem]]:
    """Read everything below ``root``.

    Returns the archive with whatever could be read (``None`` when ``units.yml`` or ``rules.yml`` could not) and
    all problems of single files; the checks that look across files are in :mod:`generator.checking`.
    """
    problems: list[Problem] = []
    units = _settings(root, "units.yml", _UNITS, problems)
    rules = _settings(root, "rules.yml", _RULES, problems)
    reader = Reader(root, problems, units)
    files = _classify(root, problems)

    issues = _read_all(files["issue"], reader, read_issue)
    by_folder = {issue.path.rsplit("/", 1)[0]: issue for issue in issues}
    by_number = {"-".join(folder.split("/")[1:]): issue for folder, issue in by_folder.items()}
    problems += _folders_without_index(files)
    articles = _read_all(files["article"], reader, lambda reader, path: read_article(reader, path, by_number))
    commissioned = _read_all(files["commissioned"], reader, read_commissioned)
    ledgers = _read_all(files["ledger"], reader, read_ledger)
    balances = _read_all(files["balance"], reader, read_balance)
    records = _read_all(files["record"], reader, read_record)
    notices = _read_all(files["notice"], reader, read_notice)
    frozen = _read_all(files["frozen"], reader, read_frozen)
    pages = _read_all(files["page"], reader, read_plain_page)
    if not any(files[kind] for kind in _KINDS):
        message = "content/ 里没有任何内容。请至少放入一期，如 content/2023/09/index.md 和 content/2023/09/01.md"
        problems.append(Problem(CONTENT, 1, "", "empty-content", message))
    if units is None or rules is None:
        return None, problems
    archive = Archive(
        root=root,
        units=units,
        rules=rules,
        issues=issues,
        articles=(*articles, *commissioned),
        ledgers=ledgers,
        balances=balances,
        records=records,
        notices=notices,
        frozen=frozen,
        plain_pages=pages,
    )
    return archive, problems


def load_rules(path: Path) -> tuple[RuleBook | None, list[Problem]]:
    """Read a file in the form of ``rules.yml`` from anywhere."""
    problems: list[Problem] = []
    return _settings(path.parent, path.name, _RULES, problems), problems


def _settings(root: Path, name: str, adapter: TypeAdapter[T], problems: list[Problem]) -> T | None:
    if not (root / name).is_file():
        problems.append(Problem(name, 1, "", "missing-file", f"缺少 {name}，请把它放在最上层文件夹里"))
        return None
    text = read_text(root, name, problems)
    source = Source(name, text) if text is not None else None
    data = parse_yaml(source, problems) if source else None
    if source is None or data is None:
        return None
    return schema.build(adapter, data, name, lambda loc: line_of(source, loc), problems)


def _classify(root: Path, problems: list[Problem]) -> dict[str, list[str]]:
    """Sort the Markdown, CSV and YAML files by kind; other files (pictures, attachments) are published as they are."""
    files: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for path in _walk(root):
        if not path.endswith((".md", ".csv", ".yml", ".frozen.json")):
            continue
        kind = next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(path)), None)
        if kind:
            files[kind].append(path)
        else:
            message = (
                "这个位置或文件名不对。期刊放 content/2023/09/01.md（四位年/两位期号/小写字母、数字、短横），"
                "约稿放 content/commissioned/2023-06/01.md，通报放 content/notices/2023-06.md，"
                "台账放 content/ledger/2023-06.csv，其他页面放 content/pages/"
            )
            problems.append(Problem(path, 1, "", "misplaced-file", message))
    return files


def _walk(root: Path) -> list[str]:
    found = []
    for folder, subfolders, names in os.walk(root / CONTENT):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        below = Path(folder).relative_to(root).as_posix()
        found += [f"{below}/{name}" for name in names if not name.startswith((".", "~$"))]
    return sorted(found)


def _read_all(paths: Iterable[str], reader: Reader, read: Callable[[Reader, str], T | None]) -> tuple[T, ...]:
    return tuple(record for path in paths if (record := read(reader, path)) is not None)


def _folders_without_index(files: dict[str, list[str]]) -> list[Problem]:
    with_index = {path.rsplit("/", 1)[0] for path in files["issue"]}
    first: dict[str, str] = {}
    for path in files["article"]:
        first.setdefault(path.rsplit("/", 1)[0], path)
    return [missing_index(folder, path) for folder, path in first.items() if folder not in with_index]
