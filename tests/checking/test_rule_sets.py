"""Clauses that name what does not exist, or could never apply, are told with their line in ``rules.yml``."""

from pathlib import Path

import pytest
from small_site import UNITS, site, told

RULE_SET = """\
rule_sets:
  - id: one
    document: 办法
    from: 2023-01
    points:
      本刊: {信息: 1, 简讯: 0.5}
      约稿: 5
      市级: 3
      省级: 10
"""
"""Nine lines; what a test adds begins on line 10."""

NAMES = {
    "a base score for an unknown group": (
        "    base:\n      - points: 5\n        groups: [county, offices]\n",
        "rules.yml:12: units.yml 里没有分组“offices”（是不是“office”？），请改正",
    ),
    "a deduction for an unknown group": (
        "    deductions:\n      - {event: 迟报, points: 1, groups: [城区]}\n",
        "rules.yml:11: units.yml 里没有分组“城区”，请改正",
    ),
    "a cap for an alias": (
        "    caps:\n      - {of: 合计, per: 年, points: 9, units: [\n          甲局,\n          甲县局]}\n",
        "rules.yml:13: units.yml 里没有单位“甲县局”（是不是“甲局”？）。这里要写单位的 name，不能写别名",
    ),
    "an exception for an unknown unit": (
        "    base:\n      - {points: 5, groups: [county], except: [戊局]}\n",
        "rules.yml:11: units.yml 里没有单位“戊局”（是不是“甲局”、“乙局”、“丙局”？）。这里要写单位的 name，不能写别名",
    ),
    "a multiplier of an unknown channel": (
        "    multipliers:\n      省级: 2\n      国办: 5\n",
        "rules.yml:12: 分值表 points 里没有渠道“国办”。请改正名称，或在 points 里补上分值",
    ),
    "a class with an unknown channel": (
        "    combine: 同类取最高\n    classes:\n      上级: [市级, 省级, 国办]\n",
        "rules.yml:12: 分值表 points 里没有渠道“国办”。请改正名称，或在 points 里补上分值",
    ),
    "a bonus for an unknown channel": (
        "    instructions:\n      - level: 市级\n        points: 5\n        channels: [省级信息]\n",
        "rules.yml:13: 分值表 points 里没有渠道“省级信息”（是不是“省级”？）。请改正名称，或在 points 里补上分值",
    ),
    "a fixed value for an unknown channel": (
        "    sharing:\n      mode: 定额\n      points:\n        本刊: 0.5\n        国办: 5\n",
        "rules.yml:14: 分值表 points 里没有渠道“国办”。请改正名称，或在 points 里补上分值",
    ),
    "a fixed value for an unknown kind": (
        "    sharing:\n      mode: 定额\n      points:\n        本刊: {信息: 0.5, 简报: 0.2}\n",
        "rules.yml:13: 分值表 points 的“本刊”下没有类型“简报”（是不是“简讯”？）。请改正名称，或在 points 里补上分值",
    ),
}

