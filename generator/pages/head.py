"""What a page says of itself to programs, in its head: feeds of its own, and what it is in terms of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from generator.model.articles import Article, Issue
from generator.model.months import number_of
from generator.model.units import Unit
from generator.pages.page import to_root
from generator.pages.view import SiteContext, View

_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def head_of(site: SiteContext, view: View) -> str:
    """HTML for the head of a page."""
    if view.template == "unit":
        return feed_link(view.values["unit"], to_root(view.path))
    if view.template == "article":
        return data_block(article_data(site, view.values["article"], view.values["issue"]))
    return ""


def feed_link(unit: Unit, root: str) -> str:
    """Tells of the unit's feed; ``root`` leads to the site's root."""
    link = Markup('<link rel="alternate" type="application/atom+xml" title="{}" href="{}feeds/units/{}.xml">')
    return str(link.format(f"{unit.name}：新稿件", root, unit.id))


def article_data(site: SiteContext, article: Article, issue: Issue | None) -> dict[str, Any]:
    """The piece as schema.org has it; what is not known is not said."""
    units = _named("Organization", article.units)
    published = article.date or (issue.date if issue else None)
    corrections = [one.date.isoformat() for one in article.corrections]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if issue else "Report",
        "headline": article.display_title,
        "alternativeHeadline": article.subtitle,
        "inLanguage": "zh-CN",
        "author": _named("Person", article.authors) or units,
        "sourceOrganization": units,
        "datePublished": published.isoformat() if published else "",
        "dateModified": max(corrections, default=""),
        "isPartOf": _issue_data(site, issue) if issue else {},
        "publisher": _named("Organization", [site.publisher] if site.publisher else []),
        "url": f"{site.url}{article.id}/" if site.url else "",
    }
    return {key: value for key, value in data.items() if value}


def _issue_data(site: SiteContext, issue: Issue) -> dict[str, Any]:
    data = {
        "@type": "PublicationIssue",
        "issueNumber": str(number_of(issue.issue)),
        "name": issue.label,
        "datePublished": issue.date.isoformat() if issue.date else "",
        "isPartOf": {"@type": "Periodical", "name": site.name},
    }
    return {key: value for key, value in data.items() if value}


def _named(kind: str, names: Iterable[str]) -> list[dict[str, str]]:
    return [{"@type": kind, "name": name} for name in names]


def data_block(data: dict[str, Any]) -> str:
    """Data for programs, as a script that runs nothing."""
    text = json.dumps(data, ensure_ascii=False).translate(_IN_SCRIPT)
    return f'<script type="application/ld+json">{text}</script>'
