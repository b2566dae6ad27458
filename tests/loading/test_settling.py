"""What can mean one thing only is read as that, whichever way it was typed; what is doubtful is not."""

import codecs
import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.files import digest
from generator.loading import File, kind_of, settle
from generator.loading.settling import Settled
from generator.problems import Problem

UNITS = ("阳谷局", "东阿局", "土地、矿产科")
PIECE, INDEX = "content/2024/08/01.md", "content/2024/08/index.md"
PROPER = """---
title: 阳谷局：三个“聚焦”，推进工作（试行）
unit: [阳谷局, 东阿局]
authors: [张三, 李四光]
issue: 2024-08
type: 简讯
date: 2024-05-31
adoptions:
  - {publication: 山东自然资源, level: 省级, date: 2024-06-02}
---

正文　里的：标点，（括号）２０２４年5月31日、\ttab 一个字也不改。
---
- 列表
"""
HINT = ["untidy"]


def read(text: str | bytes, path: str = PIECE) -> tuple[Settled[Any] | None, list[Problem]]:
    data = text.encode() if isinstance(text, str) else text
    kind = kind_of(path)
    assert kind
    problems: list[Problem] = []
    return settle(File(path, data, digest(data)), kind.form, UNITS, problems), problems


def codes(problems: list[Problem]) -> list[str]:
    return [one.code for one in sorted(problems)]


def replaced(*pairs: tuple[str, str]) -> str:
    text = PROPER
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


FORMS = {
    "full-width colon": replaced(("title: ", "title：")),
    "colon and blank": replaced(("issue: ", "issue：　")),
    "no space": replaced(("type: ", "type:"), ("unit: ", "unit:")),
    "all colons": replaced(
        *((f"{key}: ", f"{key}：") for key in ("title", "unit", "authors", "issue", "type", "date"))
    ),
    "blank before the colon": replaced(("title: ", "title ：")),
    "chinese keys": replaced(
        ("title: ", "标题: "),
        ("unit: ", "供稿单位: "),
        ("authors: ", "作者: "),
        ("issue: ", "期号: "),
        ("type: ", "类型: "),
        ("date: ", "日期: "),
        ("adoptions:", "上级采用:"),
        ("publication: ", "刊物: "),
        ("level: ", "级别: "),
        (" date: ", " 日期: "),
    ),
    "chinese keys and colons": replaced(
        ("title: ", "标　题："),
        ("unit: ", "单位："),
        ("authors: ", "作者："),
        ("issue: ", "期号："),
        ("type: ", "类型："),
        ("date: ", "日期："),
        ("adoptions:", "采用："),
    ),
    "capitals": replaced(("title: ", "Title: "), ("unit: ", "ＵＮＩＴ：")),
    "black brackets": replaced(("[阳谷局, 东阿局]", "【阳谷局，东阿局】")),
    "wide brackets": replaced(("[阳谷局, 东阿局]", "［阳谷局、东阿局］")),
    "mixed brackets": replaced(("[阳谷局, 东阿局]", "[阳谷局，东阿局】")),
    "comma in brackets": replaced(("[阳谷局, 东阿局]", "[阳谷局，东阿局]"), ("[张三, 李四光]", "[张三、李四光]")),
    "no brackets": replaced(("[阳谷局, 东阿局]", "阳谷局、东阿局"), ("[张三, 李四光]", "张三，李四光")),
    "english comma": replaced(("[阳谷局, 东阿局]", "阳谷局,东阿局")),
    "spaces": replaced(("[阳谷局, 东阿局]", "阳谷局 东阿局"), ("[张三, 李四光]", "张三　李四光")),
    "quoted names": replaced(("[阳谷局, 东阿局]", "[“阳谷局”，“东阿局”]")),
    "block list": replaced(("[阳谷局, 东阿局]", "\n  - 阳谷局\n  －东阿局")),
    "dashes without spaces": replaced(("[阳谷局, 东阿局]", "\n-阳谷局\n-东阿局")),
    "tabs": replaced(("[阳谷局, 东阿局]", "\n\t- 阳谷局\n\t- 东阿局")),
    "issue in full width": replaced(("2024-08", "２０２４-08")),
    "issue in words": replaced(("2024-08", "2024年第8期")),
    "issue with one digit": replaced(("2024-08", "2024-8")),
    "issue quoted": replaced(("2024-08", "“2024-08”")),
    "date in words": replaced(("2024-05-31", "2024年5月31日")),
    "date with slashes": replaced(("2024-05-31", "2024/5/31")),
    "date with points": replaced(("2024-05-31", "2024.5.31")),
    "date short": replaced(("2024-05-31", "2024-5-31")),
    "date in full width": replaced(("2024-05-31", "２０２４年５月３１日")),
    "date below": replaced(("2024-06-02", "2024年6月2日")),
    "type": replaced(("简讯", "简　讯")),
    "type with a space": replaced(("简讯", "简 讯")),
    "wide braces": replaced(
        (
            "{publication: 山东自然资源, level: 省级, date: 2024-06-02}",
            "｛publication：山东自然资源，level：省级，date：2024-06-02｝",
        )
    ),
    "open with blank lines": "\n \n" + PROPER,
    "long dashes": replaced(("---\ntitle", "———\ntitle"), ("---\n\n正文", "－－－ \n\n正文")),
    "four dashes": replaced(("---\n\n正文", "----\n\n正文")),
    "no first line": PROPER.removeprefix("---\n"),
    "indented": replaced(("issue: ", "  issue: ")),
    "indented by a wide space": replaced(("issue: ", "　issue: ")),
    "gbk": PROPER.encode("gbk"),
    "gb18030": PROPER.encode("gb18030"),
    "utf-16": codecs.BOM_UTF16_LE + PROPER.encode("utf-16-le"),
    "utf-16 of the other kind": codecs.BOM_UTF16_BE + PROPER.replace("\n", "\r\n").encode("utf-16-be"),
    "mark": codecs.BOM_UTF8 + PROPER.encode(),
    "everything": replaced(
        ("title: ", "标题："),
        ("unit: [阳谷局, 东阿局]", "单位：【阳谷局，东阿局】"),
        ("2024-08", "２０２４年第８期"),
        ("date: 2024-05-31", "日期:2024年5月31日"),
    )
    .replace("\n", "\r\n")
    .encode("gbk"),
}