CLAUSES = {
    "a deduction on no ground": (
        "    deductions:\n      - {event: 迟报, points: 1}\n      - {points: 1}\n",
        "rules.yml:12: 扣分要写明情形：event（发生某事项）、quota（任务篇数）或 adoption_rate_below（采用率）。"
        "请补上一行",
    ),
    "a deduction on two grounds": (
        "    deductions:\n      - event: 迟报\n        quota: 4\n        points: 1\n",
        "rules.yml:12: 一条扣分只能有一种情形，现在写了 event、quota。请拆成 2 条",
    ),
    "a deduction on three grounds": (
        "    deductions:\n      - {adoption_rate_below: 0.3, event: 迟报, quota: 4, points: 1}\n",
        "rules.yml:11: 一条扣分只能有一种情形，现在写了 event、quota、adoption_rate_below。请拆成 3 条",
    ),
    "a deduction without points": (
        "    deductions:\n      - event: 迟报\n",
        "rules.yml:11: 缺少 points，请补上一行“points: …”",
    ),
    "a negative deduction": (
        "    deductions:\n      - event: 迟报\n        points: -1\n",
        "rules.yml:12: points：这里不能是负数；扣分也写成正数，由规则减去（现在是“-1”）",
    ),
    "an adoption rate in percent": (
        "    deductions:\n      - adoption_rate_below: 30\n        points: 1\n",
        "rules.yml:11: adoption_rate_below：采用率要写成 0 到 1 之间的小数，如 0.3（即30%）（现在是“30”）",
    ),
    "a quota without a consequence": (
        "    quotas:\n      - {of: 上报, least: 4}\n",
        "rules.yml:11: 任务要写明后果：short（每少一篇扣）、missed（没有完成扣多少，或 基础分、全部）、"
        "met（完成记多少）或 beyond（每超一篇加）。请补上一行",
    ),
    "a quota for an unknown unit": (
        "    quotas:\n      - {of: 上报, least: 4, short: 1, units: [无局]}\n",
        "rules.yml:11: units.yml 里没有单位“无局”",
    ),
    "a quota by kind on what ledgers count": (
        "    quotas:\n      - {of: 上报, kinds: [信息], least: 4, short: 1}\n",
        "rules.yml:11: 台账里的上报篇数不分类型和渠道，kinds 不起作用。请删去，或改为 of: 采用、约稿、上级采用",
    ),
    "a bonus on no ground": (
        "    bonuses:\n      - {points: 1}\n",
        "rules.yml:11: 加分要写明情形：event（发生某事项）、used_by（被哪些刊物、级别采用）"
        "或 adoption_rate_from（采用率）。请补上一行",
    ),
    "a span the wrong way round": (
        "    deductions:\n      - {event: 迟报, points: 3-1}\n",
        "rules.yml:11: points：幅度要先写小的、后写大的，如 1-5；只有一个数的直接写那个数（现在是“3-1”）",
    ),
    "a span for a quota": (
        "    deductions:\n      - {quota: 4, points: 1-3}\n",
        "rules.yml:11: 只有 event（发生某事项）的分数可以在一个幅度里酌情定，这里要写一个数",
    ),
    "an n-th event without n": (
        "    year_zero_after:\n      - {event: 迟报}\n",
        "rules.yml:11: 缺少 times，请补上一行“times: …”",
    ),
    "a quota of nothing": (
        "    deductions:\n      - {quota: 0, points: 1}\n",
        "rules.yml:11: quota 不能小于 1（现在是“0”）",
    ),
    "a cap below zero": (
        "    caps:\n      - of: 合计\n        per: 年\n        points: -5\n",
        "rules.yml:13: points：这里不能是负数；扣分也写成正数，由规则减去（现在是“-5”）",
    ),
    "a cap on nothing known": (
        "    caps:\n      - {of: 加分, per: 年, points: 5}\n",
        "rules.yml:11: 不认识的 of“加分”，只能是：基础分、采用、约稿、批示、合计",
    ),
    "a cap without a period": (
        "    caps:\n      - of: 合计\n        points: 5\n",
        "rules.yml:11: 缺少 per，请补上一行“per: …”",
    ),
    "a negative multiplier": (
        "    multipliers: {省级: -2}\n",
        "rules.yml:10: 省级：这里不能是负数；扣分也写成正数，由规则减去（现在是“-2”）",
    ),
    "a way of sharing that is not known": (
        "    sharing: 平分\n",
        "rules.yml:10: 不认识的 sharing“平分”，只能是：全额、均分、按比例、定额",
    ),
    "fixed values without values": (
        "    sharing: 定额\n",
        "rules.yml:10: 定额要写明分值，如 sharing: {mode: 定额, points: {本刊: 0.5}}",
    ),
    "fixed values that are not used": (
        "    sharing:\n      mode: 均分\n      points: {本刊: 0.5}\n",
        "rules.yml:12: sharing 的 points 只在 mode: 定额 时有用（现在是“均分”）。请改 mode，或删去 points",
    ),
    "classes that are not used": (
        "    classes:\n      上级: [市级, 省级]\n",
        "rules.yml:10: classes 只在 combine: 同类取最高 时有用（现在是“累加”）。请改 combine，或删去 classes",
    ),
    "a channel in two classes": (
        "    combine: 同类取最高\n    classes:\n      地方: [市级]\n      上级: [市级, 省级]\n",
        "rules.yml:13: 渠道“市级”已经在“地方”类里，一个渠道只能属于一类。请删去一处",
    ),
    "a tie-breaker that is no figure": (
        "    ranking:\n      tie_breakers: [points]\n",
        "rules.yml:11: 不认识的 tie_breakers“points”，只能是：month_points、adopted_points、commissioned_points、"
        "adopted_above、adopted、commissioned、forwarded、submitted",
    ),
    "a misspelt key": (
        "    deduction:\n      - {event: 迟报, points: 1}\n",
        "rules.yml:10: 不认识的项目“deduction”（是不是“deductions”",
    ),
}


