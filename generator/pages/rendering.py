"""From a view to its page: the template sees the view, links, and functions that know nothing of the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from generator.cache import Cache
from generator.charts import heat_map, unit_months
from generator.markup import to_html
from generator.model.archive import PlainPage
from generator.model.articles import Article, Issue
from generator.model.frozen import CORRECTABLE
from generator.pages.group_charts import group_charts
from generator.pages.head import head_of
from generator.pages.notice_text import MonthLines
from generator.pages.page import Page, to_root
from generator.pages.page_links import Links, line_anchor, notice_path, people_path
from generator.pages.piece_view import citation
from generator.pages.templating import environment
from generator.pages.texts import inside, text_links
from generator.pages.view import SiteContext, View
from generator.scoring import Explanation, LineIndex, ScoreLine
from generator.theme import POLICY


class Renderer:
    """The templates of a site; ``compiled`` keeps them from run to run."""

    def __init__(self, site: SiteContext, compiled: Cache | None = None) -> None:
        self._site, self._links = site, dict[str, Links]()
        self._env = environment(compiled)
        self._env.globals |= {
            "line_anchor": line_anchor,
            "notice_path": notice_path,
            "people_path": people_path,
            "text": text_of,
            "html": html_of,
            "columns": CORRECTABLE,
            "citation": citation,
            "explain": explain,
            "line_index": line_index,
            "group_charts": group_charts,
            "unit_months": unit_months,
            "heat_map": heat_map,
            "policy": POLICY,
        }

    def page(self, view: View) -> Page:
        """Render the template of the view as its page."""
        root = to_root(view.path)
        if root not in self._links:
            self._links[root] = Links(self._site.unit_ids, root)
        links = self._links[root]
        ways = {
            "link": links.link,
            "unit_link": links.unit_link,
            "why": links.why,
            "source_link": links.source_link,
        }
        html = self._render(view, ways)
        return Page(view.path, view.title, html, view.template, view.tab, head_of(self._site, view))

    def file(self, view: View) -> str:
        """Render the template as a file of its own, without the theme."""
        return self._render(view, {})

    def _render(self, view: View, ways: Mapping[str, Any]) -> str:
        template = self._env.get_template(f"{view.template}.html.j2")
        return template.render(site=self._site, path=view.path, title=view.title, **ways, **view.values)


def html_of(path: str, text: str) -> Markup:
    """What an editor wrote in the file at ``path``, as HTML."""
    return Markup(to_html(text, text_links(path)))


def text_of(record: Article | Issue | PlainPage, page: str = "") -> Markup:
    """The text of a record; on ``page``, below the headings of another record."""
    if not page:
        return html_of(record.path, record.body)
    html = to_html(record.body, text_links(record.path, page))
    return Markup(inside(html, f"p{record.path.removesuffix('.md').rpartition('/')[2]}", depth=2))


def line_index(months: Sequence[MonthLines]) -> LineIndex:
    """For explaining the figures of a notice."""
    return LineIndex(line for month in months for line in month.lines)


def explain(lines: Sequence[ScoreLine], unit: str, month: str) -> Explanation:
    """What a unit's points of a month are made of; ``lines`` are those of its year."""
    return LineIndex(lines).explain(unit, month)
