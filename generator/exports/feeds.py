"""Atom feeds (RFC 4287) of the issues, the notices and each unit's pieces.

Nothing in them comes from the clock: ``updated`` is the day of the content or of its latest correction. Where that
day is not known it is the last day of the month the content belongs to; ``published`` is then left out, and the
summary says so. An id is made from the site's name and the address alone, so that it is the same wherever the site
stands; what has moved keeps the id of its first old address.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from generator.fingerprints import Derived
from generator.model.archive import Archive
from generator.model.articles import WITHDRAWN, Article, Issue
from generator.model.months import last_day, month_label
from generator.model.notices import Notice
from generator.model.site import SiteSettings
from generator.model.units import Unit
from generator.plans import Plan, plan_of

LATEST = 20
_NAMESPACE = uuid.UUID("8b0f7a52-3c5e-5d1c-9a57-6f2b8c1d4e90")
_NOTHING_YET = "1970-01-01T00:00:00Z"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Entry:
    address: str
    title: str
    summary: str
    month: str
    published: date | None
    corrected: tuple[date, ...] = ()
    authors: tuple[str, ...] = ()
    first_address: str = ""

    @property
    def updated(self) -> date:
        return max([self.published or last_day(self.month), *self.corrected])


def feed_files(archive: Archive) -> Iterator[Plan[str]]:
    """A feed of issues, one of notices, and one for each unit."""
    name = archive.site.name
    issues = [_issue(archive, one) for one in archive.issues]
    notices = [_notice(archive, one) for one in archive.notices]
    yield _plan(archive, "feeds/issues.xml", f"{name}：各期", "issues/", issues)
    yield _plan(archive, "feeds/notices.xml", f"{name}：通报", "notices/", notices)
    for unit in archive.units.units:
        pieces = [_piece(archive, one) for one in _latest_pieces(archive, unit)]
        yield _plan(archive, f"feeds/units/{unit.id}.xml", f"{name}：{unit.name}", f"units/{unit.id}/", pieces)


def _plan(archive: Archive, path: str, title: str, page: str, entries: list[_Entry]) -> Plan[str]:
    latest = sorted(entries, key=lambda one: (one.updated, one.address), reverse=True)[:LATEST]
    return plan_of(path, "程序生成的订阅文件", Derived(feed, archive.site, path, title, page, latest))


def _latest_pieces(archive: Archive, unit: Unit) -> list[Article]:
    pieces = archive.articles_by_unit.get(unit.name, [])
    return sorted(pieces, key=lambda one: (_updated(archive, one), one.path))[-LATEST:]


def _updated(archive: Archive, piece: Article) -> date:
    """As the entry of the piece will have it."""
    day = archive.published_on(piece) or last_day(piece.month)
    return max([day, *(one.date for one in piece.corrections)])


def _piece(archive: Archive, piece: Article) -> _Entry:
    issue = archive.issues_by_number.get(piece.issue or "")
    where = f"刊于{issue.label}" if issue else f"{piece.commissioner}约稿"
    return _Entry(
        f"{piece.id}/",
        piece.display_title,
        f"{piece.type}，{where}。供稿单位：{'、'.join(piece.units)}。",
        piece.month,
        archive.published_on(piece),
        tuple(one.date for one in piece.corrections),
        piece.authors or piece.units,
        archive.first_addresses.get(piece.path, ""),
    )


def _issue(archive: Archive, issue: Issue) -> _Entry:
    pieces = archive.articles_by_issue.get(issue.issue, [])
    withdrawn = [one.withdrawn.date for one in archive.withdrawn if one.issue == issue.issue and one.withdrawn]
    titles = "；".join(piece.display_title for piece in pieces)
    return _Entry(
        issue.address,
        f"{issue.label}（{WITHDRAWN}）" if issue.withdrawn else issue.label,
        WITHDRAWN if issue.withdrawn else f"共 {len(pieces)} 篇。{titles}",
        issue.month,
        issue.date,
        (*(one.date for piece in pieces for one in piece.corrections), *withdrawn),
        first_address=archive.first_addresses.get(issue.path, ""),
    )


def _notice(archive: Archive, notice: Notice) -> _Entry:
    frozen = archive.frozen_by_month.get(notice.month)
    return _Entry(
        f"notices/{notice.month}/",
        notice.title,
        f"{month_label(notice.month)}政务信息采用情况通报。",
        notice.month,
        notice.date,
        tuple(date.fromisoformat(one.date) for one in frozen.corrections) if frozen else (),
        (notice.signatory,) if notice.signatory else (),
        archive.first_addresses.get(notice.path, ""),
    )


def feed(site: SiteSettings, path: str, title: str, page: str, latest: Sequence[_Entry]) -> str:
    """A feed as XML; ``latest`` are its entries, newest first."""
    base = site.url or "../" * path.count("/")
    root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "zh-CN"})
    _add(root, "id", _urn(site, path))
    _add(root, "title", title)
    _add(root, "updated", _moment(latest[0].updated) if latest else _NOTHING_YET)
    _author(root, site.publisher or site.name or title)
    _add(root, "link", rel="self", type="application/atom+xml", href=base + path)
    _add(root, "link", rel="alternate", type="text/html", href=base + page)
    for one in latest:
        _entry(root, site, base, one)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _entry(feed: ElementTree.Element, site: SiteSettings, base: str, one: _Entry) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    _add(entry, "id", _urn(site, one.first_address or one.address))
    _add(entry, "title", one.title)
    _add(entry, "updated", _moment(one.updated))
    if one.published:
        _add(entry, "published", _moment(one.published))
    for name in one.authors:
        _author(entry, name)
    _add(entry, "link", rel="alternate", type="text/html", href=base + one.address)
    unknown = "" if one.published else f"（日期未存档，这里按{month_label(one.month)}最后一天排列。）"
    _add(entry, "summary", one.summary + unknown)


def _author(parent: ElementTree.Element, name: str) -> None:
    _add(ElementTree.SubElement(parent, "author"), "name", name)


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> None:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = _NOT_XML.sub("", text) or None


def _urn(site: SiteSettings, address: str) -> str:
    return uuid.uuid5(_NAMESPACE, f"{site.name}/{address}").urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"
