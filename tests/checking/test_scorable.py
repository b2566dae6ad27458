"""What cannot be scored is told: the file, the line, and what to do; nothing is scored by guess."""

from pathlib import Path

import pytest
from small_site import ARTICLE, july, june, site, told

from generator.pipeline import plan_site, score_archive


def test_the_archive_without_a_defect_is_without_problems(tmp_path: Path) -> None:
    assert told(site(tmp_path, {})) == []


JUNE, JULY = "content/2023/06/01.md", "content/2023/07/01.md"
RECORD = "content/adjustments/2023-06.yml"
COMMISSIONED = "content/commissioned/2023-06/01.md"

PIECES = {
    "an unknown publication and level": (
        {JUNE: june("adoptions:\n  - publication: 省厅信息\n    level: 厅级\n    date: 2023-06-20\n")},
        f"{JUNE}:8: 2023年6月有效的规则“old”的分值表里没有“省厅信息”“厅级”。"
        "请改正名称，或在 rules.yml 的 points 补上分值",
    ),
    "a misspelt publication": (
        {JUNE: june("adoptions:\n  - publication: 内部参老\n    level: 厅级\n    date: 2023-06-20\n")},
        f"{JUNE}:8: 2023年6月有效的规则“old”的分值表里没有“内部参老”“厅级”（是不是“内部参考”？）。"
        "请改正名称，或在 rules.yml 的 points 补上分值",
    ),
    "a retired channel": (
        {JULY: july("adoptions:\n  - {publication: 内部参考, level: 厅级, date: 2023-07-20}\n")},
        f"{JULY}:8: 2023年7月有效的规则“new”的分值表里没有“内部参考”“厅级”（规则“old”里有，这个月不用）。"
        "请改正名称，或在 rules.yml 的 points 补上分值",
    ),
    "a channel that is marked as retired, although its level has points": (
        {JULY: july("adoptions:\n  - {publication: 昨日要闻, level: 省级, date: 2023-07-20}\n")},
        f"{JULY}:8: 2023年7月有效的规则“new”里“昨日要闻”已停用，不能再计分。请改正名称或日期，或删去这一条",
    ),
    "a kind that is marked as retired": (
        {JULY: july("adoptions:\n  - {publication: 省厅信息, level: 省级, kind: 简讯, date: 2023-07-20}\n")},
        f"{JULY}:8: 2023年7月有效的规则“new”里“省级”的简讯已停用，不能再计分。请改正名称或日期，或删去这一条",
    ),
    "a retired kind": (
        {JULY: july(type="简讯")},
        f"{JULY}:5: 2023年7月有效的规则“new”在“本刊”下没有类型“简讯”（规则“old”里有，这个月不用），只有：信息。"
        "请改正类型，或在 rules.yml 补上分值",
    ),
    "an unknown kind": (
        {
            JUNE: june(
                "adoptions:\n  - publication: 市政务信息\n    level: 市级\n    date: 2023-06-20\n    kind: 调研\n"
            )
        },
        f"{JUNE}:11: 2023年6月有效的规则“old”在“市级”下没有类型“调研”，只有：信息。请改正类型，或在 rules.yml 补上分值",
    ),
    "a kind that is the type of the piece": (
        {JUNE: june("adoptions:\n  - {publication: 市政务信息, level: 市级, date: 2023-06-20}\n", type="简讯")},
        f"{JUNE}:8: 2023年6月有效的规则“old”在“市级”下没有类型“简讯”，只有：信息。请改正类型，或在 rules.yml 补上分值",
    ),
    "an unknown publication of our own": (
        {JUNE: june("publication: 专报\n")},
        f"{JUNE}:7: 2023年6月有效的规则“old”的分值表里没有“专报”。请改正名称，或在 rules.yml 的 points 补上分值",
    ),
    "an unknown commissioner": (
        {
            COMMISSIONED: "---\ntitle: 约\nunit: 甲局\ntype: 约稿\nmonth: 2023-06\n"
            "commissioner: 省厅\nmissing: [text]\n---\n"
        },
        f"{COMMISSIONED}:6: 2023年6月有效的规则“old”在“约稿”下没有类型“省厅”，只有：市政府。"
        "请改正类型，或在 rules.yml 补上分值",
    ),
    "a commissioned piece with a publication of our own": (
        {
            COMMISSIONED: "---\ntitle: 约\nunit: 甲局\ntype: 约稿\nmonth: 2023-06\ncommissioner: 市政府\n"
            "publication: 约稿\nmissing: [text]\n---\n"
        },
        f"{COMMISSIONED}:7: publication 写的是本单位的另一种刊物，约稿不用写。请删去这一行",
    ),
    "a value that is not known yet": (
        {JULY: july("adoptions:\n  - {publication: 市政务信息, level: 市级, date: 2023-07-20}\n")},
        f"{JULY}:8: 2023年7月有效的规则“new”里“市级”的分值还是“未定”，无法计分。请查办法后在 rules.yml 填上数字",
    ),
    "points of the publication that were not recorded": (
        {JUNE: june("adoptions:\n  - {publication: 省厅信息, level: 省级, date: 2023-06-20}\n")},
        f"{JUNE}:8: “省级”按上级记分计算，请在这条采用下写明 points（上级给的分数）",
    ),
    "an adoption before its article": (
        {
            JUNE: june(
                "date: 2023-06-15\nadoptions:\n  - publication: 内部参考\n    level: 厅级\n    date: 2023-04-30\n"
            )
        },
        f"{JUNE}:11: 采用日期 2023-04-30 早于稿件本身（2023-06-15）一个月以上。"
        "本刊印出前上级先采用的，最早是上一个月；请改正日期",
    ),
    "an adoption before the month of its article": (
        {JUNE: june("adoptions:\n  - {publication: 内部参考, level: 厅级, date: 2023-04-30}\n")},
        f"{JUNE}:8: 采用日期 2023-04-30 早于稿件本身（2023-06-01）一个月以上。"
        "本刊印出前上级先采用的，最早是上一个月；请改正日期",
    ),
    "the second adoption, although it is the earlier one": (
        {
            JUNE: june(
                "adoptions:\n  - {publication: 内部参考, level: 厅级, date: 2023-06-20}\n"
                "  - {publication: 无名刊物, level: 厅级, date: 2023-06-10}\n"
            )
        },
        f"{JUNE}:9: 2023年6月有效的规则“old”的分值表里没有“无名刊物”“厅级”。"
        "请改正名称，或在 rules.yml 的 points 补上分值",
    ),
    "an instruction before its article": (
        {JUNE: june("instructions:\n  - {level: 市级, date: 2023-05-31}\n")},
        f"{JUNE}:8: 批示日期 2023-05-31 早于稿件本身（2023-06-01），请改正日期",
    ),
    "an unknown level of instruction": (
        {JUNE: june("instructions:\n  - {level: 县级, date: 2023-06-20}\n")},
        f"{JUNE}:8: 2023年6月有效的规则“old”里没有适用的“县级”批示加分（规则里的级别：市级、省级），"
        "这条批示不加分。级别或刊物写错了的请改正；"
        "办法规定不加分的，在 rules.yml 的 instructions 补上一条，points 写 0",
    ),
    "an instruction on a piece that was not where the bonus asks for": (
        {JUNE: june("instructions:\n  - {level: 省级, date: 2023-06-20}\n")},
        f"{JUNE}:8: 2023年6月有效的规则“old”里没有适用的“省级”批示加分（规则里的级别：市级、省级），"
        "这条批示不加分。级别或刊物写错了的请改正；"
        "办法规定不加分的，在 rules.yml 的 instructions 补上一条，points 写 0",
    ),
    "an instruction before its article under rules without bonuses": (
        {JULY: july("instructions:\n  - {level: 市级, date: 2023-06-30}\n")},
        f"{JULY}:8: 批示日期 2023-06-30 早于稿件本身（2023-07-01），请改正日期",
    ),
    "no shares where the rules divide by shares": (
        {JULY: july(unit="甲局, 乙局")},
        f"{JULY}:3: 规则“new”按比例分配，请加一行 shares 写明各单位的份额，合计为 1，如 shares: {{甲局: …, 乙局: …}}",
    ),
    "no shares for a piece that is adopted only under such rules": (
        {JUNE: june("adoptions:\n  - {publication: 省厅信息, level: 省级, date: 2023-07-20}\n", unit="甲局, 乙局")},
        f"{JUNE}:3: 规则“new”按比例分配，请加一行 shares 写明各单位的份额，合计为 1，如 shares: {{甲局: …, 乙局: …}}",
    ),
    "shares that do not sum to 1": (
        {JULY: july("shares: {甲局: 0.6, 乙局: 0.3}\n", unit="甲局, 乙局")},
        f'{JULY}:7: shares 各份之和要等于 1（现在是 0.9）；三分之一可以写成 "1/3"',
    ),
    "shares without one of the units": (
        {JULY: july("shares: {甲局: 1}\n", unit="甲局, 乙局")},
        f"{JULY}:7: shares 要给 unit 里的每个单位各写一份，不多不少（unit 里是：甲局、乙局）",
    ),
    "a unit that is not there yet": (
        {JULY: july(unit="丙局")},
        f"{JULY}:3: 丙局只在2023年8月起存在，2023年7月不能署名。请改署当时的单位，或改 units.yml 里的 from、until",
    ),
    "a unit outside its lifetime": (
        {
            "content/2023/08/index.md": "---\nissue: 2023-08\nmonth: 2023-08\n---\n",
            "content/2023/08/01.md": ARTICLE.format(
                number="08", unit="甲局, 丁科", type="信息", more="shares: {甲局: 1, 丁科: 0}\n"
            ),
        },
        "content/2023/08/01.md:3: 丁科只在2023年5月起至2023年7月止存在，2023年8月不能署名。"
        "请改署当时的单位，或改 units.yml 里的 from、until",
    ),
}

