"""Reading a whole archive: the settings, then a walk over the table of kinds."""

from __future__ import annotations

import functools
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from generator import disclosure
from generator.disclosure import SECRET, UNREAD, ListedWords, survey_file
from generator.fingerprints import Known, Record
from generator.loading.attachment_files import check_attachments
from generator.loading.context import Context
from generator.loading.file_names import clashing_names, wrong_names
from generator.loading.folder import Folder
from generator.loading.issue_file import folder_issue, incomplete_folders
from generator.loading.issued_history import committed
from generator.loading.joined_tables import joined
from generator.loading.kinds import KINDS, Kind, kind_of
from generator.loading.misplaced import sort_out
from generator.loading.piece_types import own_kinds, own_kinds_key
from generator.loading.record_cache import RecordCache
from generator.loading.settings_file import read_settings
from generator.loading.site_file import read_site
from generator.loading.text_file import File, decode_loosely
from generator.loading.text_findings import Names, as_problems, findings_in, known_names
from generator.loading.text_html import links_of
from generator.loading.word_list import read_words
from generator.model.archive import Archive
from generator.model.articles import Article
from generator.model.inputs import CONTENT, NAMES_FILE, RULES_FILE, SETTINGS, UNITS_FILE
from generator.model.link_targets import Link
from generator.model.rules import RuleBook
from generator.model.site import SiteSettings
from generator.model.units import UnitRegistry
from generator.problems import Problem
from generator.proofreading import Finding

R = TypeVar("R", bound=Record)

_UNITS = TypeAdapter(UnitRegistry)
_RULES = TypeAdapter(RuleBook)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[R]):
    """What is kept of a file: the record, what it is known by, the links in its text, and what is odd about that."""

    record: R
    known: Known
    links: tuple[Link, ...]
    findings: tuple[Finding, ...] = ()
    """What is odd about it as it will be read."""
    given_away: tuple[disclosure.Finding, ...] = ()
    """What the whole file gives away."""

    def __post_init__(self) -> None:
        self.record.recall(self.known)

    @property
    def may_be_kept(self) -> bool:
        """Whether nothing is in the record that must not stand in a cache."""
        return not any(one.code in SECRET for one in self.given_away)


def load(root: Path, cache: RecordCache | None = None) -> tuple[Archive | None, list[Problem]]:
    """Read everything below ``root``; ``cache`` has what earlier runs have read.

    Returns the archive with whatever could be read (``None`` when ``units.yml`` or ``rules.yml`` could not) and
    all problems of single files; the checks that look across files are in :mod:`generator.checking`.
    """
    problems: list[Problem] = []
    cache = cache if cache is not None else RecordCache()
    folder = Folder(root, cache.digests)
    units, rules = read_units(folder, problems), read_settings(folder, RULES_FILE, _RULES, problems)
    site = read_site(folder, problems)
    paths = folder.paths(problems)
    wrong = {problem.path: problem for problem in wrong_names(paths)}
    problems += wrong.values()
    paths = [path for path in paths if path not in wrong]
    by_kind, others = _by_kind(paths)
    problems += _one_of_two(by_kind)
    context = Context(problems, units, frozenset(paths))
    words = read_words(root, site.extra.words if site else None, problems)
    with own_kinds(rules.own_kinds if rules else None):
        fields, links = _read_all(folder, by_kind, context, cache, words)
    problems += _in_settings(folder, words, cache)
    problems += incomplete_folders(by_kind["issue"], by_kind["article"])
    attachments = sort_out(others, links, context.paths, problems)
    problems += clashing_names(paths, attachments)
    problems += [disclosure.Finding(1, "survey-file", "").problem(path) for path in paths if survey_file(path)]
    check_attachments(folder, attachments, site or SiteSettings(""), cache, problems, words)
    if not any(by_kind[kind.name] for kind in KINDS if kind.field and not kind.is_single):
        message = "content/ 里没有任何内容。请至少放入一期，如 content/2023/09/index.md 和 content/2023/09/01.md"
        problems.append(Problem(CONTENT, 1, "", "empty-content", message))
    if units is None or rules is None:
        return None, problems
    records: dict[str, Any] = {name: tuple(found) for name, found in fields.items()}
    records |= joined(records, units, context.paths, problems)
    for kind in KINDS:
        if kind.is_single:
            records[kind.field] = next(iter(records.get(kind.field, ())), None)
    pieces: tuple[Article, ...] = records.pop("articles", ())
    archive = Archive(
        root=root,
        units=units,
        rules=rules,
        **records,
        articles=tuple(one for one in pieces if not one.withdrawn),
        withdrawn=tuple(one for one in pieces if one.withdrawn),
        site=site or SiteSettings(""),
        committed=committed(root, cache) if by_kind["frozen"] or by_kind["notice"] else {},
        paths=context.paths,
        links=links,
        attachments=attachments,
        digests=folder.digests,
    )
    return archive, problems


def load_rules(path: Path) -> tuple[RuleBook | None, list[Problem]]:
    """Read a file in the form of ``rules.yml`` from anywhere; whoever names a link means what it leads to."""
    problems: list[Problem] = []
    path = Path(os.path.realpath(path))
    return read_settings(Folder(path.parent), path.name, _RULES, problems), problems


