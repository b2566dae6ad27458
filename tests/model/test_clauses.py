"""A rule set in words, as the rules page prints it."""

from pathlib import Path

import pytest

from generator.loading import load_rules
from generator.model.clauses import clauses

SHAPES = Path(__file__).resolve().parents[1] / "scoring" / "shapes"
TITLES = {"county": "县（市、区）局", "office": "机关科室", "township": "乡镇", "department": "部门"}

EXPECTED = {
    ("quzhou", "points-1"): "每篇2分。",
    ("quzhou", "points-4"): "按上级所记的分数，再乘以2。",
    ("quzhou", "sharing"): "几个单位共同署名的，分数由各单位平均分配。批示加分同样分配。",
    ("quzhou", "instruction-1"): "获市级领导批示，加10分。",
    ("lianyungang", "points-1"): "信息每篇3分，简讯每则1分。",
    ("lianyungang", "combine"): "同一稿件被几处采用的，各处分数相加。",
    ("lianyungang", "instruction-2"): "获市级领导批示（刊于政务建议的），加10分。",
    ("rules-by-date", "points-2"): "已停用。",
    ("xiangshan", "combine"): "同一稿件在一年内被几处采用的，只计最高分，后来更高的补足差额。",
    ("highest-in-class", "combine"): (
        "同一稿件在一年内被同类渠道几处采用的，只计最高分，后来更高的补足差额；不同类的相加。"
        "党委系统：市委信息、省委信息；政府系统：市政府信息、省政府信息。"
    ),
    ("fixed-shares", "sharing"): (
        "几个单位共同署名的，每个单位按定额记分：本刊信息0.6分，本刊简讯0.3分，省级4分；没有定额的记全分。"
        "批示加分每个单位都记全分。"
    ),
    ("unit-quotas", "base-1"): "县（市、区）局（丙局除外），当月上报4篇以上的，记5分。",
    ("unit-quotas", "base-2"): "丙局，当月上报6篇以上、报省市1篇以上的，记5分。",
    ("unit-quotas", "deduction-2"): "丙局，当月任务6篇，每少报一篇扣1分。",
    ("zhonglou", "base-1"): "当月列入台账的，记6分。",
    ("zhonglou", "deduction-1"): "迟报每次扣1分。",
    ("zhonglou", "deduction-4"): "当月采用率不到30%的扣1分。",
    ("zhonglou", "floor"): "一个月的扣分以当月基础分为限，扣完为止；加分不受影响。",
    ("caps", "cap-1"): "合计全年最多40分。",
    ("caps", "cap-4"): "机关科室，约稿每月最多8分。",
    ("year-zero", "year-zero"): "发生泄密、重大失实的，全年分数归零。",
    ("sichuan", "ranking"): "各组按累计分数从高到低排名；同分的名次并列，其后名次跳过（1、2、2、4）。",
    ("tie-breakers", "ranking"): (
        "各组按累计分数从高到低排名；同分的依次比较约稿记分、上报篇数，仍相同的名次并列，其后名次跳过（1、2、2、4）。"
        "累计没有分数的单位不排名。"
    ),
}


@pytest.mark.parametrize(("shape", "clause"), EXPECTED, ids="/".join)
def test_a_clause_in_words(shape: str, clause: str) -> None:
    rules, problems = load_rules(SHAPES / shape / "rules.yml")
    assert (rules is not None, problems) == (True, [])
    assert rules is not None
    texts = {one.id: one.text for one in clauses(rules.rule_sets[-1], TITLES)}
    assert texts[clause] == EXPECTED[shape, clause]
