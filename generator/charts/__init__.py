"""Figures in, drawings out: pure functions that give SVG (or, for the heat map, a table) as markup.

::

    unit_months(name, year, [MonthPoints(month, points, provisional, href), …], id="months")   a unit's year as bars
    heat_map(name, [MonthPoints(…), …], years={2023: "../units/yanggu/2023/"})                 its months over years
    group_totals(title, {6: False, 7: True}, [Line(name, {6: points}, top), …], id)            lines of totals
    group_ranks(title, {6: False, 7: True}, [Line(name, {6: rank}, top), …], id)               ranks from month to month

A template that shows one begins with ``{{ c.chart_style(link) }}`` of ``_charts.html.j2``. Colours, dark mode and
print are in ``charts.css``.
"""

from generator.charts.chart_data import Line, MonthPoints
from generator.charts.heat import heat_map
from generator.charts.line_charts import group_ranks, group_totals
from generator.charts.month_bars import unit_months

__all__ = ["Line", "MonthPoints", "group_ranks", "group_totals", "heat_map", "unit_months"]
