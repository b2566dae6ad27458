"""The one table in which points arise: every figure anywhere is a sum over these lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from generator.model.archive import Archive, Ledger
from generator.model.months import month_before, months_label
from generator.model.rules import BaseRule, RuleSet

Category = Literal["信息", "简讯", "约稿", "基础分", "结转"]


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """This unit, in this month, earned these points, by this clause of the rules, for this piece or entry.

    ``rule`` is ``<rule set id>/<clause>`` (empty for a balance); ``source`` the path of the file the line comes from.
    """

    unit: str
    month: str
    category: Category
    points: Fraction
    rule: str
    reason: str
    source: str


def score_lines(archive: Archive) -> list[ScoreLine]:
    """Every line of the archive, by month, then in the order of balances, pieces and base scores.

    Rule: 《聊城市自然资源和规划局信息宣传工作考核办法》 as far as ``rules.yml`` knows it.
    """
    lines = [*_balance_lines(archive), *_article_lines(archive), *_base_lines(archive)]
    return sorted(lines, key=lambda line: line.month)


def _balance_lines(archive: Archive) -> Iterator[ScoreLine]:
    """A balance is dated to the last month it covers, so that it counts in totals and in no month's points."""
    for balance in archive.balances:
        last = month_before(balance.month)
        reason = f"{months_label([f'{last[:4]}-{n:02d}' for n in range(1, int(last[5:]) + 1)])}结转"
        for row in balance.rows:
            yield ScoreLine(row.unit, last, "结转", row.points, "", reason, balance.path)


def _article_lines(archive: Archive) -> Iterator[ScoreLine]:
    for article in archive.articles:
        rules = _rules(archive, article.month)
        points = rules.points.of(article.type)
        reason = f"{article.label(names_kind=True)}《{article.display_title}》"
        for unit in article.units:  # credit: full — every credited unit gets the full value
            yield ScoreLine(
                unit, article.month, article.type, points, f"{rules.id}/{article.type}", reason, article.path
            )


def _base_lines(archive: Archive) -> Iterator[ScoreLine]:
    for ledger in archive.ledgers:
        rules = _rules(archive, ledger.month)
        for unit in archive.units.ranked(ledger.month):
            for number, base in enumerate(rules.base, start=1):
                reason = _base_reason(base, ledger, unit.name)
                if unit.group_in(ledger.month) in base.groups and reason:
                    rule = f"{rules.id}/基础分{number}"
                    yield ScoreLine(unit.name, ledger.month, "基础分", base.points, rule, reason, ledger.path)


def _base_reason(base: BaseRule, ledger: Ledger, unit: str) -> str:
    """Why the condition is met, or nothing when it is not."""
    row = ledger.by_unit.get(unit)
    if row is None:
        return ""
    parts = []
    for needed, counted, name in (
        (base.when.submitted, row.submitted, "上报"),
        (base.when.forwarded, row.forwarded, "报省市"),
    ):
        if needed is not None:
            if counted < needed:
                return ""
            parts.append(f"{name}{counted}篇")
    return f"基础分（{'、'.join(parts)}）"


def _rules(archive: Archive, month: str) -> RuleSet:
    rules = archive.rules.in_force(month)
    if rules is None:
        raise LookupError(f"no rule set covers {month}; check the archive before scoring it")
    return rules