def _by_kind(paths: list[str]) -> tuple[dict[str, list[str]], list[str]]:
    """The paths of each kind, and those of no kind."""
    found: dict[str, list[str]] = {kind.name: [] for kind in KINDS}
    others: list[str] = []
    for path in paths:
        kind = kind_of(path)
        (found[kind.name] if kind else others).append(path)
    return found, others


def _one_of_two(by_kind: dict[str, list[str]]) -> Iterator[Problem]:
    """Leave out the second of two tables of one kind and month, CSV and workbook, which is a problem."""
    for kind in KINDS:
        first: dict[str, str] = {}
        for path in by_kind[kind.name] if kind.is_table else ():
            other = first.setdefault(path.rpartition(".")[0], path)
            if other != path:
                message = f"{other} 也在，是同一个月的{kind.word}，不知道以哪一个为准。请核对两个文件，只留一个"
                yield Problem(path, 1, "", "table-twice", message)
        by_kind[kind.name] = list(first.values()) if kind.is_table else by_kind[kind.name]


def _read_all(
    folder: Folder, by_kind: dict[str, list[str]], context: Context, cache: RecordCache, words: ListedWords
) -> tuple[dict[str, list[Any]], dict[str, tuple[Link, ...]]]:
    """The records of each field of the archive in order of path, kind after kind; and the links of each file."""
    fields: dict[str, list[Any]] = defaultdict(list)
    links: dict[str, tuple[Link, ...]] = {}
    spoilt: dict[str, tuple[Link, ...]] = {}
    names = known_names(folder, context.units)
    settings = folder.digests.get(UNITS_FILE, "") + folder.digests.get(NAMES_FILE, "") + words.digest + own_kinds_key()
    for kind in KINDS:
        if kind.read is None:
            continue
        form: Any = Loaded[kind.record]  # type: ignore[name-defined]
        read = functools.partial(_read, kind, context, names, words, spoilt)
        for path in by_kind[kind.name]:
            issue = context.issues.get(folder_issue(path))
            of = settings + (f"{issue.month}{issue.withdrawn or ''}" if issue else "")
            found = cache.take(folder, path, of, form, read, context.problems)
            if found is not None:
                fields[kind.field].append(found.record)
                context.problems += as_problems(path, found.findings)
                context.problems += [finding.problem(path) for finding in found.given_away]
                if found.links:
                    links[path] = found.links
        if kind.name == "issue":
            context.issues = {issue.issue: issue for issue in fields["issues"]}
    links |= {path: found for path, found in spoilt.items() if found}
    return fields, links


def _read(
    kind: Kind, context: Context, names: Names, words: ListedWords, spoilt: dict[str, tuple[Link, ...]], file: File
) -> Loaded[Any] | None:
    """The record of a file; of one with faults ``spoilt`` gets the links alone."""
    assert kind.read is not None
    context.begin()
    record = kind.read(file, context)
    withdrawn = getattr(record, "withdrawn", None) is not None  # nothing of its text is published, or links anything
    links = () if withdrawn else links_of(file, context.body, context.problems)
    findings = () if withdrawn else findings_in(file, record, context.body, names)
    given_away = () if withdrawn else _given_away(kind, file, words)
    secret = {line for one in given_away if one.code in SECRET for line in (one.line, one.line + 1)}
    findings = tuple(one for one in findings if one.line not in secret)  # they quote what stands there
    if record is None or context.unsure:
        spoilt[file.path] = links
        context.problems += as_problems(file.path, findings)
        context.problems += [finding.problem(file.path) for finding in given_away]
        return None
    return Loaded(record, record.known, links, findings, given_away)


def _given_away(kind: Kind, file: File, words: ListedWords) -> tuple[disclosure.Finding, ...]:
    """What the text of a file gives away."""
    if not kind.is_scanned:
        return ()
    if file.path.endswith(".xlsx"):
        found = disclosure.attached_findings(file.path, file.data, words)
        return tuple(one for one in found if one.code != UNREAD)  # which its reader has told
    decoded = decode_loosely(file, [])
    text = decoded.text if decoded else ""
    return disclosure.scan_markdown(text, words) if kind.makes_page else disclosure.scan_text(text, words)


def _in_settings(folder: Folder, words: ListedWords, cache: RecordCache) -> list[Problem]:
    """As :func:`_given_away`, for what stands at the root and is shown on many pages."""
    found: dict[str, tuple[disclosure.Finding, ...]] = {}

    def look() -> dict[str, tuple[disclosure.Finding, ...]] | None:
        for name in SETTINGS:
            file = folder.read(name, []) if folder.digests.get(name) else None
            decoded = decode_loosely(file, []) if file else None
            found[name] = disclosure.scan_text(decoded.text if decoded else "", words)
        return None if any(one.code in SECRET for many in found.values() for one in many) else found

    key = " ".join([words.digest, *(folder.digests.get(name, "") for name in SETTINGS)])
    kept = cache.remembered("settings-given-away", key, dict[str, tuple[disclosure.Finding, ...]], look)
    return [finding.problem(name) for name, many in (kept or found).items() for finding in many]


def read_units(folder: Folder, problems: list[Problem]) -> UnitRegistry | None:
    """Read ``units.yml``; what is wrong with it becomes problems."""
    units = read_settings(folder, UNITS_FILE, _UNITS, problems)
    if units is not None and not units.units:
        problems.append(Problem(UNITS_FILE, 1, "units", "no-units", "一个单位也没有，请在“units:”下面写上各单位"))
        return None  # else every credit would be called unknown
    return units
