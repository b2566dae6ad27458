"""Checks that look across files: archive in, problems out."""

from __future__ import annotations

from generator.checking.coming import COMING, check_coming
from generator.checking.commissions import check_commissions
from generator.checking.content import check_articles, check_corrections, check_frozen, check_notices
from generator.checking.dead_links import check_links, check_links_to_pages, unanswered
from generator.checking.issue_order import check_issue_order
from generator.checking.issued import FILE_GONE, check_issued
from generator.checking.ledgers import check_balances, check_ledgers
from generator.checking.old_addresses import check_addresses
from generator.checking.outputs import Output, check_outputs, clashes, file_outputs
from generator.checking.repeated_notices import check_repeated_notices
from generator.checking.review_state import REVIEW_CODES, Reviewed, check_reviews, label_of, reviewed_files
from generator.checking.rule_sets import check_rule_sets
from generator.checking.scorable import check_scorable
from generator.checking.settings import check_rules, check_units
from generator.checking.settled import settled
from generator.checking.stray_months import check_stray_months
from generator.checking.typed_figures import check_typed_figures
from generator.checking.whole_years import check_whole_years, missing_files
from generator.checking.years import check_years
from generator.model.archive import Archive
from generator.problems import Problem

__all__ = [
    "COMING",
    "FILE_GONE",
    "REVIEW_CODES",
    "Output",
    "Reviewed",
    "check",
    "check_addresses",
    "check_coming",
    "check_issued",
    "check_links_to_pages",
    "check_whole_years",
    "clashes",
    "file_outputs",
    "label_of",
    "missing_files",
    "reviewed_files",
    "settled",
    "unanswered",
]

CHECKS = (
    check_years,
    check_units,
    check_rules,
    check_rule_sets,
    check_articles,
    check_issue_order,
    check_corrections,
    check_scorable,
    check_ledgers,
    check_balances,
    check_stray_months,
    check_notices,
    check_repeated_notices,
    check_typed_figures,
    check_frozen,
    check_issued,
    check_commissions,
    check_links,
    check_outputs,
    check_reviews,
)
"""What needs the archive alone. :func:`generator.pipeline.check_site` tells what needs the pages of the site: links to
pages that have no file, addresses taken twice or lost."""


def check(archive: Archive) -> list[Problem]:
    """All problems of a loaded archive that no single file shows."""
    return [problem for one_check in CHECKS for problem in one_check(archive)]
