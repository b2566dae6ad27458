"""The whole program, as a table of contents: load → check → score → pages, data files and search.

What writes into the archive needs all of it and stands here too: freezing notices and addresses, correcting notices.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from generator import disclosure
from generator.cache import Cache
from generator.canonical import with_value
from generator.checking import (
    COMING,
    FILE_GONE,
    REVIEW_CODES,
    Output,
    Reviewed,
    check,
    check_addresses,
    check_coming,
    check_issued,
    check_links_to_pages,
    check_whole_years,
    clashes,
    file_outputs,
    missing_files,
    reviewed_files,
    settled,
    unanswered,
)
from generator.disclosure.findings import SHORTEST
from generator.exports import data_files, days_of, sitemap
from generator.files import changes_content, write_file, write_files
from generator.fingerprints import Derived
from generator.importing.withdrawing import restored_file, withdrawn_file
from generator.loading import (
    REGISTER,
    Folder,
    RecordCache,
    frozen_path,
    frozen_text,
    load,
    load_rules,
    register_text,
    sealed,
    write_addresses,
)
from generator.loading.advice import suggestion
from generator.loading.text_file import File, as_it_is
from generator.model.addresses import file_of
from generator.model.archive import Archive
from generator.model.articles import Withdrawal
from generator.model.frozen import CORRECTABLE, Cell, Correction, FrozenNotice, Register
from generator.model.months import issue_label, month_label, year_of
from generator.model.reviews import together
from generator.model.settable import CHECKS_VERSION
from generator.pages import Page, Pages
from generator.plans import Plan, plan_of
from generator.problems import ArchiveError, Problem, errors, ordered
from generator.scoring import Change, Scores, audit_problems, correct, following, freeze, score
from generator.search import Files, build_index, document_plans


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of the site, and the files that follow from their addresses."""

    pages: list[Plan[Page]]
    files: list[Plan[str]]


def plan_site(scores: Scores, cache: Cache | None = None) -> Site:
    """Plan the pages; :class:`ArchiveError` when they leave an address that must stay.

    ``cache`` keeps keys.
    """
    archive, pages = scores.archive, Pages(scores, cache)
    _refuse(check_site(scores, pages))
    files = list(pages.redirects)
    if archive.site.url:
        made = Derived(sitemap, archive.site.url, pages.addresses, days_of(archive))
        files.append(plan_of("sitemap.xml", "程序生成的网站地图", made))
    return Site(pages.plans, files)


def plan_data(scores: Scores) -> list[Plan[str]]:
    """Plan the data files, which need no page."""
    return list(data_files(scores))


def write_search(scores: Scores, files: Files, cache: Cache | None = None) -> None:
    """Hand each file of the search index to ``files``; segments that have not changed come from ``cache``."""
    build_index(document_plans(scores), files, cache)


def is_search_file(path: str) -> bool:
    """Whether the file of the site belongs to the search index."""
    return path.startswith(("search/shards/", "search/text/")) or path == "search/index.json"


def score_archive(
    root: Path, kept: RecordCache | None = None, years: Cache | None = None
) -> tuple[Scores, list[Problem]]:
    """Load, validate, score, rank and audit; the scores and all warnings. :class:`ArchiveError` on errors."""
    archive, problems = read_archive(root, kept)
    if archive is None or errors(problems):
        raise ArchiveError(problems)
    scores = score(archive, years)
    return scores, ordered([*problems, *audit_problems(scores.audits.values())])


def check_archive(
    root: Path, kept: RecordCache | None = None, today: date | None = None
) -> tuple[Archive | None, list[Problem]]:
    """What could be read, and all problems; differences from issued notices are found only in a valid archive.

    With a day, what is dated after it is told too.
    """
    archive, problems = read_archive(root, kept, today)
    problems += check_whole_years(archive) if archive else ()  # known to whoever builds; the page says it too
    if archive is None or any(one.code != "bad-link" for one in errors(problems)):  # a dead link spoils no score
        return archive, ordered(problems)
    needs_pages = archive.has_addresses or next(unanswered(archive), None) is not None
    if archive.frozen or needs_pages:
        scores = score(archive)
        problems += audit_problems(scores.audits.values())
        if needs_pages:
            problems += check_site(scores, Pages(scores))
    return archive, ordered(problems)