RECORDS = {
    "an adjustment without a reason": (
        "adjustments:\n  - unit: 甲局\n    points: 1\n    decided_by: 局长办公会\n    date: 2023-06-30\n",
        f"{RECORD}:2: 缺少 reason，请补上一行“reason: 原因”",
    ),
    "an adjustment with an empty reason": (
        'adjustments:\n  - unit: 甲局\n    points: 1\n    reason: ""\n    decided_by: 办公会\n    date: 2023-06-30\n',
        f"{RECORD}:4: reason 后面没有内容，请填写（不必填的项目可以删去这一行）",
    ),
    "an adjustment of another month": (
        "adjustments:\n  - unit: 甲局\n    points: 1\n    reason: 补记\n    decided_by: 办公会\n    date: 2023-07-01\n",
        f"{RECORD}:6: 日期 2023-07-01 不在这个文件的月份（2023-06）里。请改日期，或移到那个月的文件",
    ),
    "an event of another month": (
        "events:\n  - {unit: 甲局, event: 迟报, date: 2023-05-31}\n",
        f"{RECORD}:2: 日期 2023-05-31 不在这个文件的月份（2023-06）里。请改日期，或移到那个月的文件",
    ),
    "an unknown event": (
        "events:\n  - unit: 甲局\n    event: 迟到\n    date: 2023-06-30\n",
        f"{RECORD}:3: 2023年6月有效的规则“old”里没有事项“迟到”（是不是“迟报”？）。规则里的事项：泄密、迟报。"
        "请改正，或在 rules.yml 的 deductions、bonuses 或 year_zero 补上",
    ),
    "an event that costs the unit nothing": (
        "events:\n  - event: 迟报\n    unit: 丁科\n    date: 2023-06-30\n",
        f"{RECORD}:3: 规则“old”里“迟报”的扣分不适用于丁科，这条记录不起作用。请核对单位",
    ),
    "an event of an unknown unit": (
        "events:\n  - {unit: 戊局, event: 迟报, date: 2023-06-30}\n",
        f"{RECORD}:2: units.yml 里没有单位“戊局”",
    ),
}


