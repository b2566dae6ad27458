"""What a month still lacks until its notice is issued, in the order of the work, with the command for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from generator.checking.stray_months import stray_months
from generator.checking.whole_years import missing_for_totals
from generator.loading import ADDRESSES
from generator.loading.issue_file import folder_issue
from generator.model.archive import Archive
from generator.model.inputs import SETTINGS
from generator.model.months import is_issue, issue_label, last_day, month_after, month_label
from generator.problems import Problem, errors

BLANK = "to-fill-in"
"""The code of what a skeleton has left to be written."""
_EMPTY = (BLANK, "no-text", "missing-title")
_NAMED = 10


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is still to be done. ``command`` is empty where a file is to be edited."""

    code: str
    text: str
    command: str = ""
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """What stands in the way of a month, and what is left to do."""

    month: str
    errors: tuple[Problem, ...]
    steps: tuple[Step, ...]
    other_errors: int = 0
    """How many there are elsewhere; no month can be issued with them."""
    warnings: int = 0
    """How many hints concern the month."""


def first_month(archive: Archive) -> str:
    """The month an archive begins with that has nothing yet; empty where it has something."""
    if archive.months:
        return ""
    balances = [one.month for one in archive.balances]
    return max(balances) if balances else min(rules.since for rules in archive.rules.rule_sets)


def month_to_do(archive: Archive) -> str:
    """The latest month with anything that is not issued; where there is none, the one after the last issued."""
    open_months = set(archive.months) - archive.frozen_by_month.keys() - stray_months(archive)
    if open_months:
        return max(open_months)
    return month_after(max(archive.frozen_by_month)) if archive.frozen else first_month(archive) or max(archive.months)


def month_plan(archive: Archive, problems: Sequence[Problem], month: str, today: date) -> MonthPlan:
    """Everything about one month; ``problems`` are those of the whole archive."""
    near = [one for one in problems if _touches(archive, one.path, month)]
    wrong = [one for one in errors(problems) if one.code != BLANK]
    here = [one for one in errors(near) if one.code not in _EMPTY]
    hints = [one for one in near if one.severity == "warning" and one.code not in (*_EMPTY, "incomplete-year")]
    steps = tuple(_steps(archive, near, month, today))
    return MonthPlan(month, tuple(here), steps, len([one for one in wrong if one not in near]), len(hints))


def _touches(archive: Archive, path: str, month: str) -> bool:
    """Whether a problem of this file is one of the month: its own files, the settings, and issues of unknown months."""
    parts = path.split("/")
    if path in SETTINGS or len(parts) < 3 or parts[1] == "balances":
        return True
    if is_issue(folder_issue(path)):
        issue = archive.issues_by_number.get(folder_issue(path))
        return issue is None or issue.month == month
    return parts[2].split(".")[0] == month


def _steps(archive: Archive, near: Sequence[Problem], month: str, today: date) -> Iterator[Step]:
    label = month_label(month)
    if month in archive.frozen_by_month:
        yield from _after_issue(archive, month)
        return
    yield from _issues(archive, near, month)
    yield from _unwritten(near, f"content/commissioned/{month}", f"{label}的约稿")
    yield from _asked_for(archive, month, today)
    yield from _ledger(archive, near, month)
    missing = missing_for_totals(archive, month)
    if missing:
        yield Step("earlier-months", missing)
    yield from _notice(archive, near, month)
    yield Step("freeze", "以上都做完、通报定稿以后，印发并存档数字", f"bulletin notice freeze {month}")


def _after_issue(archive: Archive, month: str) -> Iterator[Step]:
    if archive.addresses is None:
        yield Step("addresses", f"还没有记下公布的网址（{ADDRESSES}）", "bulletin addresses freeze")
    if month not in archive.notices_by_month:
        yield Step("notice", f"{month_label(month)}的数字已经存档，通报正文却没有了（content/notices/{month}.md）")


