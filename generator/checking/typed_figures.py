"""Figures typed into the covering text of a notice, where the program would fill in the right ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.loading import body_line
from generator.model import placeholders
from generator.model.archive import Archive
from generator.model.notices import Notice
from generator.problems import Problem

_TYPED = re.compile(
    r"(?P<what>收到|报送|上报|采用|录用|信息)(?P<of>[^，。；、{}\d]{0,20})(?<![第\d])(?P<number>\d{1,4})\s?[条篇]"
)


def check_typed_figures(archive: Archive) -> Iterator[Problem]:
    """Counts in a notice that is not issued yet: a hint, with the figure of the ledger where that is known."""
    for notice in archive.notices:
        if notice.month not in archive.frozen_by_month:
            yield from _typed(archive, notice)


def _typed(archive: Archive, notice: Notice) -> Iterator[Problem]:
    if not _TYPED.search(notice.body):
        return
    ledger = next((one for one in archive.ledgers if one.month == notice.month), None)
    total = sum(row.submitted for row in ledger.rows) if ledger else None
    first = body_line(archive.root, notice.path)
    for line, text in enumerate(notice.body.split("\n"), start=first):
        for found in _TYPED.finditer(text):
            whole = found["what"] == "收到" and total is not None
            counted = f"，台账里各单位上报共 {total} 篇" if whole and total != int(found["number"]) else ""
            message = (
                f"“{found[0]}”是手填的数字{counted}。请换成占位词，由程序代入，如 "
                f"{{{{{placeholders.SUBMITTED_TOTAL}}}}}、{{{{县区局采用}}}}；印发时与算出的不同的，记在 published 里"
            )
            yield Problem(notice.path, line, "", "typed-figure", message, "warning")
