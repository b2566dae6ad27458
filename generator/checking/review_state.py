"""Whether what is published has been reviewed, and is still what was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.loading import problem_in
from generator.model.archive import Archive
from generator.model.articles import Issue
from generator.model.link_targets import meant_path
from generator.model.months import issue_label, month_label
from generator.model.notices import Notice
from generator.model.reviews import Review, short, text_digest, together
from generator.problems import Problem, Severity

Reviewed = Issue | Notice
REVIEW_CODES = ("unreviewed", "review-stale")
"""Codes of what a review itself puts right."""

_MOST_NAMED = 10


def check_reviews(archive: Archive) -> Iterator[Problem]:
    """Reviews that are missing where the settings ask for them, and those of what has changed since."""
    required = archive.site.extra.review == "required"
    records: list[Reviewed] = [*archive.issues, *archive.notices]
    for record in records:
        if record.review is None:
            if required:
                message = f"{label_of(record)}还没有审核，不能发布。审核以后，请运行 {command_of(record)}"
                yield problem_in(archive.root, record.path, ("review",), "unreviewed", message)
            continue
        files = reviewed_files(archive, record)
        if record.review.digest != together(files):
            message = f"{_since(record.review, files)}。请重新审核，再运行 {command_of(record)}"
            severity: Severity = "error" if required else "warning"
            yield problem_in(archive.root, record.path, ("review",), "review-stale", message, severity)


def reviewed_files(archive: Archive, record: Reviewed) -> dict[str, str]:
    """What belongs to an issue or a notice, with digests: its own file, its pieces, and what these link.

    Those of a notice are the pieces that were commissioned in its month.
    """
    folder = record.path.rpartition("/")[0] + "/"
    if isinstance(record, Issue):
        pieces = archive.articles_by_issue.get(record.issue, [])
    else:
        pieces = [one for one in archive.articles if one.issue is None and one.month == record.month]
    files = {}
    for one in (record, *pieces):
        files[one.path.removeprefix(folder)] = text_digest(one)
        for link in archive.links.get(one.path, ()):
            linked = f"content/{meant_path(one.path, link.target)}"
            if linked in archive.attachments:
                files[linked.removeprefix(folder)] = short(archive.digests.get(linked, ""))
    return files


def label_of(record: Reviewed) -> str:
    """``2024年第7期``, ``2024年5月的通报``."""
    return issue_label(record.issue) if isinstance(record, Issue) else f"{month_label(record.month)}的通报"


def command_of(record: Reviewed) -> str:
    """What to type to note a review."""
    what = record.issue if isinstance(record, Issue) else f"{record.month} --month"
    return f"bulletin review {what} --by 姓名"


def _since(review: Review, files: Mapping[str, str]) -> str:
    """What has changed since, in words."""
    if not review.files:
        return f"{review.by} {review.date} 的审核没有记下审的是哪些内容"
    before = review.files
    parts = {
        "改动": [name for name in files if name in before and files[name] != before[name]],
        "新增": [name for name in files if name not in before],
        "撤下": [name for name in before if name not in files],
    }
    said = [f"{what} {_named(names)}" for what, names in parts.items() if names]
    return f"{review.by} {review.date} 审核以后有变动：{'；'.join(said) or '审核的记录本身被改过'}"


def _named(names: list[str]) -> str:
    return "、".join(sorted(names)[:_MOST_NAMED]) + (f" 等 {len(names)} 个" if len(names) > _MOST_NAMED else "")
