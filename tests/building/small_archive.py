"""A small archive of three years that has something of everything, as files by path; and folders to compare."""

import base64
import os
from functools import cache
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
Files = dict[str, bytes]
"""Path below the archive → content."""

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PLAN = b"%PDF-1.4\none\n%%EOF\n"
UNITS = """\
sections:
  - {id: county, title: 县局, list_title: 各县局信息采用情况, label: 县局}
  - {id: office, title: 科室, list_title: 各科室信息采用情况, label: 科室, names_kind: true}
groups:
  - {id: county, title: 县局, section: county}
  - {id: office, title: 科室, section: office, class: A类}
units:
  - {name: 甲局, id: jia, group: county, full_name: 甲县自然资源局, aliases: [甲县局]}
  - {name: 乙局, id: yi, group: county, aliases: [乙县局]}
  - {name: 丙局, id: bing, group: county}
  - {name: 丁科, id: ding, group: office}
  - {name: 办公室, id: bangongshi}
"""
RULES = """\
rule_sets:
  - id: one
    document: 第一套办法
    from: 2022-01
    points:
      本刊: {信息: 2, 简讯: 0.5}
      约稿: 5
      市级: 3
      省级: 10
    combine: 取最高
    instructions:
      - {level: 市级, points: 4}
    base:
      - {points: 5, when: {forwarded: 1}}
    deductions:
      - {event: 迟报, points: 1}
    caps:
      - {of: 采用, per: 年, points: 30}
"""
LEDGER = "单位,上报篇数,报市,报省厅\n甲局,{0},1,0\n乙局,2,0,1\n丙局,0,0,0\n丁科,3,{0},0\n"
BALANCE = "单位,累计分数\n甲局,20\n乙局,18.5\n丙局,0\n丁科,7\n"
NOTICE = """\
---
title: 关于{number}月份政务信息采用情况的通报
month: {month}
date: {month}-28
signatory: 办公室
---

{{{{月份}}}}月份共收到信息{{{{上报总数}}}}条，县局{{{{县局上报}}}}条，采用{{{{县局采用}}}}条。

前三为{{{{县局前三}}}}，科室为{{{{科室前三}}}}。{more}
"""
PAGE = "---\ntitle: {title}\n---\n\n{body}\n"


def article(issue: str, title: str, unit: str, body: str = "近日，开展调研。", more: str = "") -> bytes:
    """A 信息; without a title, a 简讯."""
    head = f"title: {title}\n" if title else ""
    kind = "信息" if title else "简讯"
    return f"---\n{head}unit: {unit}\nissue: {issue}\ntype: {kind}\n{more}---\n\n{body}\n".encode()


def commissioned(month: str, title: str, unit: str) -> bytes:
    head = f"title: {title}\nunit: {unit}\ntype: 约稿\nmonth: {month}\ncommissioner: 市政府\nmissing: [text]\n"
    return f"---\n{head}---\n".encode()


def issue(number: str, month: str, more: str = "") -> bytes:
    return f"---\nissue: {number}\nmonth: {month}\n{more}---\n".encode()


def notice(month: str, more: str = "") -> bytes:
    return NOTICE.format(month=month, number=int(month[5:]), more=more).encode()


def adopted(*days: str) -> str:
    """Adoptions above the bureau, one on each of these days."""
    entries = [f"  - {{publication: 省厅信息, level: 省级, date: {day}}}\n" for day in days]
    return "adoptions:\n" + "".join(entries)


@cache
def _look() -> Files:
    """The project's own settings and templates."""
    below = (path for path in (REPO / "overrides").rglob("*") if path.is_file())
    return {path.relative_to(REPO).as_posix(): path.read_bytes() for path in (REPO / "mkdocs.yml", *below)}


def issuable_archive() -> Files:
    """The small archive, with what 2023-06 lacks to be issued; 2022-03 can be as it is."""
    return small_archive() | {"content/balances/2023-06.csv": BALANCE.encode()}