def check_site(scores: Scores, pages: Pages) -> list[Problem]:
    """What is wrong with the site as a whole: addresses taken twice or lost, links to pages that are not there."""
    archive = scores.archive
    outputs = [*(Output(file_of(plan.path), plan.made_by) for plan in pages.plans), *file_outputs(archive)]
    problems = [*clashes(outputs), *check_addresses(archive, outputs)]
    open_links = list(unanswered(archive))
    if open_links:
        files = {one.file for one in outputs} | {plan.path for plan in [*pages.redirects, *plan_data(scores)]}
        problems += check_links_to_pages(open_links, files)
    return problems


def read_archive(
    root: Path, kept: RecordCache | None = None, today: date | None = None
) -> tuple[Archive | None, list[Problem]]:
    """Load and validate: what could be read, and all problems, sorted by path; ``kept``: what earlier runs read."""
    archive, problems = load(root, kept)
    if archive is not None:
        problems += check(archive)
        problems += check_coming(archive, today) if today else ()
        unseen = frozenset() if today else COMING
        problems = settled(root, problems, archive.site.extra.checks, archive.allowances, unseen)
    return archive, ordered(map(_without_secrets, problems))


def _without_secrets(problem: Problem) -> Problem:
    if sum(map(str.isdigit, problem.message)) < SHORTEST:
        return problem
    return dataclasses.replace(problem, message=disclosure.without_secrets(problem.message))


def score_with_draft(root: Path, draft: Path) -> tuple[Scores, Scores]:
    """The scores under the rules in force, and what they would be under a draft of ``rules.yml``."""
    scores, _ = score_archive(root)
    rules, problems = load_rules(draft)
    if rules is None:
        raise ArchiveError(problems)
    archive = dataclasses.replace(scores.archive, rules=rules, rules_file=str(draft.resolve()))
    problems += check(archive)
    if errors(problems):
        raise ArchiveError(problems)
    return scores, score(archive)


@changes_content("存档通报")
def freeze_notice(
    root: Path, month: str, today: str, day: str | None = None
) -> tuple[FrozenNotice, Literal["new", "registered", "unchanged"]]:
    """Record the month's figures as issued on ``day``; the record, and what of it is new.

    Without a day it is the date of the notice itself, and ``today`` where it has none. What was frozen by an older
    version, or by a command that was killed, is ``registered`` now, with the figures it has.

    :class:`ArchiveError` when the archive has errors, when the month has no notice or is provisional, and when it
    was frozen before with other figures.
    """
    archive, problems = read_archive(root)
    wrong = [one for one in errors(problems) if one.code != FILE_GONE]  # it may be what is frozen once more
    if archive is None or wrong:
        raise ArchiveError(problems)
    scores, path = score(archive), frozen_path(month)
    table = scores.tables.get(month)
    if table is None or month not in archive.notices_by_month:
        raise _refused(path, "no-notice", f"{month_label(month)}没有通报，不能存档。请先写 content/notices/{month}.md")
    if month in archive.frozen_by_month:
        notice, registered = _record(archive, archive.frozen_by_month[month])
        if registered:
            return notice, "registered"
        if audit_problems([scores.audits[month]]):
            message = (
                f"{month_label(month)}早已存档，而现在算出的数字不同。要改已印发的数字，请用 bulletin notice correct"
            )
            raise ArchiveError(
                [Problem(path, 1, "", "already-frozen", message), *audit_problems([scores.audits[month]])]
            )
        return notice, "unchanged"
    if table.provisional:
        files = missing_files(archive, month)
        gaps = "；".join(table.gaps) + (f"。缺的文件：{files}" if files else "")
        raise _refused(path, "provisional", f"{month_label(month)}的数字还是暂定的，不能存档：{gaps}")
    dated = archive.notices_by_month[month].date
    issued_on = day or (dated.isoformat() if dated else today)
    frozen = freeze(archive, table, scores.lines, path, issued_on)
    _freeze_addresses(scores)
    return _record(archive, frozen)[0], "new"


