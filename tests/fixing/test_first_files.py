"""First files of new editors: each is right after one round of ``check``, ``fix`` and what the messages ask for.

The corrections are those that the messages of the one ``check`` name, typed into the fixed file; nothing is told later.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from archives import REPO
from scaffolding.made_up_office import begun, bulletin

from generator.pipeline import check_archive

FIRST = REPO / "tests/first_files"
PIECE = "---\ntitle: 我局开展调研\nunit: 甲县局\nissue: 2024-01\ntype: 信息\n---\n\n近日，甲县局开展调研。\n"
BRIEF = "---\nunit: 丙科\nissue: 2024-01\ntype: 简讯\n---\n\n丙科组织学习。\n"
LEDGER = "单位,上报篇数,报市,报省厅\n甲县局,17,3,0\n乙县局,9,2,1\n丙科,5,0,0\n"


@dataclass(frozen=True)
class First:
    """``kept``: texts that must still be there. ``corrected``: code → what its message asks to type."""

    source: str
    path: str
    codes: set[str]
    kept: tuple[str, ...]
    corrected: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


FILES = (
    First(
        "1-article.md",
        "content/2024/01/01.md",
        {"untidy"},
        ('我局开展"地质灾害"排查', "丙科", "张三", "李四", "2024-05-31", "排查隐患点12处", "继续推进"),
    ),
    First(
        "2-index.md",
        "content/2024/01/index.md",
        {"untidy", "bad-month"},
        ("2024-01", "2024-05-31", "[甲, 乙]"),
        {"bad-month": (("2024-5月", "2024-05"),)},
    ),
    First(
        "3-word.md",
        "content/2024/01/02.md",
        {
            *("untidy", "title-cut", "broken-table", "link-brackets", "doubled-mark"),
            *("lost-asterisk", "near-unit-name", "parts-sum"),
        },
        ("#重点工作 成效明显", "| 东乡 | 3 | 12 |", "现场图", "3×4×5米", "移交5件"),
        {
            "title-cut": (
                ("title: 甲县局落实项目用地 #重点工作 成效明显", 'title: "甲县局落实项目用地 #重点工作 成效明显"'),
            ),
            "broken-table": (
                ("：\n乡镇\t宗数\t面积\n", "：\n\n| 乡镇 | 宗数 | 面积 |\n|---|---|---|\n"),
                ("东乡\t3\t12", "| 东乡 | 3 | 12 |"),
                ("西乡\t5\t20", "| 西乡 | 5 | 20 |"),
                ("合计\t8\t32", "| 合计 | 8 | 32 |"),
            ),
            "link-brackets": (("！[现场图]（现场.jpg）", "![现场图](现场.jpg)"),),
            "doubled-mark": (("，，", "，"),),
            "lost-asterisk": (("3*4*5", "3×4×5"),),
            "near-unit-name": (("甲县剧", "甲县局"),),
            "parts-sum": (("移交4件", "移交5件"),),
        },
    ),
    First(
        "4-notice.md",
        "content/notices/2024-05.md",
        {"untidy", "broken-placeholder", "typed-figure", "unknown-placeholder"},
        ("2024-06-03", "东山水务局", "[甲, 乙]", "{{县局上报}}", "再接再厉"),
        {
            "broken-placeholder": (("｛｛县局上报｝｝", "{{县局上报}}"),),
            "typed-figure": (("收到信息31条", "收到信息{{上报总数}}条"),),
            "unknown-placeholder": (("{{科室前三}}", "{{机关科室前三}}"),),
        },
    ),
    First(
        "5-ledger.csv",
        "content/ledger/2024-05.csv",
        {"unknown-unit", "bad-total"},
        ("2024年5月信息报送台账", "3篇", "乙局", "合计"),
        {"unknown-unit": (("乙剧", "乙局"),), "bad-total": ((",32,", ",31,"),)},
    ),
    First(
        "6-commission.yml",
        "content/commissions/2024-05.yml",
        {"untidy", "bad-yaml"},
        ("防汛工作情况", "节水行动", "2024-05-28", "水资源调度", "市人大"),
        {
            "bad-yaml": (
                ('"节水行动', '"节水行动"'),
                ("   commissioner: 市人大", "    commissioner: 市人大"),
                ("[乙局, 丙处", "[乙局, 丙处]"),
            )
        },
    ),
)


def archive_of(folder: Path) -> Path:
    """A month that is right, in which one file is then another."""
    root = begun(folder)
    right = {f"content/2024/01/{number:02d}.md": PIECE.replace("调研", f"第{number}次调研") for number in range(1, 9)}
    right |= {f"content/2024/01/{number:02d}.md": BRIEF.replace("学习", f"第{number}次学习") for number in range(9, 14)}
    right["content/2024/01/index.md"] = "---\nissue: 2024-01\nmonth: 2024-05\n---\n"
    right["content/ledger/2024-05.csv"] = LEDGER
    for path, text in right.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "content/2024/01/现场.jpg").write_bytes((FIRST / "现场.jpg").read_bytes())
    return root


def told(root: Path) -> set[str]:
    """The codes that the check tells, but for the picture that no other file shows."""
    return {problem.code for problem in check_archive(root)[1]} - {"not-linked"}


@pytest.mark.parametrize("first", FILES, ids=lambda first: first.source)
def test_a_first_file_is_right_after_one_round(first: First, tmp_path: Path) -> None:
    root = archive_of(tmp_path)
    place = root / first.path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes((FIRST / first.source).read_bytes())
    before = words(place.read_bytes(), place.suffix)

    assert told(root) == first.codes
    bulletin("fix", "--write", root=root)
    encoding = "gbk" if place.suffix == ".csv" else "utf-8"  # a table stays as the spreadsheet program saved it
    assert words(place.read_bytes(), place.suffix) == before
    text = place.read_bytes().decode(encoding)
    for code in sorted(first.codes - {"untidy"}):
        for wrong, right in first.corrected[code]:
            assert text.count(wrong) == 1, (code, wrong)
            text = text.replace(wrong, right)
    place.write_bytes(text.encode(encoding))

    assert told(root) == set(), check_archive(root)[1]
    assert [one for one in first.kept if one not in text] == []


def words(data: bytes, suffix: str) -> str:
    """The text of a file that nothing may change: below the front matter, or all Chinese characters of other files."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("gbk")
    if suffix == ".md":
        return re.split(r"^---\n", text.replace("\r\n", "\n"), flags=re.M)[2]
    return re.sub("[^一-鿿]", "", re.sub("20[0-9]{2}年[0-9]+月[0-9]+日", "", text))
