"""Every published figure of June 2023 is explained by lines that sum to it."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from archives import published_rows, real_scores
from processes import bulletin

MONTH = "2023-06"


def test_the_lines_of_all_43_units_sum_to_the_published_figures() -> None:
    index = real_scores().index
    published = {row["unit"]: row for row in published_rows()}

    assert len(published) == 43
    for unit, row in published.items():
        why = index.explain(str(unit), MONTH)
        assert sum(line.points for line in why.lines) == why.month_points == row["month_points"]
        assert why.total_points == row["total_points"]
        assert sum(term.points for term in why.terms) == why.month_points
        assert sum(term.points for term in why.total_terms) == why.total_points
        adopted = sum(line.points for line in why.lines if line.column == "adopted")
        assert adopted == row["adopted_points"]


def test_the_sum_is_told_in_one_sentence() -> None:
    index = real_scores().index
    assert index.explain("阳谷局", MONTH).month_equation == (
        "本月分数 29 = 信息 3 篇 ×1 + 简讯 2 则 ×0.5 + 约稿 4 篇 ×5 + 基础分 5（报市4篇）"
    )
    assert index.explain("阳谷局", MONTH).total_equation == "累计分数 148.5 = 2023年1—5月结转 119.5 + 6月 29"
    assert index.explain("机关党委", MONTH).month_equation.endswith("基础分 5（报省厅1篇）")
    assert index.explain("离退休干部科", MONTH).month_equation.endswith("基础分 5（上报2篇）")
    assert index.explain("测绘管理科", MONTH).month_equation == "本月分数 0 = 0（没有计分项）"


def test_the_command_prints_the_same_for_any_alias() -> None:
    text = bulletin("explain", "利用科", MONTH).stdout
    assert text.startswith("开发利用科　2023年6月\n本月分数 15 = 约稿 2 篇 ×5 + 基础分 5（报市4篇）\n")
    assert "[content/ledger/2023-06.csv，规则 2023/base-1]" in text


def test_json_for_other_programs() -> None:
    data = json.loads(bulletin("explain", "阳谷局", MONTH, "--format", "json").stdout)

    assert list(data) == ["unit", "month", "lines", "month_points", "total_points"]
    assert (data["unit"], data["month"], data["month_points"], data["total_points"]) == ("阳谷局", MONTH, 29, 148.5)
    assert data["lines"][0] == {
        "points": 1,
        "rule": "2023/points-1",
        "reason": "第9期 信息《全市自然资源系统组织开展“庆七一”系列主题活动》",
        "source": "content/2023/09/01.md",
        "url": "/2023/09/01/",
    }
    assert sum(Fraction(str(line["points"])) for line in data["lines"]) == 29


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["没有局", MONTH], "2023年6月没有单位“没有局”"), (["阳谷局", "2022-01"], "资料库里没有2022年1月的内容")],
)
def test_who_or_what_is_not_known_is_told(arguments: list[str], message: str) -> None:
    run = bulletin("explain", *arguments)
    assert run.returncode == 2
    assert message in run.stderr


def test_each_figure_of_the_notice_leads_to_its_lines(built_site: Path) -> None:
    page = (built_site / "notices/2023-06/index.html").read_text("utf-8")
    assert page.count('class="why"') > 43 * 5
    assert 'href="../../units/yanggu/2023/#m2023-06">148.5</a>' in page
    lines = (built_site / "units/yanggu/2023/index.html").read_text("utf-8")
    assert 'id="m2023-06"' in lines
    assert "约稿 4 篇 ×5" in lines
    assert "rules/#2023-points-1" in lines
