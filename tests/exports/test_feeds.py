"""The feeds are Atom (RFC 4287), name no day that nobody knows, and do not change with the place of the site."""

import re
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from archives import real_scores
from small_site import july, june, renumber, site

from generator.exports import data_files
from generator.exports.sitemap import sitemap
from generator.pipeline import plan_site, score_archive
from generator.scoring import Scores

NS = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
NOTICE = "---\ntitle: 关于<6月>的通报\nmonth: 2023-06\n{more}---\n\n正文。\n"


def feeds(scores: Scores) -> dict[str, Element]:
    plans = [plan for plan in data_files(scores) if plan.path.startswith("feeds/")]
    return {plan.path: ElementTree.fromstring(plan.make()) for plan in plans}


def feed_of(root: Path, path: str) -> Element:
    return feeds(score_archive(root)[0])[path]


def texts(element: Element, name: str) -> list[str | None]:
    return [one.text for one in element.iter(NS + name)]


def assert_common(element: Element) -> None:
    """What RFC 4287 asks of feeds (4.1.1) and entries (4.1.2) alike."""
    for name in ("id", "title", "updated"):
        assert len(element.findall(NS + name)) == 1, name
    identity, updated = element.findtext(NS + "id"), element.findtext(NS + "updated")
    assert identity and re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", identity)
    assert updated and MOMENT.fullmatch(updated)
    assert element.findtext(NS + "title")
    assert len(element.findall(f"{NS}link[@rel='alternate']")) == 1
    for author in element.findall(NS + "author"):
        assert len(author.findall(NS + "name")) == 1
        assert author.findtext(NS + "name")


@pytest.mark.parametrize("path", feeds(real_scores()))
def test_it_is_valid_atom(path: str) -> None:
    feed = feeds(real_scores())[path]
    assert feed.tag == NS + "feed"
    assert_common(feed)
    assert feed.find(NS + "author") is not None
    entries = feed.findall(NS + "entry")
    for entry in entries:
        assert_common(entry)
        assert len(entry.findall(NS + "summary")) == 1
        published = entry.findtext(NS + "published")
        assert published is None or MOMENT.fullmatch(published)
        assert ("日期未存档" in (entry.findtext(NS + "summary") or "")) == (published is None)
    assert len(entries) <= 20
    moments = [entry.findtext(NS + "updated") for entry in entries]
    assert moments == sorted(moments, key=str, reverse=True)
    assert not moments or feed.findtext(NS + "updated") == moments[0]
    assert len({entry.findtext(NS + "id") for entry in entries}) == len(entries)
    known = {
        NS + name
        for name in ["feed", "id", "title", "updated", "author", "name", "link", "entry", "published", "summary"]
    }
    assert {element.tag for element in feed.iter()} <= known


def test_every_unit_has_a_feed() -> None:
    scores = real_scores()
    units = {f"feeds/units/{unit.id}.xml" for unit in scores.archive.units.units}
    assert feeds(scores).keys() == units | {"feeds/issues.xml", "feeds/notices.xml"}
    assert any(feed.find(NS + "entry") is None for feed in feeds(scores).values())


def test_a_day_that_is_not_known_is_the_last_of_the_month_and_said_to_be_so(tmp_path: Path) -> None:
    files = {"content/notices/2023-06.md": NOTICE.format(more="")}
    feed = feed_of(site(tmp_path, files), "feeds/notices.xml")
    assert texts(feed, "updated") == ["2023-06-30T00:00:00+08:00"] * 2
    assert texts(feed, "published") == []
    assert texts(feed, "title")[1] == "关于<6月>的通报"


def test_a_correction_is_an_update(tmp_path: Path) -> None:
    corrected = june("date: 2023-06-20\ncorrections:\n  - {date: 2023-07-05, reason: 面积有误}\n")
    root = site(tmp_path, {"content/2023/06/01.md": corrected})
    feed = feed_of(root, "feeds/units/jia.xml")
    assert texts(feed, "updated")[1:] == ["2023-07-31T00:00:00+08:00", "2023-07-05T00:00:00+08:00"]
    assert texts(feed, "published") == ["2023-06-20T00:00:00+08:00"]
    assert "2023-07-05T00:00:00+08:00" in texts(feed_of(root, "feeds/issues.xml"), "updated")


