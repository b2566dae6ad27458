"""Issues, pieces and notices against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.loading import line_in
from generator.loading.schema import suggestion
from generator.model import placeholders
from generator.model.archive import Archive, Article
from generator.model.months import issue_label
from generator.problems import Problem

_NOT_A_WORD = re.compile(r"[\W_]+")


def same_text_key(text: str) -> str:
    """What is left of a title when spaces, punctuation and case are ignored."""
    return _NOT_A_WORD.sub("", text).casefold()


def check_issues(archive: Archive) -> Iterator[Problem]:
    """A number is used once, and an issue has pieces."""
    first: dict[str, str] = {}
    for issue in archive.issues:
        if issue.issue in first:
            message = f"{issue.label}已经有了（{first[issue.issue]}），期号不能重复"
            line = line_in(archive.root, issue.path, ("issue",))
            yield Problem(issue.path, line, "issue", "duplicate-issue", message)
        first.setdefault(issue.issue, issue.path)
        if issue.issue not in archive.articles_by_issue:
            message = f"{issue.label}还没有一篇稿件。请在同一文件夹里放入 01.md、02.md……"
            yield Problem(issue.path, 1, "", "empty-issue", message, "warning")


def check_articles(archive: Archive) -> Iterator[Problem]:
    """No piece stands twice in an issue, nor twice among the pieces of one commissioner in a month."""
    first: dict[tuple[str, str], Article] = {}
    for article in archive.articles:
        place = article.issue or f"{article.month} {article.commissioner}"
        key = (place, same_text_key(article.title or article.body))
        if key in first:
            other = first[key]
            where = issue_label(article.issue) if article.issue else f"{article.month} 的{article.commissioner}约稿"
            message = (
                f"“{article.display_title}”在{where}里已经有了（{other.path}）。"
                "同一篇由几个单位供稿时只留一个文件，在 unit 里列出全部单位"
            )
            line = line_in(archive.root, article.path, ("title",))
            yield Problem(article.path, line, "title", "article-twice", message)
        first.setdefault(key, article)


def check_notices(archive: Archive) -> Iterator[Problem]:
    """Covering texts use placeholders that exist, and record published figures only for counts."""
    known, countable = placeholders.known(archive.units), placeholders.countable(archive.units)
    for notice in archive.notices:
        for name in placeholders.PATTERN.findall(notice.body):
            if name not in known:
                message = f"不认识的占位词 {{{{{name}}}}}{suggestion(name, known)}。可以用的有：{'、'.join(known)}"
                line = _line_of_text(archive, notice.path, name)
                yield Problem(notice.path, line, "", "unknown-placeholder", message)
        for name in notice.published:
            if name not in countable:
                message = f"published 里不认识“{name}”{suggestion(name, countable)}。可以用的有：{'、'.join(countable)}"
                line = line_in(archive.root, notice.path, ("published", name))
                yield Problem(notice.path, line, f"published.{name}", "unknown-placeholder", message)


def _line_of_text(archive: Archive, path: str, text: str) -> int:
    lines = (archive.root / path).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if "{{" in line and text in line), 1)