def _record(archive: Archive, *notices: FrozenNotice) -> tuple[FrozenNotice, bool]:
    """Seal the notices, and write them in this order and then what the register lacks.

    Gives the last of them, and whether anything was written. :class:`ArchiveError` when one is not what was issued
    of its month before.
    """
    register = archive.register or Register(REGISTER)
    new = {notice.month: notice for notice in notices}
    others = [one for one in archive.frozen if one.month not in new]
    register = register.completed(others)
    for month in sorted(new):
        new[month] = sealed(new[month], register.before(month))
        register = register.completed([new[month]])
    last = new[notices[-1].month]
    if all(one == archive.frozen_by_month.get(one.month) for one in new.values()) and register == archive.register:
        return last, False
    frozen = tuple(sorted([*others, *new.values()], key=lambda one: one.path))
    paths = archive.paths | {one.path for one in new.values()}
    recorded = dataclasses.replace(archive, frozen=frozen, register=register, paths=paths)
    _refuse([one for one in check_issued(recorded) if one.code != FILE_GONE])
    files = {one.path: frozen_text(one) for one in new.values()} | {register.path: register_text(register)}
    write_files({archive.root / path: text.encode() for path, text in files.items()})
    return last, True


@changes_content("记下网址")
def freeze_addresses(root: Path) -> tuple[int, int]:
    """Add the addresses of all pages to the list of those that must stay; how many there are, how many are new.

    :class:`ArchiveError` when the archive has errors, or no longer serves a listed address. Pages of people are not
    listed: they can be switched off.
    """
    scores, _ = score_archive(root)
    return _freeze_addresses(scores)


def _freeze_addresses(scores: Scores) -> tuple[int, int]:
    archive, pages = scores.archive, Pages(scores)
    _refuse(check_site(scores, pages))
    listed = {one.address for one in archive.addresses.addresses} if archive.addresses else set()
    lasting = {address for address in pages.addresses if not address.startswith("people/")}
    lasting |= {old.address for old in archive.old_addresses}
    write_addresses(archive.root, listed | lasting)
    return len(listed | lasting), len(lasting - listed)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise ArchiveError(problems)


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction changes, or has changed: in the month and, if asked for, in later ones; and what it leaves."""

    changes: tuple[Change, ...]
    open_totals: tuple[Change, ...] = ()
    """Those of later frozen months that are still to be corrected."""
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a correction goes. ``only``: nothing else; ``later``: later months too; ``kind``: 信息 or 简讯."""

    only: bool = False
    later: bool = False
    kind: str = ""


def plan_correction(
    root: Path, month: str, unit: str, column: str, new: Cell, day: str, extent: Extent = Extent()
) -> Corrected:
    """What a correction would change; :class:`ArchiveError` when the month or unit was not issued."""
    return _planned(_readable(root), month, unit, column, new, day, extent)


@changes_content("更正通报")
def correct_notice(
    root: Path,
    month: str,
    unit: str,
    column: str,
    new: Cell,
    reason: str,
    day: str,
    extent: Extent = Extent(),
    shown: Corrected | None = None,
) -> Corrected:
    """Record a correction of an issued figure and of all that follows from it, each as a record of its own.

    :class:`ArchiveError` as of :func:`plan_correction`, and when it is no longer what was ``shown``.
    """
    archive = _readable(root)
    planned = _planned(archive, month, unit, column, new, day, extent)
    if shown is not None and planned != shown:
        message = "刚才列出的变化现在不一样了（有人同时改了内容），没有更正。请再运行一次"
        raise _refused(frozen_path(month), "changed-meanwhile", message)
    _record_changes(archive, planned.changes, reason, day)
    return planned