@pytest.mark.parametrize("case", NAMES)
def test_a_clause_that_names_what_does_not_exist(tmp_path: Path, case: str) -> None:
    text, message = NAMES[case]
    assert told(site(tmp_path, {"rules.yml": RULE_SET + text})) == [message]


@pytest.mark.parametrize("case", CLAUSES)
def test_a_clause_that_makes_no_sense(tmp_path: Path, case: str) -> None:
    text, message = CLAUSES[case]
    assert [one[: len(message)] for one in told(site(tmp_path, {"rules.yml": RULE_SET + text}))] == [message]


def test_a_value_that_is_neither_number_nor_word(tmp_path: Path) -> None:
    text = RULE_SET.replace("市级: 3", "市级: 三分").replace("省级: 10", "省级: -1")
    assert told(site(tmp_path, {"rules.yml": text})) == [
        "rules.yml:8: 市级：分值要写成数字，或“未定”（没有依据）、“上级记分”（以采用时注明的分数为准）、"
        "“停用”（不再采用）（现在是“三分”）",
        "rules.yml:9: 省级：这里不能是负数；扣分也写成正数，由规则减去（现在是“-1”）",
    ]


UNIT = "  - {{name: 戊科, id: wu, group: office, until: 2023-06, successors: {successors}}}\n"

SUCCESSORS = {
    "an unknown unit": (
        UNIT.format(successors="[己科]"),
        "没有承接单位“己科”（是不是“戊科”、“丁科”？）。请写 units.yml 里另一个单位的 name，不能写别名",
    ),
    "an alias": (
        UNIT.format(successors="[甲县局]"),
        "没有承接单位“甲县局”（是不是“甲局”？）。请写 units.yml 里另一个单位的 name，不能写别名",
    ),
    "the unit itself": (
        UNIT.format(successors="[戊科]"),
        "戊科不能由自己承接。请在 successors 里写另一个单位的 name",
    ),
    "a unit that is not there yet": (
        UNIT.format(successors="[丙局]"),
        "戊科到2023年6月止，承接单位丙局下个月却不存在。请改正其中一个的 from、until",
    ),
    "shares that do not sum to 1": (
        UNIT.format(successors="[{unit: 甲局, share: 0.5}, {unit: 乙局, share: 0.4}]"),
        '戊科的承接份额 share 之和要等于 1（现在是 0.9）；三分之一可以写成 "1/3"',
    ),
    "two whole shares": (
        UNIT.format(successors="[甲局, 乙局]"),
        '戊科的承接份额 share 之和要等于 1（现在是 2）；三分之一可以写成 "1/3"',
    ),
    "no end": (
        UNIT.format(successors="[甲局]").replace("until: 2023-06, ", ""),
        "戊科写了 successors（承接单位），却没有写 until（最后一个月）。请补上 until，或删去 successors",
    ),
}


@pytest.mark.parametrize("case", SUCCESSORS)
def test_successors_that_cannot_take_over(tmp_path: Path, case: str) -> None:
    text, message = SUCCESSORS[case]
    assert told(site(tmp_path, {"units.yml": UNITS + text})) == [f"units.yml:11: {message}"]
