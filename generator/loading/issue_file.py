"""An issue, ``content/2023/09/index.md``, and its folder."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import TypeAdapter

from generator.loading import schema
from generator.loading.context import Context
from generator.loading.front_matter import common_fields, read_front_matter, wrong_folder
from generator.loading.text_file import File, SplitFile
from generator.model.articles import Issue
from generator.model.months import issue_label
from generator.problems import Problem

_ISSUE = TypeAdapter(schema.IssueMeta)


def folder_issue(path: str) -> str:
    """The number of the issue that has this folder, or a file in it: ``content/2023/09/03.md`` → ``2023-09``.

    A path elsewhere gives what is no number of an issue.
    """
    return "-".join(path.split("/")[1:3])


def read_issue(file: File, context: Context) -> Issue | None:
    """Read ``index.md``; its number must be that of its folder."""
    found = read_front_matter(file, context, _ISSUE)
    if found is None:
        return None
    split, meta = found
    folder = folder_issue(file.path)
    if meta.issue != folder:
        _report_wrong_number(context, split, meta.issue, folder)
    values = common_fields(meta, Issue) | {"issue": folder}
    issue = Issue(file.path, body=split.body, **values)
    return without_its_text(issue) if issue.withdrawn else issue


def without_its_text(issue: Issue) -> Issue:
    """What of a withdrawn issue is still said."""
    return Issue(issue.path, issue.issue, issue.month, issue.date, aliases=issue.aliases, withdrawn=issue.withdrawn)


def _report_wrong_number(context: Context, split: SplitFile, issue: str, folder: str) -> None:
    other = f"content/{issue.replace('-', '/')}/index.md"
    if other in context.paths:
        message = f"{issue_label(issue)}已经有了（{other}），期号不能重复。这个文件夹里请写“issue: {folder}”"
        context.report(split, ("issue",), "duplicate-issue", message)
    else:
        context.report(split, ("issue",), "issue-folder", wrong_folder("期号", issue, folder))


def incomplete_folders(indexes: Iterable[str], articles: Iterable[str]) -> list[Problem]:
    """Issue folders with pieces and no ``index.md``, or the other way round."""
    index_of = {path.rsplit("/", 1)[0]: path for path in indexes}
    first: dict[str, str] = {}
    for path in articles:
        first.setdefault(path.rsplit("/", 1)[0], path)
    without_index = [_missing_index(folder, path) for folder, path in first.items() if folder not in index_of]
    return without_index + [_empty_issue(path) for folder, path in index_of.items() if folder not in first]


def _missing_index(folder: str, first_article: str) -> Problem:
    issue = folder_issue(folder)
    message = (
        f"{issue_label(issue)}的文件夹里没有 index.md。"
        f"请新建 {folder}/index.md，写上“issue: {issue}”和“month: …”（计分月份，如 2023-06）"
    )
    return Problem(first_article, 1, "", "missing-index", message)


def _empty_issue(index: str) -> Problem:
    label = issue_label(folder_issue(index))
    message = f"{label}还没有一篇稿件。请在同一文件夹里放入 01.md、02.md……"
    return Problem(index, 1, "", "empty-issue", message, "warning")