def _planned(archive: Archive, month: str, unit: str, column: str, new: Cell, day: str, extent: Extent) -> Corrected:
    frozen = _issued(archive, month)
    found = archive.units.resolve(unit, month)
    name = found.name if found else unit  # a unit that units.yml dropped is called as it was issued
    if name not in frozen.rows:
        near = suggestion(unit, frozen.rows)
        raise _refused(frozen.path, "unknown-unit", f"{month_label(month)}的通报里没有单位“{unit}”{near}")
    old = frozen.cell(name, column)
    if old == new:
        message = f"{name}“{CORRECTABLE[column]}”已经是这个数，不需要更正"
        raise _refused(frozen.path, "nothing-to-correct", message)
    asked = Change(month, name, column, old, new)
    if extent.only:
        planned = Corrected((asked,))
    else:
        whole = following(archive, score(archive).lines, frozen, asked, extent.kind)
        later = whole.later if extent.later else ()
        open_totals = () if extent.later else tuple(one for one in whole.later if one.column == "total_points")
        planned = Corrected((*whole.changes, *later), open_totals, whole.left)
    for changed in {one.month for one in planned.changes}:
        _not_too_early(archive.frozen_by_month[changed], day)
    return planned


@changes_content("撤回更正")
def revert_notice(root: Path, month: str, reason: str, day: str, acts: int = 1) -> Corrected:
    """Take back the last corrections that hold, each with all that followed from it in the month, by records.

    Corrections of later months that were made together with these are named, as they are taken back there.
    """
    archive = _readable(root)
    frozen = _issued(archive, month)
    _not_too_early(frozen, day)
    standing = frozen.standing
    if len(standing) < acts:
        there = f"现在有效的更正只有 {len(standing)} 次" if standing else "没有还有效的更正"
        raise _refused(frozen.path, "nothing-to-revert", f"{month_label(month)}的通报{there}，不能撤回")
    changes: list[Change] = []
    for act in reversed(standing[-acts:]):
        frozen, restored = _taken_back(frozen, act, reason, day)
        changes += restored
    _record(archive, frozen)
    return Corrected(tuple(changes), tuple(_made_together(archive, standing[-acts:], month)))


def _taken_back(
    frozen: FrozenNotice, act: tuple[Correction, ...], reason: str, day: str
) -> tuple[FrozenNotice, list[Change]]:
    changes = [Change(frozen.month, one.unit, one.column, one.new, one.old) for one in reversed(act)]
    return correct(frozen, *_corrections(changes, reason, day, takes_back=True)), changes


def _made_together(archive: Archive, acts: list[tuple[Correction, ...]], month: str) -> Iterator[Change]:
    """The corrections of totals in later months that were made by the same command as one of these acts."""
    made = {(act[0].unit, act[0].reason, act[0].date) for act in acts}
    for notice in archive.frozen:
        if notice.month > month and year_of(notice.month) == year_of(month):
            for first, *_ in notice.standing:
                if (first.unit, first.reason, first.date) in made and first.column == "total_points":
                    yield Change(notice.month, first.unit, first.column, first.new, first.old)


def _record_changes(archive: Archive, changes: Sequence[Change], reason: str, day: str) -> None:
    """Record these changes, those of one month as one act; the month that comes first is written last.

    So a killed command that has not reached it can be run again: what it did in later months is found to fit.
    """
    notices = []
    for month in sorted({one.month for one in changes}, reverse=True):
        own = [one for one in changes if one.month == month]
        notices.append(correct(archive.frozen_by_month[month], *_corrections(own, reason, day)))
    _record(archive, *notices)


def _corrections(changes: Sequence[Change], reason: str, day: str, *, takes_back: bool = False) -> Iterator[Correction]:
    for place, one in enumerate(changes):
        yield Correction(one.unit, one.column, one.old, one.new, reason, day, place > 0, takes_back)


def _readable(root: Path) -> Archive:
    archive, problems = read_archive(root)
    if archive is None or errors(problems):
        raise ArchiveError(problems)
    return archive


