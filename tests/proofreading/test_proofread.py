"""Each check on texts that are wrong, and on nearly the same ones that are right."""

import pytest

from generator.proofreading import Text, near_names, proofread

NAMES = near_names(("阳谷局",))
TABLE = (
    "| 单位 | 信息 | 简讯 | 合计 |\n|---|---|---|---|\n| 甲 | 1 | 2 | 3 |\n| 乙 | 2 | 3 | {} |\n| 合计 | 3 | 5 | 8 |"
)


def codes(body: str, title: str = "", head: str = "") -> set[str]:
    return {one.code for one in proofread(Text(body, 1, head or f"title: {title}\n", title, "", "2024-04"), NAMES)}


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        ("lost-asterisk", "面积为3*4*5米。", "面积为3×4×5米，**重点**2*3。"),
        ("link-brackets", "见！[图]（会场.jpg）。", "见![图](会场.jpg)，[注]（另附）。"),
        ("link-brackets", "见[全文](方案.pdf）。", "见[全文](方案.pdf)。"),
        ("link-brackets", "见［全文］（方案.pdf）。", "见【全文】（方案）。"),
        ("heading-space", "##标题", "## 标题"),
        ("text-as-code", "第一段。\n\n    第二段。", "第一段。\n\n　　第二段。"),
        ("list-restarted", "1. 甲\n\n一段。\n\n2. 乙", "1. 甲\n2. 乙"),
        ("broken-table", "| 甲 | 乙 |\n| 1 | 2 |", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |"),
        ("broken-table", "文字\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "文字\n\n甲|乙\n---|---\n1|2"),
        ("broken-table", "甲\t1\n乙\t2", "甲 1\n乙 2"),
        ("broken-table", "｜甲｜乙｜\n｜1｜2｜", "甲｜乙"),
        ("broken-table", "| 甲 | 乙 |\n|——|——|\n| 1 | 2 |", "| 甲 | 乙 |\n|:--|--:|\n| 1 | 2 |"),
        ("table-cells", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |", "| 甲 | 乙 |\n|---|---|\n| 1\\|2 | 3 |"),
        ("table-sum", TABLE.format(6), TABLE.format(5)),
        ("doubled-word", "工作的的开展。", "目的的确达到，为了了解情况，的的确确。"),
        ("doubled-mark", "开展，，完成。", "开展……完成。"),
        ("unpaired-mark", "“先登记后供地的做法。", "“先登记后供地”，1）第一，2）第二。"),
        ("half-width-mark", "治理,取得成效。", "占比1,234亩，8:30开会，[全文](附件/方案)见。"),
        ("full-width-digit", "共１２件。", "共12件。"),
        ("document-number", "聊自然资发[2024]5号。", "聊自然资发〔2024〕5号，（2024年）第5号。"),
        ("wrong-place", "湖北省张家界市来访。", "湖南省张家界市来访，湖北省内，湖北省武汉市。"),
        ("wrong-place", "聊城市历下区。", "济南市历下区，聊城市冠县，聊城市高新区，聊城市市中区。"),
        ("wrong-place", "广西壮族自治区三亚市。", "内蒙古自治区包头市，延边朝鲜族自治州延吉市，青海省海南州。"),
        ("text-date", "4月31日，开会。", "4月30日，开会。"),
        ("text-date", "11月9日，开会。", "12月9日，开会，3月29日，开会。"),
        ("near-unit-name", "近日，阳古局召开会议。", "近日，阳谷局召开会议。"),
        ("growth-sum", "由100增长到120，增长25%。", "由100增长到120，增长20%。"),
        ("parts-sum", "共8件，其中甲3件、乙4件。", "共8件，其中甲3件、乙5件。"),
        ("over-hundred", "占比120%。", "占比20%，完成率120%。"),
    ],
)
def test_text(code: str, wrong: str, right: str) -> None:
    assert code in codes(wrong)
    assert codes(right) == set()


def test_titles_are_read_too_and_told_at_their_line() -> None:
    text = Text("正文。", 9, "unit: 甲\ntitle: 阳古局开会\n", "阳古局开会", "", "2024-04")
    (found,) = proofread(text, NAMES)
    assert (found.line, found.field, found.code) == (3, "title", "near-unit-name")


def test_a_title_that_yaml_cuts() -> None:
    assert codes("正文。", "甲", "title: 甲 #3号楼\n") == {"title-cut"}
    assert codes("正文。", "甲 #3", 'title: "甲 #3号楼"\n') == set()