def test_ids_stay_when_a_file_moves_and_when_the_site_gets_an_address(tmp_path: Path) -> None:
    root = site(tmp_path, {"mkdocs.yml": "site_name: 名称\n"})
    before = feed_of(root, "feeds/units/jia.xml")
    (root / "mkdocs.yml").write_text("site_name: 名称\nsite_url: https://example.org/b\n", encoding="utf-8")
    (root / "content/2023/06/01.md").unlink()
    (root / "content/2023/06/05.md").write_text(june("aliases: /2023/06/01/\n"), encoding="utf-8")
    after = feed_of(root, "feeds/units/jia.xml")
    assert texts(after, "id") == texts(before, "id")

    def links(feed: Element) -> list[str | None]:
        return [link.get("href") for link in feed.iter(NS + "link")]

    assert links(before) == [
        "../../feeds/units/jia.xml",
        "../../units/jia/",
        "../../2023/07/01/",
        "../../2023/06/01/",
    ]
    assert links(after)[-1] == "https://example.org/b/2023/06/05/"


def test_ids_stay_when_an_issue_gets_another_number(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/2023/06/02.md": june().replace("篇目", "另一篇")})
    before = feeds(score_archive(root)[0])
    renumber(root, "06", "08", "aliases: /2023/06/\n")
    after = feeds(score_archive(root)[0])
    assert len(texts(after["feeds/units/jia.xml"], "id")) == 4
    for path, feed in before.items():
        assert sorted(map(str, texts(after[path], "id"))) == sorted(map(str, texts(feed, "id"))), path


def test_the_key_of_a_feed_tells_of_the_ids_in_it(tmp_path: Path) -> None:
    def key(root: Path) -> str | None:
        return next(one.key for one in data_files(score_archive(root)[0]) if one.path == "feeds/units/jia.xml")

    root = site(tmp_path, {"content/2023/07/01.md": july(unit="乙局")})
    renumber(root, "06", "08", "aliases: /2023/06/\n")
    before = key(root)
    (root / "content/2023/07/01.md").write_text(july("aliases: /2023/06/01/\n", unit="乙局"), encoding="utf-8")
    assert key(root) != before


def test_a_feed_lists_the_latest_twenty(tmp_path: Path) -> None:
    more = {f"content/2023/06/{number}.md": june(f"date: 2023-05-{number}\n") for number in range(10, 32)}
    more = {path: text.replace("篇目", f"篇目{path[-5:-3]}") for path, text in more.items()}
    feed = feed_of(site(tmp_path, more), "feeds/units/jia.xml")
    titles = texts(feed, "title")[1:]
    assert len(titles) == 20
    assert titles[:3] == ["篇目", "篇目", "篇目31"]


def test_characters_that_xml_has_not_are_left_out(tmp_path: Path) -> None:
    text = (
        june(type="简讯").replace("title: 篇目\n", "").replace("missing: [text]\n", "")
        + "\n甲局\x0b开展了一次很大的培训。\n"
    )
    feed = feed_of(site(tmp_path, {"content/2023/06/01.md": text}), "feeds/units/jia.xml")
    assert "甲局开展了一次很大的培训" in texts(feed, "title")


def test_a_sitemap_for_a_site_with_an_address(tmp_path: Path) -> None:
    files = {"content/2023/06/01.md": june("date: 2023-06-20\n")}
    root = site(tmp_path, files)
    assert not any(plan.path == "sitemap.xml" for plan in plan_site(score_archive(root)[0]).files)
    (root / "mkdocs.yml").write_text("site_name: 名称\nsite_url: https://example.org/b/\n", encoding="utf-8")
    scores = score_archive(root)[0]
    planned = plan_site(scores)
    text = next(plan for plan in planned.files if plan.path == "sitemap.xml").make()
    found = ElementTree.fromstring(text)
    places = [url.findtext("{*}loc") for url in found]
    assert len(places) == len(planned.pages)
    assert "https://example.org/b/" in places
    dated = {url.findtext("{*}loc"): url.findtext("{*}lastmod") for url in found if url.find("{*}lastmod") is not None}
    assert dated == {"https://example.org/b/2023/06/01/": "2023-06-20"}
    assert sitemap(scores.archive.site.url, ["a/"], {}).count("<url>") == 1