@pytest.mark.parametrize("case", PIECES)
def test_a_piece_that_cannot_be_scored(tmp_path: Path, case: str) -> None:
    files, message = PIECES[case]
    assert told(site(tmp_path, files)) == [message]


def test_an_instruction_under_rules_without_bonuses_is_recorded_and_earns_nothing(tmp_path: Path) -> None:
    """Not even a month or a year of its own, nor shares in a month in which nothing is shared."""
    more = "instructions:\n  - {level: 市级, date: 2023-07-20}\n  - {level: 省级, date: 2024-02-01}\n"
    root = site(tmp_path, {JUNE: june(more, unit="甲局, 乙局")})
    assert told(root) == []
    scores = score_archive(root)[0]
    assert list(scores.tables) == ["2023-06", "2023-07"]
    assert {(line.month, line.category) for line in scores.lines if line.source == JUNE} == {("2023-06", "信息")}
    page = next(plan for plan in plan_site(scores).pages if plan.path == "2023/06/01.md").make()
    assert "市级领导批示，2023年7月20日" in page.html
    assert "省级领导批示，2024年2月1日" in page.html


def test_an_instruction_in_a_month_without_rules_is_told(tmp_path: Path) -> None:
    root = site(tmp_path, {JULY: july("instructions:\n  - {level: 市级, date: 2023-07-20}\n")})
    rules = (root / "rules.yml").read_text("utf-8").replace("from: 2023-07", "from: 2023-07\n    until: 2023-12")
    (root / "rules.yml").write_text(rules, encoding="utf-8")
    assert told(root) == []
    (root / JULY).write_text(july("instructions:\n  - {level: 市级, date: 2024-01-20}\n"), encoding="utf-8")
    assert ["2024年1月" in one for one in told(root)] == [True]


@pytest.mark.parametrize("case", RECORDS)
def test_a_record_that_cannot_be_scored(tmp_path: Path, case: str) -> None:
    text, message = RECORDS[case]
    assert [one[: len(message)] for one in told(site(tmp_path, {RECORD: text}))] == [message]


def test_an_event_under_rules_without_events(tmp_path: Path) -> None:
    files = {"content/adjustments/2023-07.yml": "events:\n  - {unit: 甲局, event: 迟报, date: 2023-07-01}\n"}
    assert told(site(tmp_path, files)) == [
        "content/adjustments/2023-07.yml:2: 2023年7月有效的规则“new”里没有事项“迟报”。规则里的事项：无。"
        "请改正，或在 rules.yml 的 deductions、bonuses 或 year_zero 补上"
    ]
