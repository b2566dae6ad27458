"""Pieces of SVG text. Colours and fonts are in ``charts.css``: a strict CSP allows no style attribute."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape


def coordinate(value: float) -> str:
    """At most one decimal; the same text on every machine."""
    text = f"{value:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")


def text(x: float, y: float, said: str, kind: str, anchor: str = "") -> str:
    """A line of text at its baseline; ``anchor``: ``middle`` or ``end``."""
    place = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{kind}" x="{coordinate(x)}" y="{coordinate(y)}"{place}>{escape(said)}</text>'


def rule(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A straight line."""
    start, end = f"{coordinate(x1)} {coordinate(y1)}", f"{coordinate(x2)} {coordinate(y2)}"
    return f'<path class="{kind}" d="M{start}L{end}"/>'


def box(x: float, y: float, width: float, height: float, kind: str) -> str:
    """A rectangle."""
    place = f'x="{coordinate(x)}" y="{coordinate(y)}"'
    return f'<rect class="{kind}" {place} width="{coordinate(width)}" height="{coordinate(height)}"/>'


def drawing(id: str, kind: str, size: tuple[int, int], title: str, description: str, parts: Iterable[str]) -> Markup:
    """A whole drawing that screen readers announce as one picture; ``id`` is its own on the page."""
    width, height = size
    return Markup(
        f'<svg class="chart chart-{kind}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        f' aria-labelledby="{id}-title" aria-describedby="{id}-text"><title id="{id}-title">{escape(title)}</title>'
        f'<desc id="{id}-text">{escape(description)}</desc>{"".join(parts)}</svg>'
    )
