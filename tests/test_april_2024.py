"""The issue of April 2024: 33 items with their units, authors and full text."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from archives import GOLDEN, REPO, real_scores

SEED = (GOLDEN / "2024-04.issue.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def items(built_site: Path) -> list[dict[str, Any]]:
    articles = json.loads((built_site / "data/articles.json").read_text(encoding="utf-8"))
    return [article for article in articles if article["issue"] == "2024-07"]


def test_there_are_8_articles_and_25_briefs(items: list[dict[str, Any]]) -> None:
    assert Counter(item["type"] for item in items) == {"信息": 8, "简讯": 25}
    assert {item["month"] for item in items} == {"2024-04"}
    assert items[2]["id"] == "2024/07/03"
    assert items[2]["url"] == "/2024/07/03/"
    assert list(items[0]) == ["id", "url", "title", "type", "issue", "month", "units", "authors"]


def test_every_printed_credit_is_resolved_in_order(items: list[dict[str, Any]]) -> None:
    registry = real_scores().archive.units
    printed = []
    for bracket in re.findall(r"[（(]([^（）()]*)[）)]\s*(?=\n|$)", SEED):
        names, _, authors = " ".join(bracket.split()).partition("/")
        units = [registry.resolve(name, "2024-04") for name in names.split()]
        if all(units) and units:
            printed.append(([unit.name for unit in units if unit], authors.split()))

    assert len(printed) == 33
    assert [(item["units"], item["authors"]) for item in items] == printed


def test_short_names_become_canonical_ones(items: list[dict[str, Any]]) -> None:
    by_unit = {unit: item["title"] for item in items for unit in item["units"]}

    assert "地矿科" not in by_unit
    assert {"地质矿产管理科", "市城乡规划设计研究院", "用途管制科", "行政许可科", "办公室"} <= set(by_unit)


def test_a_brief_without_a_title_is_called_by_its_first_clause(items: list[dict[str, Any]]) -> None:
    assert items[8]["title"] == "为切实维护资源资产权益"


def test_all_printed_text_is_in_the_archive() -> None:
    texts = []
    for path in sorted((REPO / "content/2024/07").glob("[0-9]*.md")):
        _, meta, body = path.read_text("utf-8").split("---\n", 2)
        title = re.search(r"^title: (.*)$", meta, re.M)
        subtitle = re.search(r"^subtitle: (.*)$", meta, re.M)
        texts += [found[1] for found in (title, subtitle) if found] + [body]
    ours = re.sub(r"\s+", "", "".join(texts))
    without_credits = re.sub(r"[（(][^（）()]*[）)]\s*(?=\n\s*\n|\n▲|\s*$)", "", SEED)
    printed = re.sub(r"[\s▲]+", "", without_credits)

    assert ours == printed


def test_the_issue_says_that_its_number_is_not_confirmed(built_site: Path) -> None:
    page = (built_site / "2024/07/index.html").read_text("utf-8")

    assert "期号待核实" in page
    assert "编发日期未存档" in page
