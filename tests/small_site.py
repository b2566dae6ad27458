"""A small archive on disk to break in one place: four units, an issue of June, one of July, a rule set for each."""

from pathlib import Path

from generator.pipeline import read_archive

UNITS = """\
sections:
  - {id: all, title: 各单位, list_title: 各单位信息采用情况, label: 各单位}
groups:
  - {id: county, title: 县局, section: all}
  - {id: office, title: 科室, section: all}
units:
  - {name: 甲局, id: jia, group: county, aliases: [甲县局]}
  - {name: 乙局, id: yi, group: county}
  - {name: 丙局, id: bing, group: county, from: 2023-08}
  - {name: 丁科, id: ding, group: office, from: 2023-05, until: 2023-07}
"""
RULES = """\
rule_sets:
  - id: old
    document: 旧办法
    from: 2023-01
    until: 2023-06
    points:
      本刊: {信息: 1, 简讯: 0.5}
      约稿: {市政府: 5}
      内部参考: 8
      市级: {信息: 3}
      省级: 上级记分
    instructions:
      - {level: 市级, points: 5}
      - {level: 省级, points: 9, channels: [省级]}
    deductions:
      - {event: 迟报, points: 1, groups: [county]}
    year_zero: [泄密]
  - id: new
    document: 新办法
    from: 2023-07
    points:
      本刊: {信息: 2}
      约稿: 5
      市级: 未定
      省级: {信息: 10, 简讯: 停用}
      昨日要闻: 停用
    sharing: 按比例
    without: [instructions, deductions, year_zero]
"""
ARTICLE = """\
---
title: 篇目
unit: [{unit}]
issue: 2023-{number}
type: {type}
missing: [text]
{more}---
"""


def site(root: Path, files: dict[str, str]) -> Path:
    """An archive with an issue of June and one of July; ``files`` are added, or replace these."""
    settings = {"units.yml": UNITS, "rules.yml": RULES, "mkdocs.yml": "site_name: 名称\n"}
    issues = {
        "content/2023/06/index.md": "---\nissue: 2023-06\nmonth: 2023-06\n---\n",
        "content/2023/07/index.md": "---\nissue: 2023-07\nmonth: 2023-07\n---\n",
        "content/2023/06/01.md": june(),
        "content/2023/07/01.md": july(),
    }
    for path, text in (settings | issues | files).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def renumber(root: Path, old: str, new: str, more: str = "") -> None:
    """Give an issue another number, with ``more`` at the head of its ``index.md``."""
    folder = root / "content/2023" / new
    (root / "content/2023" / old).rename(folder)
    for path in folder.iterdir():
        text = path.read_text("utf-8").replace(f"issue: 2023-{old}\n", f"issue: 2023-{new}\n")
        head = text.replace("---\n", f"---\n{more}", 1) if path.name == "index.md" else text
        path.write_text(head, encoding="utf-8")


def june(more: str = "", unit: str = "甲局", type: str = "信息") -> str:
    return ARTICLE.format(number="06", unit=unit, type=type, more=more)


def july(more: str = "", unit: str = "甲局", type: str = "信息") -> str:
    return ARTICLE.format(number="07", unit=unit, type=type, more=more)


def told(root: Path) -> list[str]:
    _, problems = read_archive(root)
    return [f"{one.path}:{one.line}: {one.message}" for one in problems if one.code != "incomplete-year"]
