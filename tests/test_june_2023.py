"""June 2023: the computed month against the published notice, cell by cell and line by line."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from archives import (
    bare,
    copy_of_real_archive,
    numbers_in,
    printed_units,
    published_columns,
    published_rows,
    real_scores,
)

from generator.cache import Cache
from generator.exports import scores_json
from generator.fingerprints import Derived
from generator.model.archive import Archive
from generator.pages.notice_pages import notices_of_year, year_inputs
from generator.pages.parts import Parts
from generator.pages.sections import site_context
from generator.pipeline import score_archive
from generator.scoring import MonthTable, Scores, covering_figures

MONTH = "2023-06"


def data_rows(table: MonthTable) -> list[dict[str, object]]:
    data = json.loads(scores_json(table))
    return published_columns(data)


def test_every_row_and_column_equals_the_published_table() -> None:
    rows = data_rows(real_scores().tables[MONTH])

    assert len(rows) == 43
    assert rows == published_rows()


def test_the_site_carries_the_same_numbers_as_json_and_csv(built_site: Path) -> None:
    folder = built_site / "data" / "scores"
    data = json.loads((folder / "2023-06.json").read_text(encoding="utf-8"))
    assert (data["schema_version"], data["month"]) == (1, MONTH)
    assert published_columns(data) == published_rows()

    text = (folder / "2023-06.csv").read_text(encoding="utf-8")
    rows = [
        {key: cell if key in ("group", "unit") else float(cell) for key, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text))
    ]
    assert {row.pop("other_points") for row in rows} == {0.0}
    assert rows == published_rows()


def test_numbers_are_json_numbers_without_trailing_zeros() -> None:
    text = scores_json(real_scores().tables[MONTH])

    assert '"total_points": 148.5,' in text
    assert '"total_points": 108,' in text


def test_taking_one_unit_off_an_article_changes_just_its_cells(tmp_path: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    article = next(
        path for path in sorted((root / "content/2023/09").glob("*.md")) if "茌平局邀请18个" in path.read_text("utf-8")
    )
    article.write_text(article.read_text("utf-8").replace("unit: 茌平局", "unit: 高唐局"), encoding="utf-8")

    before = {row["unit"]: row for row in data_rows(real_scores().tables[MONTH])}
    after = {row["unit"]: row for row in data_rows(score_archive(root)[0].tables[MONTH])}

    changes = {
        (unit, column): (before[unit][column], after[unit][column])
        for unit in before
        for column in before[unit]
        if before[unit][column] != after[unit][column]
    }
    assert changes == {
        ("茌平局", "adopted"): (4, 3),
        ("茌平局", "adopted_points"): (3, 2.5),
        ("茌平局", "month_points"): (23, 22.5),
        ("茌平局", "total_points"): (111.5, 111),
        ("高唐局", "adopted"): (3, 4),
        ("高唐局", "adopted_points"): (3, 3.5),
        ("高唐局", "month_points"): (18, 18.5),
        ("高唐局", "total_points"): (108, 108.5),
    }


def canonical(archive: Archive, name: str) -> str:
    unit = archive.units.resolve(name, MONTH)
    assert unit is not None
    return unit.name


def notice_values(scored: Scores) -> dict[str, Any]:
    parts = Parts(scored, site_context(scored.archive), Cache())
    inputs = (one.value if isinstance(one, Derived) else one for one in year_inputs(parts, 2023))
    return next(one.values for one in notices_of_year(*inputs) if one.path == f"notices/{MONTH}.md")


def test_summary_lines_carry_the_printed_numbers() -> None:
    scored = real_scores()
    context = notice_values(scored)
    ours = {one.unit: numbers_in(one.summary) for lists in context["lists"].values() for one in lists}
    printed = {canonical(scored.archive, name): unit.numbers for name, unit in printed_units().items()}

    assert len(printed) == 43
    # The printed line of 财审科 says 报市信息1篇; the printed table, which counts, has nothing there.
    caishen = list(printed.pop("财审科"))
    caishen.remove("1")  # the first 1 is the one point of its two 简讯 …
    assert ours.pop("财审科") == tuple(caishen)
    assert ours == printed


def test_unit_lists_have_the_printed_items_with_the_printed_labels() -> None:
    scored = real_scores()
    context = notice_values(scored)
    ours = {
        one.unit: sorted((bare(article.title), label.replace(" ", "")) for article, label in one.items)
        for lists in context["lists"].values()
        for one in lists
    }
    printed = {canonical(scored.archive, name): sorted(unit.items) for name, unit in printed_units().items()}

    assert sum(map(len, printed.values())) == 168
    assert ours == printed


def test_covering_text_names_the_first_three_and_the_counts() -> None:
    scored = real_scores()
    context = notice_values(scored)
    text = re.sub(r"<[^>]+>|＊", "", context["covering"])

    assert (
        "累计得分前三的县（市、区）局为阳谷局、临清局、开发区分局；得分前三的科室为利用科、调查科、林草科；"
        "得分前三的事业单位为市林业发展中心、市不动产登记中心、市国土空间开发保护中心。"
    ) in text
    assert (
        "6月份，市局办公室共收到信息396条，其中各县（市、区）局信息196条，机关各科室信息119条、事业单位信息81条；"
        "市局采用县（市、区）局信息39条、机关各科室信息29条、事业单位信息29条。"
    ) in text


def test_published_counts_stand_beside_the_computed_ones() -> None:
    scored = real_scores()
    context = notice_values(scored)

    shown = [(one.name, one.published, one.computed) for one in context["differences"]]
    assert shown == [("县区局采用", 39, "51"), ("科室采用", 29, "34"), ("事业单位采用", 29, "33")]


def test_a_tie_for_third_place_names_all_tied_units(tmp_path: Path) -> None:
    root = copy_of_real_archive(tmp_path)
    balances = root / "content/balances/2023-06.csv"
    # 高新区分局 has 113.5; 13 points more make it equal with 开发区分局 (126.5).
    text = balances.read_text("utf-8")
    assert "高新区分局,85.5" in text
    balances.write_text(text.replace("高新区分局,85.5", "高新区分局,98.5"), encoding="utf-8")

    scored, _ = score_archive(root)
    figures = covering_figures(scored.archive.units, scored.tables[MONTH])

    assert figures["县区局前三"] == "阳谷局、临清局、开发区分局、高新区分局"
    ranks = [row.rank for row in scored.tables[MONTH].groups[0].rows]
    assert ranks[:5] == [1, 2, 3, 3, 5]


@pytest.mark.parametrize("text", ["暂定", "缺本月台账", "缺2024年1—3月的数据，累计分数不完整"])
def test_a_month_without_ledger_and_notice_says_what_is_missing(built_site: Path, text: str) -> None:
    assert text in (built_site / "notices/2024-04/index.html").read_text("utf-8")
