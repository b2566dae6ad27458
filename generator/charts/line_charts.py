"""The units of a group through a year: lines of their totals, and of their ranks from month to month.

Lines that are drawn strongly differ in marker and dashes, not by colour alone, and all are labelled where they end.
A line joins months that follow each other and nothing else: one month alone is a point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from markupsafe import Markup, escape

from generator.charts.chart_data import Line
from generator.charts.layout import spread, ticks
from generator.charts.svg import box, coordinate, drawing, rule, text
from generator.model.points import points_text

STYLES = 8
"""So many looks there are in ``charts.css``; further lines begin again with the first."""

_WIDTH, _LEFT, _STEP, _TOP = 760, 46, 50, 18
_LABEL_GAP, _NEAR = 15, 3
_SHAPES = (
    "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
    "m-4-4h8v8h-8z",
    "m0-5l5 9h-10z",
    "m0-5l5 5l-5 5l-5-5z",
    "m0 5l5-9h-10z",
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the plot lies: its months (number → provisional), its lower edge, and the height of a value."""

    months: Mapping[int, bool]
    bottom: float
    place: Callable[[Fraction | int], float]

    @property
    def end(self) -> int:
        """The last month that has figures."""
        return max(self.months)


def group_totals(title: str, months: Mapping[int, bool], lines: Sequence[Line], id: str) -> Markup:
    """Totals of the year by month. ``months``: number → whether provisional; ``lines``: best first."""
    values = [float(value) for line in lines for value in line.values.values()]
    steps = ticks(min(values, default=0), max(values, default=0))
    bottom = max(350, _TOP + len(lines) * _LABEL_GAP) if len(months) == 1 else 350
    scale = (bottom - _TOP) / (steps[-1] - steps[0])
    frame = _Frame(months, bottom, lambda value: bottom - (float(value) - steps[0]) * scale)
    marks = [(frame.place(Fraction(str(step))), points_text(Fraction(str(step)))) for step in steps]
    names = [f"{line.name} {points_text(Fraction(line.values[frame.end]))}" for line in lines]
    said = "；".join(f"{name}分" for line, name in zip(lines, names, strict=True) if line.top)
    text = f"截至{frame.end}月：{said}。全部数字见图下的表格。"
    return _chart(id, "totals", title, text, frame, marks, lines, names)


def group_ranks(title: str, months: Mapping[int, bool], lines: Sequence[Line], id: str) -> Markup:
    """Ranks by month, the first at the top. The arguments are those of :func:`group_totals`."""
    last = max((int(value) for line in lines for value in line.values.values()), default=1)
    bottom = _TOP + max(last * 22, len(lines) * _LABEL_GAP)
    frame = _Frame(months, bottom, lambda value: _TOP - 15 + int(value) * 22)
    marks = [(frame.place(number), str(number)) for number in range(1, last + 1)]
    names = [f"{line.values[frame.end]} {line.name}" for line in lines]
    said = "；".join(f"第{line.values[frame.end]}名{line.name}" for line in lines if line.top)
    text = f"截至{frame.end}月：{said}。全部名次见图下的表格。"
    return _chart(id, "ranks", title, text, frame, marks, lines, names)


def _chart(
    id: str,
    kind: str,
    title: str,
    description: str,
    frame: _Frame,
    marks: Sequence[tuple[float, str]],
    lines: Sequence[Line],
    names: Sequence[str],
) -> Markup:
    parts = [*_axes(frame, marks), *_series(kind, frame, lines, names)]
    width = max(_WIDTH, ceil(_across(frame.end) + 24 + max(map(_width, names), default=0)))
    return drawing(id, kind, (width, round(frame.bottom) + 44), title, description, parts)


def _width(said: str) -> float:
    """About how wide a label is: 12 for a Chinese character, 7.5 for others."""
    return sum(12 if one > "\u2e80" else 7.5 for one in said)


def _axes(frame: _Frame, marks: Sequence[tuple[float, str]]) -> Iterator[str]:
    """Bands behind provisional months, a line for each mark, and the names of the months."""
    height = frame.bottom - _TOP
    for number, provisional in frame.months.items():
        if provisional:
            yield box(_across(number) - _STEP / 2, _TOP - 8, _STEP, height + 16, "band")
            yield text(_across(number), frame.bottom + 38, "暂定", "note", "middle")
    for down, said in marks:
        yield rule(_LEFT - 10, down, _across(frame.end), down, "grid")
        yield text(_LEFT - 16, down + 4, said, "tick", "end")
    for number in range(1, 13):
        kind = "tick" if number in frame.months else "tick empty"
        yield text(_across(number), frame.bottom + 22, f"{number}月", kind, "middle")


def _series(kind: str, frame: _Frame, lines: Sequence[Line], names: Sequence[str]) -> Iterator[str]:
    """The lines, thin ones first, so that the strong ones lie above them."""
    ends = [frame.place(line.values[frame.end]) for line in lines]
    strong = [place for place, line in enumerate(lines) if line.top]
    weak = [place for place, line in enumerate(lines) if not line.top]
    together = len(frame.months) == 1 or kind == "ranks"  # else the thin ones are labelled only when pointed at
    downs: dict[int, float] = {}
    for places in ([*range(len(lines))],) if together else (strong, weak):
        own = spread([ends[place] for place in places], _LABEL_GAP, _TOP - 2, frame.bottom + 4)
        downs |= dict(zip(places, own, strict=True))
    aside = any(abs(ends[place] - downs[place]) > _NEAR for place in (range(len(lines)) if together else strong))
    for place in [*reversed(weak), *reversed(strong)]:
        look = f"top c{strong.index(place) % STYLES + 1}" if lines[place].top else "rest told" if together else "rest"
        label = _label(frame, names[place], ends[place], downs[place], aside)
        drawn = _line(frame, lines[place], _SHAPES[strong.index(place) % len(_SHAPES)] if lines[place].top else "")
        yield f'<g class="series s{place + 1} {look}"><title>{escape(names[place])}</title>{drawn}{label}</g>'


def _line(frame: _Frame, line: Line, shape: str) -> str:
    """What is drawn of a line: what joins its months, a wider one to point at, and a marker for each month."""
    known = [(number, _across(number), frame.place(value)) for number, value in sorted(line.values.items())]
    path, before = "", 0
    for number, across, down in known:
        path += f"{'L' if number == before + 1 and path else 'M'}{coordinate(across)} {coordinate(down)}"
        before = number
    markers = "".join(f"M{coordinate(across)} {coordinate(down)}{shape or 'h0'}" for _, across, down in known)
    return f'<path class="near" d="{path}"/><path class="line" d="{path}"/><path class="dots" d="{markers}"/>'


def _label(frame: _Frame, name: str, end: float, down: float, aside: bool) -> str:
    """The name beside the end of a line; ``aside``: further off, as others had to move and are led to their lines."""
    across = _across(frame.end)
    lead = rule(across + 7, end, across + 17, down, "lead") if abs(end - down) > _NEAR else ""
    return lead + text(across + (20 if aside or lead else 11), down + 4, name, "label")


def _across(number: int) -> float:
    return _LEFT + (number - 1) * _STEP
