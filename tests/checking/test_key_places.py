"""A key of the rules that stands in the wrong place, or is written in other words, is told where it belongs."""

from pathlib import Path

import pytest
from small_site import site, told

RULES = """\
rule_sets:
  - id: one
    document: 办法
    from: 2023-01
    points: {本刊: {信息: 1, 简讯: 1/3}, 约稿: 5}
"""
ADVICE = {
    "    per: 年\n": "项目“per”不能写在这里：“per”写在",
    "    base: [{points: 5, per: 年}]\n": "这里可以用的项目有：points、groups、units、except、when",
    "    基础分: 5\n": "（是不是“base”？）",
    "    封顶: 5\n": "（是不是“caps”？）",
    "    倍数: 5\n": "（是不是“multipliers”？）",
    "    最高: 5\n": "（是不是“sharing”、“combine”？）",
    "    deductions: [{adoption_rate_below: 30%, points: 1}]\n": "adoption_rate_below: 0.3",
    "    multipliers: {约稿: {市政府: 2}}\n": "不能按类型分",
    "    sharing: {mode: 定额, points: {本刊: {信息：1，简讯：0.5}}}\n": "全角的冒号、逗号",
}


@pytest.mark.parametrize("added", ADVICE)
def test_where_a_key_belongs(tmp_path: Path, added: str) -> None:
    assert any(ADVICE[added] in one for one in told(site(tmp_path, {"rules.yml": RULES + added})))
