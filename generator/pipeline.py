"""The whole program, as a table of contents: load → check → score → pages, data files and search.

What writes into the archive needs all of it and stands here too: freezing notices and addresses, correcting notices.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from generator.cache import Cache
from generator.checking import (
    FILE_GONE,
    REVIEW_CODES,
    Output,
    Reviewed,
    check,
    check_addresses,
    check_issued,
    check_links_to_pages,
    clashes,
    file_outputs,
    reviewed_files,
    settled,
    unanswered,
)
from generator.disclosure import without_secrets
from generator.exports import data_files, days_of, sitemap
from generator.files import changes_content, write_files
from generator.fingerprints import Derived
from generator.importing.markdown_files import with_value
from generator.loading import (
    REGISTER,
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
from generator.loading.text_file import as_it_is
from generator.model.addresses import file_of
from generator.model.archive import Archive
from generator.model.frozen import CORRECTABLE, Cell, FrozenNotice, Register
from generator.model.months import issue_label, month_label
from generator.model.reviews import together
from generator.model.settable import CHECKS_VERSION
from generator.pages import Page, Pages
from generator.plans import Plan, plan_of
from generator.problems import ArchiveError, Problem, errors, ordered
from generator.scoring import Scores, audit_problems, correct, freeze, score
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


def check_archive(root: Path, kept: RecordCache | None = None) -> tuple[Archive | None, list[Problem]]:
    """What could be read, and all problems; differences from issued notices are found only in a valid archive."""
    archive, problems = read_archive(root, kept)
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


def read_archive(root: Path, kept: RecordCache | None = None) -> tuple[Archive | None, list[Problem]]:
    """Load and validate: what could be read, and all problems, sorted by path; ``kept``: what earlier runs read."""
    archive, problems = load(root, kept)
    if archive is not None:
        problems = settled(root, problems + check(archive), archive.site.extra.checks, archive.allowances)
    return archive, ordered(dataclasses.replace(one, message=without_secrets(one.message)) for one in problems)


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
        raise _refused(path, "provisional", f"{month_label(month)}的数字还是暂定的，不能存档：{'；'.join(table.gaps)}")
    dated = archive.notices_by_month[month].date
    issued_on = day or (dated.isoformat() if dated else today)
    frozen = freeze(archive, table, scores.lines, path, issued_on)
    _freeze_addresses(scores)
    return _record(archive, frozen)[0], "new"


def _record(archive: Archive, notice: FrozenNotice) -> tuple[FrozenNotice, bool]:
    """Seal the notice, and write it and what the register lacks; whether anything was written.

    :class:`ArchiveError` when it is not what was issued of the month before.
    """
    register = archive.register or Register(REGISTER)
    others = [one for one in archive.frozen if one.month != notice.month]
    register = register.completed(others)
    notice = sealed(notice, register.before(notice.month))
    register = register.completed([notice])
    if notice == archive.frozen_by_month.get(notice.month) and register == archive.register:
        return notice, False
    frozen = tuple(sorted([*others, notice], key=lambda one: one.path))
    paths = archive.paths | {notice.path}
    recorded = dataclasses.replace(archive, frozen=frozen, register=register, paths=paths)
    _refuse([one for one in check_issued(recorded) if one.code != FILE_GONE])
    files = {notice.path: frozen_text(notice), register.path: register_text(register)}
    write_files({archive.root / path: text.encode() for path, text in files.items()})
    return notice, True


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


@changes_content("更正通报")
def correct_notice(root: Path, month: str, unit: str, column: str, new: Cell, reason: str, day: str) -> FrozenNotice:
    """Record a correction of one issued figure; :class:`ArchiveError` when the month or unit was not issued."""
    archive, problems = read_archive(root)
    if archive is None or errors(problems):
        raise ArchiveError(problems)
    path = frozen_path(month)
    frozen = archive.frozen_by_month.get(month)
    if frozen is None:
        message = (
            f"{month_label(month)}的通报还没有存档，不需要更正：直接改稿件、台账即可；"
            f"印发时请运行 bulletin notice freeze {month}"
        )
        raise _refused(path, "not-frozen", message)
    found = archive.units.resolve(unit, month)
    name = found.name if found else unit  # a unit that units.yml dropped is called as it was issued
    if name not in frozen.rows:
        raise _refused(
            path, "unknown-unit", f"{month_label(month)}的通报里没有单位“{unit}”{suggestion(unit, frozen.rows)}"
        )
    if frozen.cell(name, column) == new:
        raise _refused(path, "nothing-to-correct", f"{name}“{CORRECTABLE[column]}”已经是这个数，不需要更正")
    if day < frozen.date:
        raise _refused(path, "correction-too-early", f"更正日期 {day} 早于印发日期 {frozen.date}，请改正日期")
    return _record(archive, correct(frozen, name, column, new, reason, day))[0]


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