@pytest.mark.parametrize("form", FORMS)
def test_it_is_read_as_the_proper_form(form: str) -> None:
    proper, nothing = read(PROPER)
    settled, problems = read(FORMS[form])
    assert proper and settled
    assert nothing == []
    assert codes(problems) == HINT
    assert settled.record == proper.record
    assert settled.split.body == proper.split.body
    assert settled.text.split("---\n", 2)[2] == PROPER.split("---\n", 2)[2]
    again, left = read(settled.text)
    assert again and left == []
    assert (again.record, again.text) == (settled.record, settled.text)


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("issue: 2024年8期\nmonth: 2024年6月份\neditors: 甲 乙", ("2024-08", "2024-06", ("甲", "乙"))),
        ("期号：2024第8期\n计分月份：２０２４．６\n责任编辑：杨丽 刘天爱", ("2024-08", "2024-06", ("杨丽", "刘天爱"))),
        ("issue: 202408\nmonth: 2024/6\neditors: 杨丽、刘天爱、", ("2024-08", "2024-06", ("杨丽", "刘天爱"))),
        ("issue: 2024-08\nmonth: 2024-6\neditors: 张 三", ("2024-08", "2024-06", ("张 三",))),
        ("issue: 2024-08\nmonth: 2024-06\neditors: 张三李四 王五", ("2024-08", "2024-06", ("张三李四", "王五"))),
    ],
)
def test_issues(written: str, values: tuple[object, ...]) -> None:
    settled, problems = read(f"---\n{written}\n---\n", INDEX)
    assert settled and codes(problems) == HINT
    assert (settled.record.issue, settled.record.month, settled.record.editors) == values


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2024-05-31", "5/6/24", ["bad-date"]),
        ("2024-05-31", "31/5/2024", ["bad-date"]),
        ("2024-05-31", "2024年2月30日", ["untidy", "bad-date"]),
        ("2024-05-31", "5月31日", ["bad-date"]),
        ("2024-08", "第8期", ["bad-issue"]),
        ("2024-08", "2024年8月", ["bad-issue"]),
        ("简讯", "短讯", ["unknown-type"]),
        ("title: ", "titel: ", ["unknown-field"]),
        ("title: ", "标提：", ["untidy", "unknown-field"]),
        ("[张三, 李四光]", "杨 丽 刘天爱", ["joined-names"]),
        ("[阳谷局, 东阿局]", "[阳谷局, 东阿局", ["bad-yaml"]),
    ],
)
def test_what_is_doubtful_is_refused(old: str, new: str, told: list[str]) -> None:
    settled, problems = read(replaced((old, new)))
    assert settled and codes(problems) == told
    assert settled.unsure