def _issued(archive: Archive, month: str) -> FrozenNotice:
    frozen = archive.frozen_by_month.get(month)
    if frozen is None:
        message = (
            f"{month_label(month)}的通报还没有存档，不需要更正：直接改稿件、台账即可；"
            f"印发时请运行 bulletin notice freeze {month}"
        )
        raise _refused(frozen_path(month), "not-frozen", message)
    return frozen


def _not_too_early(frozen: FrozenNotice, day: str) -> None:
    if day < frozen.date:
        message = f"更正日期 {day} 早于印发日期 {frozen.date}，请改正日期"
        raise _refused(frozen.path, "correction-too-early", message)


@changes_content("撤下稿件")
def withdraw(root: Path, path: str, withdrawal: Withdrawal) -> dict[str, bool]:
    """Withdraw a piece, or with its ``index.md`` an issue; month → whether what it earns there still counts.

    Nothing else need be right in the archive: what must not be published goes at once. Where the archive cannot be
    read nothing is said of months.
    """
    write_file(root / path, withdrawn_file(_one_file(root, path), withdrawal))
    archive, _ = load(root)
    counts: dict[str, bool] = {}
    for piece in archive.withdrawn if archive else ():
        if archive and (piece.path == path or _is_of(piece.path, path)):
            for month in sorted(archive.months_of(piece)):
                counts[month] = counts.get(month, False) or archive.counts_in(piece, month)
    return counts


@changes_content("恢复稿件")
def restore(root: Path, path: str) -> None:
    """Publish again what was withdrawn."""
    write_file(root / path, restored_file(_one_file(root, path)))


def _is_of(piece: str, index: str) -> bool:
    """Whether the piece lies in the folder of the issue with this ``index.md``."""
    return index.endswith("/index.md") and piece.startswith(index.removesuffix("index.md"))


def _one_file(root: Path, path: str) -> File:
    problems: list[Problem] = []
    file = Folder(root).read(path, problems)
    if file is None:
        raise ArchiveError(problems)
    return file


@changes_content("记下审核")
def sign(root: Path, number: str, is_month: bool, by: str, day: date) -> Reviewed:
    """Note in its file that an issue, or the notice of a month, was approved as it is now.

    :class:`ArchiveError` when the archive has other errors, or when there is no such issue or notice.
    """
    archive, problems = read_archive(root)
    wrong = [one for one in errors(problems) if one.code not in REVIEW_CODES]
    if archive is None or wrong:
        raise ArchiveError(wrong or problems)
    record: Reviewed | None = archive.notices_by_month.get(number) if is_month else archive.issues_by_number.get(number)
    if record is None:
        raise _nothing_to_review(number, is_month)
    files = dict(sorted(reviewed_files(archive, record).items()))
    review = {"by": by, "date": day, "digest": together(files), "checks": CHECKS_VERSION, "files": files}
    write_files({root / record.path: with_value(as_it_is(root, record.path), "review", review).encode()})
    return record


def reviews_of(root: Path, number: str, is_month: bool) -> tuple[Archive, list[Reviewed]]:
    """The issue with this number; or of a month its issues and its notice."""
    archive, problems = read_archive(root)
    if archive is None:
        raise ArchiveError(problems)
    found: list[Reviewed] = []
    if not is_month and number in archive.issues_by_number:
        found = [archive.issues_by_number[number]]
    else:
        found += [issue for issue in archive.issues if issue.month == number]
        found += [notice for notice in archive.notices if notice.month == number]
    if not found:
        raise _nothing_to_review(number, is_month)
    return archive, found


def _nothing_to_review(number: str, is_month: bool) -> ArchiveError:
    if is_month:
        return _refused(f"content/notices/{number}.md", "no-notice", f"{month_label(number)}没有通报。请核对月份")
    path, label = f"content/{number.replace('-', '/')}/index.md", issue_label(number)
    return _refused(path, "no-issue", f"没有{label}。请核对期号；要审核通报，请加 --month")


def _refused(path: str, code: str, message: str) -> ArchiveError:
    return ArchiveError([Problem(path, 1, "", code, message)])
