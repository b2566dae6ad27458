"""Issues, pieces and notices against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.loading import body_line, problem_in
from generator.loading.advice import suggestion
from generator.model import placeholders
from generator.model.archive import Archive
from generator.model.articles import Article
from generator.model.blanks import is_blank
from generator.model.inputs import UNITS_FILE
from generator.model.months import issue_label, month_label, month_of, number_of
from generator.model.notices import Notice
from generator.problems import Problem

_NOT_A_WORD = re.compile(r"[\W_]+")
_PLACEHOLDER = re.compile(r"\{\{\s*([^{}｛｝]*?)\s*\}\}")
_BROKEN_BRACES = re.compile(r"\{\{|\}\}|[｛｝]|\{\s*[\u4e00-\u9fff]+\s*\}")
_NAMED_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月份?")


def same_text_key(text: str) -> str:
    """What is left of a title when spaces, punctuation and case are ignored."""
    return _NOT_A_WORD.sub("", text).casefold()


def check_articles(archive: Archive) -> Iterator[Problem]:
    """No piece stands twice in an issue, nor twice among the pieces of one commissioner in a month."""
    first: dict[tuple[str, str], Article] = {}
    for article in archive.articles:
        place = article.issue or f"{article.month} {article.commissioner}"
        text = "" if is_blank(article.title or article.body) else same_text_key(article.title or article.body)
        key = (place, text)
        if text and key in first:
            other = first[key]
            where = (
                issue_label(article.issue)
                if article.issue
                else f"{month_label(article.month)}{article.commissioner}约稿"
            )
            message = (
                f"“{article.display_title}”在{where}里已经有了（{other.path}）。"
                "同一篇由几个单位供稿时只留一个文件，在 unit 里列出全部单位"
            )
            yield problem_in(archive.root, article.path, ("title",), "article-twice", message)
        first.setdefault(key, article)


def check_corrections(archive: Archive) -> Iterator[Problem]:
    """A piece is corrected after it was published, as far as it is known when that was."""
    for article in archive.articles:
        if not article.corrections:
            continue
        published = archive.published_on(article)
        for place, one in enumerate(article.corrections):
            if published and one.date < published:
                message = f"更正日期 {one.date} 早于刊登日期 {published}，请改正日期"
                loc = ("corrections", place, "date")
                yield problem_in(archive.root, article.path, loc, "correction-too-early", message)


def _copied(archive: Archive, notice: Notice) -> Iterator[Problem]:
    """Signs that a notice was copied from another month and not changed throughout."""
    for field, text in (("title", notice.title), ("attachment", notice.attachment)):
        named = _NAMED_MONTH.search(text)
        if named and int(named[1]) != number_of(notice.month):
            message = (
                f"{field} 里写的是{named[1]}月，而这是{month_label(notice.month)}的通报。如果是照别的月份抄来的，请改正"
            )
            yield problem_in(archive.root, notice.path, (field,), "other-month", message, "warning")
    if notice.date and month_of(notice.date) < notice.month:
        message = f"印发日期 {notice.date} 早于通报的月份（{month_label(notice.month)}），请核对"
        yield problem_in(archive.root, notice.path, ("date",), "notice-too-early", message, "warning")


def check_notices(archive: Archive) -> Iterator[Problem]:
    """Covering texts use placeholders that exist, and record published figures only for counts.

    Those of a frozen notice are the ones it was issued with, whatever the sections are called since.
    """
    for notice in archive.notices:
        frozen = archive.frozen_by_month.get(notice.month)
        known = list(frozen.figures) if frozen else placeholders.known(archive.units)
        usable = "本月通报已经存档，可以用的是存档时的那些：" if frozen else "可以用的有："
        for line, text in _body_lines(archive, notice):
            for name in _PLACEHOLDER.findall(text):
                if name not in known:
                    message = f"不认识的占位词 {{{{{name}}}}}{suggestion(name, known)}。{usable}{'、'.join(known)}"
                    yield Problem(notice.path, line, "", "unknown-placeholder", message)
            if _BROKEN_BRACES.search(_PLACEHOLDER.sub("", text)) or "{{{" in text:
                message = "占位词的花括号写得不对。要用英文花括号，左右各两个，写在同一行里，如 {{月份}}"
                yield Problem(notice.path, line, "", "broken-placeholder", message)
        yield from _copied(archive, notice)
        countable = placeholders.countable(known)
        for name in notice.published:
            if name not in countable:
                message = f"published 里不认识“{name}”{suggestion(name, countable)}。{usable}{'、'.join(countable)}"
                yield problem_in(archive.root, notice.path, ("published", name), "unknown-placeholder", message)


def check_frozen(archive: Archive) -> Iterator[Problem]:
    """The groups of an issued table are still known, so that none of them drops out of the page."""
    known = [group.id for group in archive.units.groups]
    for frozen in archive.frozen:
        for group in frozen.groups:
            if group not in known:
                message = (
                    f"{month_label(frozen.month)}通报的存档里有分组“{group}”，这里却没有了{suggestion(group, known)}。"
                    "请恢复这个分组（不再有单位参加的，留着不用即可），否则印发的表格会缺这一组"
                )
                yield problem_in(archive.root, UNITS_FILE, ("groups",), "frozen-group", message)


def _body_lines(archive: Archive, notice: Notice) -> Iterator[tuple[int, str]]:
    """The lines of the covering text with their numbers in the file."""
    first = body_line(archive.root, notice.path)
    yield from enumerate(notice.body.split("\n"), start=first)