def test_a_name_with_a_comma_of_its_own_stays_whole() -> None:
    settled, problems = read(replaced(("[阳谷局, 东阿局]", "土地、矿产科")))
    assert settled and settled.record.unit == ("土地、矿产科",)
    assert problems == []


def test_text_stays_as_it_is() -> None:
    text = replaced(("title: ", "# 注：甲，乙\ntitle: "), ("type: 简讯", "type：简讯   # 注：丙、丁"))
    settled, problems = read(text)
    assert settled and codes(problems) == HINT
    assert settled.text == text.replace("type：", "type: ")


@pytest.mark.parametrize(
    "title",
    ["聚焦: 三大行动", "[关注]某某", '"先登记"后供地', "@所有人", "%5 增长", "{一}某某", "20240531", "是: '否': #"],
)
def test_titles_that_lack_quotes(title: str) -> None:
    settled, problems = read(replaced(("阳谷局：三个“聚焦”，推进工作（试行）", title)))
    assert settled and codes(problems) == HINT
    assert settled.record.title == title.removesuffix(" #")
    assert read(settled.text)[1] == []


def test_all_faults_of_a_file_are_told_at_once() -> None:
    text = """---
标题：某某
unit: [阳谷局, 东阿局
authors: "张三
issue: 2024年第八期
type: 短讯
date: 5/6/24
date: 2024-05-31
colour: red
什么
---
正文
"""
    settled, problems = read(text)
    assert settled
    told = [(one.line, one.code) for one in sorted(problems)]
    assert told == [
        (2, "untidy"),
        (3, "bad-yaml"),
        (4, "bad-yaml"),
        (5, "bad-issue"),
        (6, "unknown-type"),
        (7, "bad-date"),
        (8, "duplicate-key"),
        (9, "unknown-field"),
        (10, "bad-yaml"),
    ]


@pytest.mark.parametrize(
    "broken", [b"\xff\xfe\x00", "中文".encode("big5") * 50, "中文".encode() * 40 + b"\xb0\xa1", b"\xe9t\xe9"]
)
def test_encodings_that_are_doubtful(broken: bytes) -> None:
    settled, problems = read(b"---\ntitle: " + broken + b"\n---\n")
    assert settled is None
    assert codes(problems) == ["not-utf8"]


LINES = st.sampled_from(
    [
        "title：甲，乙",
        "标题: 甲: 乙",
        "unit: 【阳谷局，东阿局】",
        "unit:\n\t- 阳谷局",
        "unit: 阳谷局 东阿局",
        "authors: 张三 李四",
        "- 甲",
        "\t- 乙",
        "issue: ２０２４-8",
        "type：简\u3000讯",
        "date: 2024/5/31",
        "  date：x",
        "adoptions:\n  - {level：市级，date：2024.5.1}",
        "# 注：",
        "note: >",
        "  文：字",
        'title: "甲',
        "]",
        "published:\n  甲：３",
        "---",
        "———",
        "",
        "：",
        "missing: [text",
        "shares: {阳谷局：１，东阿局:0}",
        "＃",
        "“",
        "甲",
    ]
)


@settings(max_examples=int(os.environ.get("TIDY_EXAMPLES", "60")), deadline=None)
@given(st.lists(LINES, max_size=9))
def test_the_proper_form_is_proper(lines: list[str]) -> None:
    settled, problems = read("\n".join(["---", *lines, "---", "正文：甲，乙"]))
    if settled is None:
        return
    again, left = read(settled.text)
    assert again
    assert "untidy" not in codes(left)
    assert (again.text, again.record) == (settled.text, settled.record)
    assert [one.code for one in problems if one.severity == "error"] == [one.code for one in left]


def test_gbk_that_looks_like_letters_of_two_bytes() -> None:
    settled, problems = read(replaced(("三个", "甲" * 90)).encode("gbk"))
    assert settled and codes(problems) == HINT


def test_free_keys() -> None:
    settled, problems = read(replaced(("type: ", "shares：｛阳谷局：０．５，东阿局：0.5｝\ntype: ")))
    assert settled and codes(problems) == HINT
    assert sum(settled.record.shares.values()) == 1
