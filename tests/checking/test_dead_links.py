"""A link leads to a page or a published file of the site, or is told with its line; every way to write one counts."""

from pathlib import Path

import pytest
from small_site import site

from generator.pipeline import check_archive
from generator.problems import Problem

PIECE = "content/2023/06/05.md"
HEAD = "---\ntitle: 甲文\nunit: 甲局\nissue: 2023-06\ntype: 信息\n---\n"
FIRST = 8
"""The line on which the text of :data:`PIECE` begins."""


def problems(tmp_path: Path, text: str, files: dict[str, str] | None = None) -> list[Problem]:
    return check_archive(site(tmp_path, {PIECE: f"{HEAD}\n{text}\n", **(files or {})}))[1]


RIGHT = (
    "[审计](../../audit.md)",
    "[搜索](../../search.md)",
    "[数据](../../data.md)",
    "[首页](../../index.md)",
    "[各期](../../issues.md)",
    "[报送](../../reporting/2023.md)",
    "[规则](../../rules.md)",
    "[单位](../../units/jia.md)",
    "[单位](../../units/jia/2023.md)",
    "[排名](../../standings/2023/county.md)",
    "[通报](../../notices/2023-06.md)",
    "[暂定的通报](../../notices/2023-07.md)",
    "[另一篇](01.md)",
    "[另一期](../07/index.md)",
    "[另一期](../07/)",
    "[从根算起](/2023/07/)",
    "[从根算起](/2023/07/index.html)",
    "[数据](../../data/articles.json)",
    "[原文](/source/2023/06/01.txt)",
    "[脚注](#fn:1) [外网](https://example.org/a_b) <https://example.org>",
    "[本页](05.md#top)",
    "`[代码](nosuch.md)`",
    "```\n[代码](nosuch.md)\n```",
    "甲\n\n    [代码](nosuch.md)",
    "[百分号](../../audit.md#100%)",
)
WRONG = {
    "[无](../../units/nosuch.md)": 0,
    "[无](nosuch.md)": 0,
    "[无](../../nosuch.md)": 0,
    "[无](/units/nosuch/)": 0,
    "[无](../../2031/01/)": 0,
    "[无](../../data/scores/2031-06.json)": 0,
    "甲\n\n乙[无](nosuch.pdf)": 2,
    "甲\n\n[无][一]\n\n[一]: nosuch.md": 4,
    "甲\n\n[一]\n\n[一]: <nosuch.md> '题'": 4,
    '甲\n\n<a href="nosuch.md">无</a>': 2,
    "甲\n\n<A HREF=nosuch.md>无</A>": 2,
    '甲\n\n<div markdown="1"><a href="nosuch.md">无</a></div>': 2,
    '甲<img src="nosuch.png">': 0,
    "甲\n乙![图](图.png)\n丙": 1,
    "![图](%E5%9B%BE.png)": 0,
    "[盘](C:\\图.png)": 0,
    "[盘](file:///C:/图.png)": 0,
    "[外面](../../../units.yml)": 0,
    "[台账](../../ledger/2023-06.csv)": 0,
    "[反](..\\07\\index.md)": 0,
}


@pytest.mark.parametrize("text", RIGHT)
def test_right(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text) == []


@pytest.mark.parametrize("text", WRONG)
def test_wrong(tmp_path: Path, text: str) -> None:
    (problem,) = problems(tmp_path, text)
    assert (problem.path, problem.line, problem.code) == (PIECE, FIRST + WRONG[text], "bad-link")


def test_the_same_wrong_link_twice_is_told_on_both_lines(tmp_path: Path) -> None:
    found = problems(tmp_path, "[一](nosuch.md)\n\n[二](nosuch.md)")
    assert [one.line for one in found] == [FIRST, FIRST + 2]


def test_links_to_files_and_to_pages_of_the_program_are_told_at_once(tmp_path: Path) -> None:
    found = problems(tmp_path, "[一](nosuch.md)\n\n[二](../../units/nosuch.md)")
    assert [one.line for one in found] == [FIRST, FIRST + 2]
