"""The notices: their list, and one for each month."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.keys import Plan
from generator.model.frozen import CORRECTABLE
from generator.model.months import month_label
from generator.pages.desk import Desk
from generator.pages.links import notice_path
from generator.pages.notice_text import notice_context
from generator.pages.page import Page
from generator.scoring import reporting


def plans(desk: Desk) -> Iterator[Plan[Page]]:
    """A notice looks at its own year, and back on the same month of the year before."""
    yield Plan("notices/index.md", desk.keys.everything, partial(notices, desk))
    for month in desk.tables:
        key = desk.keys.notice(month, desk.archive.notices_by_month.get(month))
        before = [(one.submitted_before, one.adopted_before) for one in reporting(desk.archive, desk.tables, month)]
        key = key and desk.keys.of(key, str(before))
        yield Plan(notice_path(month), key, partial(notice, desk, month))


def notices(desk: Desk) -> Page:
    """The list of notices."""
    return desk.page("notices/index.md", "通报", "notices", "通报")


def notice(desk: Desk, month: str) -> Page:
    """A month's notice: issued, or provisional with what is missing."""
    context = notice_context(desk.scores, month)
    notice = context["notice"]
    title = notice.title if notice else f"{month_label(month)}政务信息采用情况（暂定）"
    context["covering"] = desk.html(notice.path, context["covering"]) if notice else ""
    return desk.page(
        notice_path(month),
        title,
        "notice",
        "通报",
        audit=desk.scores.audits.get(month),
        columns=CORRECTABLE,
        reporting=reporting(desk.archive, desk.tables, month),
        **context,
    )