def small_archive() -> Files:
    texts = {
        "units.yml": UNITS,
        "rules.yml": RULES,
        "content/ledger/2022-03.csv": LEDGER.format(3),
        "content/ledger/2023-06.csv": LEDGER.format(1),
        "content/ledger/2024-01.csv": LEDGER.format(2),
        "content/balances/2022-03.csv": BALANCE,
        "content/adjustments/2023-06.yml": (
            "adjustments:\n  - {unit: 丙局, points: -2, reason: 更正, decided_by: 办公室, date: 2023-06-09}\n"
            "events:\n  - {unit: 乙局, event: 迟报, date: 2023-06-10}\n"
        ),
        "content/commissions/2024-01.yml": (
            "commissions:\n"
            "  - {title: 一月约稿, commissioner: 市政府, due: 2024-01-20, units: [甲局, 乙县局], "
            "piece: content/commissioned/2024-01/01.md}\n"
            "  - {title: 未成, commissioner: 省厅, due: 2024-01-25, units: 丁科}\n"
        ),
        "content/pages/about.md": PAGE.format(
            title="说明",
            body="见[一篇](../2023/02/01.md)、[通报](../notices/2023-06.md)、[甲局](../units/jia.md)。",
        ),
        "content/pages/deep/down/contact.md": PAGE.format(
            title="联系", body="电话：12345。[计划](../../../files/plan.pdf)"
        ),
    }
    return {path: text.encode() for path, text in texts.items()} | {
        **_look(),
        "content/2022/01/index.md": issue("2022-01", "2022-03", "date: 2022-03-30\n"),
        "content/2022/01/01.md": article("2022-01", "甲局巡查耕地", "甲局", more=adopted("2022-04-01", "2023-06-02")),
        "content/2022/01/02.md": article("2022-01", "", "[乙县局, 丁科]", "4月1日，乙局联合丁科开展培训。"),
        "content/2023/01/index.md": issue("2023-01", "2022-12"),
        "content/2023/01/01.md": article("2023-01", "丙局年终总结", "丙局", "第一段。\n\n- 一\n- 二"),
        "content/2023/02/index.md": issue("2023-02", "2023-06", "unconfirmed: [date]\nnote: 补录\n"),
        "content/2023/02/01.md": article("2023-02", "测绘“法”宣传", "[甲县局, 丙局]", "![图](map.png)\n\n见**图**。"),
        "content/2023/02/02.md": article(
            "2023-02", "丁科培训", "丁科", "参见[前一篇](01.md)和[上期](../01/index.md)。"
        ),
        "content/2023/02/03.md": article("2023-02", "", "办公室", "6月5日，召开会议。"),
        "content/2023/02/map.png": PICTURE,
        "content/2024/01/index.md": issue("2024-01", "2024-01"),
        "content/2024/01/01.md": article(
            "2024-01", "乙局交地", "乙局", more="instructions:\n  - {level: 市级, date: 2024-02-01}\n"
        ),
        "content/2024/01/02.md": article("2024-01", "甲局登记", "甲局"),
        "content/commissioned/2022-03/01.md": commissioned("2022-03", "矿产情况", "[甲局, 乙局]"),
        "content/commissioned/2024-01/01.md": commissioned("2024-01", "土地情况", "丙局"),
        "content/notices/2022-03.md": notice("2022-03"),
        "content/notices/2023-06.md": notice("2023-06", "另见[排名](../standings/2022.md)。"),
        "content/files/plan.pdf": PLAN,
    }


def write(root: Path, files: Files) -> None:
    """Make the folder hold these files and no others; files that are the same already are left alone."""
    there = set(paths_below(root))
    for path in there - files.keys():
        (root / path).unlink()
    for folder in sorted((path for path in root.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    for path, data in files.items():
        if path not in there or (root / path).read_bytes() != data:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)


def paths_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def snapshot(folder: Path) -> Files:
    """Every file of the folder with its bytes."""
    return {path: (folder / path).read_bytes() for path in paths_below(folder)}


def states(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file with what changes when it is written or replaced, even by the same bytes."""
    found = ((path, os.stat(folder / path)) for path in paths_below(folder))
    return {path: (status.st_ino, status.st_mtime_ns) for path, status in found}


def differing(one: Files, other: Files) -> list[str]:
    """The paths at which two snapshots differ, for a message that can be read."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
