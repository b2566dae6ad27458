"""The folder of an archive as a whole: which file is what, and reading all of it."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from generator.loading.addresses import read_addresses
from generator.loading.commissions import read_commissions
from generator.loading.frozen import read_frozen
from generator.loading.kept import Kept
from generator.loading.misplaced import is_meant_as_content, misplaced
from generator.loading.pieces import (
    Reader,
    empty_issue,
    missing_index,
    read_article,
    read_commissioned,
    read_issue,
    read_notice,
    read_plain_page,
)
from generator.loading.records import read_record
from generator.loading.settings import read_settings
from generator.loading.site import read_site
from generator.loading.tables import read_balance, read_ledger
from generator.model.archive import Archive
from generator.model.articles import Article
from generator.model.rules import RuleBook
from generator.model.site import SiteSettings
from generator.model.units import UnitRegistry
from generator.problems import Problem

T = TypeVar("T")

Context = Callable[[str], str]
"""Path → what else its record depends on."""

CONTENT = "content"
READ_AS_CONTENT = (".md", ".csv", ".yml", ".frozen.json")
"""How names of files end that are read and not published as they are."""
_MONTH = r"\d{4}-(0[1-9]|1[0-2])"
_PIECE = r"(?!index\.md|\d\.md)[a-z0-9-]+\.md"
_KINDS = {
    "issue": re.compile(r"content/\d{4}/(0[1-9]|[1-9]\d)/index\.md"),
    "article": re.compile(rf"content/\d{{4}}/(0[1-9]|[1-9]\d)/{_PIECE}"),
    "commissioned": re.compile(rf"content/commissioned/{_MONTH}/{_PIECE}"),
    "notice": re.compile(rf"content/notices/{_MONTH}\.md"),
    "ledger": re.compile(rf"content/ledger/{_MONTH}\.csv"),
    "balance": re.compile(rf"content/balances/{_MONTH}\.csv"),
    "record": re.compile(rf"content/adjustments/{_MONTH}\.yml"),
    "commissions": re.compile(rf"content/commissions/{_MONTH}\.yml"),
    "frozen": re.compile(rf"content/notices/{_MONTH}\.frozen\.json"),
    "page": re.compile(r"content/pages/([a-z0-9-]+/)*[a-z0-9-]+\.md"),
    "addresses": re.compile(r"content/addresses\.txt"),
}
_UNITS = TypeAdapter(UnitRegistry)
_RULES = TypeAdapter(RuleBook)


def load(root: Path, kept: Kept | None = None) -> tuple[Archive | None, list[Problem]]:
    """Read everything below ``root``; ``kept`` has what earlier runs have read.

    Returns the archive with whatever could be read (``None`` when ``units.yml`` or ``rules.yml`` could not) and
    all problems of single files; the checks that look across files are in :mod:`generator.checking`.
    """
    problems: list[Problem] = []
    units = read_settings(root, "units.yml", _UNITS, problems)
    if units is not None and not units.units:
        problems.append(Problem("units.yml", 1, "units", "no-units", "一个单位也没有，请在“units:”下面写上各单位"))
        units = None  # else every credit would be called unknown
    rules = read_settings(root, "rules.yml", _RULES, problems)
    site = read_site(root, problems)
    reader = Reader(root, problems, units)
    files = _classify(root, problems)

    kept = kept if kept is not None else Kept()
    settings = kept.look(root, "units.yml")
    kept.look(root, "rules.yml")

    def read_all(kind: str, read: Callable[[Reader, str], T | None], context: Context = _nothing) -> tuple[T, ...]:
        taken = []
        for path in files[kind]:
            read_it = functools.partial(read, reader, path)
            taken.append(kept.take(root, path, settings + context(path), read_it, problems))
        return tuple(record for record in taken if record is not None)

    issues = read_all("issue", read_issue)
    by_folder = {issue.path.rsplit("/", 1)[0]: issue for issue in issues}
    by_number = {"-".join(folder.split("/")[1:]): issue for folder, issue in by_folder.items()}
    problems += _incomplete_folders(files)

    def read_in_issue(reader: Reader, path: str) -> Article | None:
        return read_article(reader, path, by_number)

    def month_of_folder(path: str) -> str:
        issue = by_folder.get(path.rsplit("/", 1)[0])
        return issue.month if issue else ""

    articles = read_all("article", read_in_issue, month_of_folder)
    commissioned = read_all("commissioned", read_commissioned)
    ledgers = read_all("ledger", read_ledger)
    balances = read_all("balance", read_balance)
    records = read_all("record", read_record)
    commissions = read_all("commissions", read_commissions)
    notices = read_all("notice", read_notice)
    frozen = read_all("frozen", read_frozen)
    pages = read_all("page", read_plain_page)
    addresses = read_all("addresses", read_addresses)
    if not any(files[kind] for kind in _KINDS if kind != "addresses"):
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
        commissions=commissions,
        plain_pages=pages,
        site=site or SiteSettings(""),
        addresses=next(iter(addresses), None),
        digests=kept.digests,
    )
    return archive, problems


def load_rules(path: Path) -> tuple[RuleBook | None, list[Problem]]:
    """Read a file in the form of ``rules.yml`` from anywhere."""
    problems: list[Problem] = []
    return read_settings(path.parent, path.name, _RULES, problems), problems


def _classify(root: Path, problems: list[Problem]) -> dict[str, list[str]]:
    """Sort the Markdown, CSV and YAML files by kind; other files (pictures, attachments) are published as they are."""
    files: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for path in _walk(root):
        kind = _kind_of(path)
        if kind:
            files[kind].append(path)
        elif is_meant_as_content(path, _kind_of):
            problems.append(misplaced(path, _kind_of))
    return files


def _kind_of(path: str) -> str | None:
    return next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(path)), None)


def _walk(root: Path) -> list[str]:
    found = []
    for folder, subfolders, names in os.walk(root / CONTENT):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        below = Path(folder).relative_to(root).as_posix()
        found += [f"{below}/{name}" for name in names if not name.startswith((".", "~$"))]
    return sorted(found)


def _nothing(path: str) -> str:
    return ""


def _incomplete_folders(files: dict[str, list[str]]) -> list[Problem]:
    """Issue folders with pieces and no ``index.md``, or the other way round."""
    indexes = {path.rsplit("/", 1)[0]: path for path in files["issue"]}
    first: dict[str, str] = {}
    for path in files["article"]:
        first.setdefault(path.rsplit("/", 1)[0], path)
    without_index = [missing_index(folder, path) for folder, path in first.items() if folder not in indexes]
    return without_index + [empty_issue(path) for folder, path in indexes.items() if folder not in first]
