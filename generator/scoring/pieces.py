"""What pieces earn: in the bulletin, as commissioned work, when adopted above, by instructions of leaders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from generator.model.appearances import appearances, bonuses_of, worth_of
from generator.model.archive import Archive
from generator.model.articles import Article
from generator.model.months import year_of
from generator.model.points import ZERO, part_text, points_text
from generator.model.rules import RuleSet
from generator.model.worth import Span
from generator.scoring.line import ScoreLine


def piece_lines(archive: Archive) -> Iterator[ScoreLine]:
    """Lines of all pieces; by each appearance's month the rule set of that month."""
    for article in archive.scored_pieces:
        yield from _appearance_lines(archive, article)
        if article.instructions:
            yield from _instruction_lines(archive, article)
        if article.adoptions:
            yield from _once_lines(archive, article)
    for article in archive.withdrawn:
        if not archive.counts_in(article, article.month):
            yield from _lost_lines(article)


def _lost_lines(article: Article) -> Iterator[ScoreLine]:
    """Say where a withdrawn piece has gone that earns nothing in its month."""
    if article.withdrawn:
        number = f"第{article.file_number}条" if article.issue and article.file_number else ""
        day, why = article.withdrawn.date, article.withdrawn.reason
        gone = f"{article.label(names_kind=True)}{number}已撤下（{day.year}年{day.month}月{day.day}日，{why}）"
        reason = f"{gone}，不计分"
        for unit in article.units:
            yield ScoreLine(unit, article.month, "撤下", "other", ZERO, "", reason, article.path)


def _appearance_lines(archive: Archive, article: Article) -> Iterator[ScoreLine]:
    counted = _Counted()
    for seen in appearances(article):
        if not archive.counts_in(article, seen.month):
            continue
        rules = archive.rules.of(seen.month)
        channel = rules.channel(*seen.channels)
        worth = worth_of(rules, seen)
        if channel is None or not isinstance(worth, Fraction):
            raise LookupError(f"{article.path}: no value for {seen.channels}; check the archive before scoring it")
        clause = f"{rules.id}/points-{list(rules.points).index(channel) + 1}"
        for unit in article.units:
            value, notes = _value(rules, article, unit, rules.fixed(channel, *seen.kinds), worth)
            if channel in rules.multipliers:
                value, note = _multiplied(value, rules.multipliers[channel], bool(notes))
                notes.append(note)
            already = counted.before(rules, unit, year_of(seen.month), channel)
            points = max(value - already, ZERO) if already else value
            counted.add(unit, year_of(seen.month), channel, points)
            if already:
                notes.append(f"值{points_text(value)}分，{_HIGHEST[rules.combine]}，此前已计{points_text(already)}分")
            reason = f"{seen.text}《{article.display_title}》{_in_brackets(notes)}"
            yield ScoreLine(
                unit, seen.month, seen.category, seen.column, points, clause, reason, article.path, seen.counted
            )


_HIGHEST = {"累加": "", "取最高": "多处采用只计最高", "同类取最高": "同类只计最高"}


class _Counted:
    """What a piece has counted so far, by unit and year."""

    def __init__(self) -> None:
        self._points: dict[tuple[str, int], list[tuple[str, Fraction]]] = defaultdict(list)

    def before(self, rules: RuleSet, unit: str, year: int, channel: str) -> Fraction:
        """What counts already of the channels of which, together with this one, only the highest counts."""
        earlier = self._points[unit, year]
        return sum((points for other, points in earlier if rules.compete(channel, other)), ZERO)

    def add(self, unit: str, year: int, channel: str, points: Fraction) -> None:
        """Count points."""
        self._points[unit, year].append((channel, points))


def _value(
    rules: RuleSet, article: Article, unit: str, fixed: Fraction | None, worth: Fraction
) -> tuple[Fraction, list[str]]:
    """A unit's part of what an appearance is worth, and how it came about where several units share."""
    several = len(article.units)
    if several > 1 and rules.sharing.mode == "定额" and fixed is not None:
        return fixed, [f"{several}个单位合写，各记{points_text(fixed)}分"]
    return _shared(rules, article, unit, worth)


def _multiplied(value: Fraction, times: Fraction, noted: bool) -> tuple[Fraction, str]:
    note = f"再乘以{points_text(times)}" if noted else f"{points_text(value)}分×{points_text(times)}"
    return value * times, note


def _shared(rules: RuleSet, article: Article, unit: str, points: Fraction) -> tuple[Fraction, list[str]]:
    """A unit's part of points that several units may share, and how much that is of them."""
    several = len(article.units)
    if several > 1 and rules.sharing.mode == "均分":
        return points / several, [f"{points_text(points)}分由{several}个单位均分"]
    if several > 1 and rules.sharing.mode == "按比例":
        share = article.shares[unit]
        return points * share, [f"{points_text(points)}分的{part_text(share)}"]
    return points, []


def _once_lines(archive: Archive, article: Article) -> Iterator[ScoreLine]:
    """What a piece earns once, when one of the publications that a bonus names has used it for the first time."""
    given: set[tuple[str, tuple[str, ...]]] = set()
    for adoption in sorted(article.adoptions, key=lambda one: one.date):
        rules = archive.rules.of(adoption.month)
        for number, bonus in enumerate(rules.bonuses, start=1):
            if {adoption.publication, adoption.level}.isdisjoint(bonus.used_by) or isinstance(bonus.points, Span):
                continue
            for unit in article.units:
                group = archive.units.by_canonical_name[unit].group_in(adoption.month)
                key = (unit, bonus.used_by)
                if key in given or not bonus.holds_for(unit, group):
                    continue
                given.add(key)
                if archive.counts_in(article, adoption.month):
                    points, notes = _shared(rules, article, unit, bonus.points)
                    text = f"首次被{adoption.publication}（{adoption.level}）采用《{article.display_title}》"
                    clause = f"{rules.id}/bonus-{number}"
                    reason = text + _in_brackets(notes)
                    yield ScoreLine(unit, adoption.month, "加分", "other", points, clause, reason, article.path)


def _in_brackets(notes: list[str]) -> str:
    return f"（{'；'.join(notes)}）" if notes else ""


def _instruction_lines(archive: Archive, article: Article) -> Iterator[ScoreLine]:
    """A line for each instruction that a bonus fits; the check tells which ones none fits."""
    for instruction, found in zip(article.instructions, bonuses_of(archive.rules.of, article), strict=True):
        if found is None or not archive.counts_in(article, instruction.month):
            continue
        number, bonus = found
        rules = archive.rules.of(instruction.month)
        for unit in article.units:
            points, notes = _shared(rules, article, unit, bonus)
            if bonus < rules.instructions[number].points:
                notes.append("同一级别只加一次，此前已加")
            text = f"{instruction.level}领导批示《{article.display_title}》{_in_brackets(notes)}"
            clause = f"{rules.id}/instruction-{number + 1}"
            yield ScoreLine(unit, instruction.month, "批示", "other", points, clause, text, article.path)
