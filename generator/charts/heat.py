"""A unit's months over years as a heat map: a table whose cells are tinted, so that it is its own description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from markupsafe import Markup, escape

from generator.charts.chart_data import MonthPoints
from generator.model.months import number_of, year_of
from generator.model.points import ZERO, points_text

LEVELS = 5
_MONTHS = "".join(f'<th scope="col">{number}月</th>' for number in range(1, 13))


def heat_map(name: str, months: Sequence[MonthPoints], years: Mapping[int, str] | None = None) -> Markup:
    """Points by month, a row for each year that has any, newest first; ``years``: year → address of its page.

    A month without figures stays empty; a provisional one is marked. A line below says so.
    """
    by_year: dict[int, dict[int, MonthPoints]] = {}
    for one in months:
        by_year.setdefault(year_of(one.month), {})[number_of(one.month)] = one
    most = max((one.points for one in months), default=ZERO)
    rows = []
    for year in sorted(by_year, reverse=True):
        label = f"{year}年"
        if years and year in years:
            label = f'<a href="{escape(years[year])}">{label}</a>'
        known = by_year[year]
        cells = "".join(_cell(known[number], most) if number in known else "<td></td>" for number in range(1, 13))
        rows.append(f'<tr><th scope="row">{label}</th>{cells}</tr>\n')
    caption = f'<caption class="quiet">{escape(name)}历年各月分数</caption>'
    head = f'<thead><tr><th scope="col">年份</th>{_MONTHS}</tr></thead>'
    table = f'<table class="heat">\n{caption}\n{head}\n<tbody>\n{"".join(rows)}</tbody>\n</table>'
    label = f"{escape(name)}历年各月分数表"
    note = "颜色越深分数越高，空格是没有数据的月份"
    if any(one.provisional for one in months):
        note += "；* 是暂定的月份，分数还会变动"
    return Markup(
        f'<div class="table-scroll" tabindex="0" role="region" aria-label="{label}">\n{table}\n</div>\n'
        f'<p class="data-note">{note}。</p>'
    )


def level(points: Fraction, most: Fraction) -> int:
    """How deep the tint is, 0–5: the part of the most that any month has, in fifths, rounded up."""
    if points <= 0:
        return 0
    part = points.numerator * most.denominator * LEVELS  # over the same of the most: four times as fast as fractions
    return -(-part // (points.denominator * most.numerator))


def _cell(one: MonthPoints, most: Fraction) -> str:
    said = points_text(one.points)
    shown = f'<a href="{escape(one.href)}">{said}</a>' if one.href else said
    mark = '<abbr title="暂定">*</abbr>' if one.provisional else ""
    return f'<td class="heat-{level(one.points, most)}">{shown}{mark}</td>'