def _issues(archive: Archive, near: Sequence[Problem], month: str) -> Iterator[Step]:
    issues = [issue for issue in archive.issues if issue.month == month]
    if not issues:
        text = f"没有{month_label(month)}的期刊（哪一期的 month 都不是 {month}）"
        yield Step("issue", text, f"bulletin new issue --month {month}")
    for issue in sorted(issues, key=lambda one: one.issue):
        folder, name = str(PurePosixPath(issue.path).parent), issue_label(issue.issue)
        if not any(path.startswith(f"{folder}/") and path != issue.path for path in archive.paths):
            yield Step("pieces", f"{name}还没有稿件", f"bulletin new article --issue {issue.issue}")
        yield from _unwritten(near, folder, name)
        if issue.date is None and "date" not in issue.unconfirmed:
            text = f"{name}没有写编发日期（date: {last_day(month)} 的样子；不知道可以不写）"
            yield Step("issue-date", text, paths=(issue.path,))


def _unwritten(near: Sequence[Problem], folder: str, name: str) -> Iterator[Step]:
    """The pieces in a folder that are not written to their end, as the checks say."""
    lacking: dict[str, list[str]] = defaultdict(list)
    for one in near:
        if one.code in _EMPTY and str(PurePosixPath(one.path).parent) == folder:
            what = _what(one)
            if what not in lacking[one.path]:
                lacking[one.path].append(what)
    if lacking:
        said = "，".join(
            f"{PurePosixPath(path).name} 缺{'、'.join(what)}" for path, what in list(lacking.items())[:_NAMED]
        )
        more = f"等 {len(lacking)} 个文件" if len(lacking) > _NAMED else ""
        yield Step("unwritten", f"{name}有没写完的：{said}{more}", paths=tuple(lacking))


def _what(problem: Problem) -> str:
    if problem.code == BLANK:
        return problem.message.removeprefix("还没有写").partition("。")[0]
    return "正文" if problem.code == "no-text" else "标题"


def _asked_for(archive: Archive, month: str, today: date) -> Iterator[Step]:
    """Pieces that were asked for until the end of the month, and have not been written."""
    for register in archive.commissions:
        for one in register.commissions:
            if not one.piece and register.month <= month and one.due <= last_day(month):
                late = "，已经逾期" if one.due < today else ""
                units = "、".join(one.units)
                text = f"约稿“{one.title}”还没有写成（{one.commissioner}，{units}，期限 {one.due}{late}）"
                command = f"bulletin new commissioned --month {month} --title {_quoted(one.title)}"
                command += f" --commissioner {_quoted(one.commissioner)} --unit {','.join(one.units)}"
                yield Step("commission", text, command, (register.path,))


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


def _ledger(archive: Archive, near: Sequence[Problem], month: str) -> Iterator[Step]:
    folder = "content/ledger"
    paths = [path for path in archive.paths if path.startswith(f"{folder}/{month}.")]
    if not paths:
        yield Step("ledger", f"没有{month_label(month)}的台账（{folder}/{month}.csv）", f"bulletin new ledger {month}")
    for one in near:
        if one.path in paths and one.code == BLANK:
            yield Step("ledger-rows", f"台账{one.message.partition('。')[0]}", paths=(one.path,))
    lacking = [one for one in near if one.path in paths and one.code == "missing-unit"]
    if lacking:
        yield Step("ledger-rows", f"台账缺 {len(lacking)} 个单位的行", "bulletin check", tuple(paths))


def _notice(archive: Archive, near: Sequence[Problem], month: str) -> Iterator[Step]:
    path = f"content/notices/{month}.md"
    notice = archive.notices_by_month.get(month)
    if path not in archive.paths:
        yield Step("notice", f"没有{month_label(month)}的通报（{path}）", f"bulletin new notice {month}")
    blanks = [_what(one) for one in near if one.path == path and one.code == BLANK]
    if blanks:
        yield Step("notice-text", f"通报没有写完：缺{'、'.join(dict.fromkeys(blanks))}", paths=(path,))
    lacking = (
        [
            word
            for word, value in (
                ("印发日期 date", notice.date),
                ("落款 signatory", notice.signatory),
                ("正文", notice.body),
            )
            if not value
        ]
        if notice
        else []
    )
    if lacking:
        yield Step("notice-head", f"通报没有写{'、'.join(lacking)}", paths=(path,))
