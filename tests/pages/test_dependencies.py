"""Whatever is changed in an archive: a page or file whose key stays equal is made of the same bytes."""

import dataclasses
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from building.small_archive import article, commissioned, issue, write
from pages.mutations import changes

from generator.cache import Cache
from generator.model.archive import Archive
from generator.pipeline import correct_notice, freeze_notice, plan_data, plan_site, score_archive
from generator.scoring import score
from generator.search import document_plans

UNITS = """\
sections:
  - {id: county, title: 县局, list_title: 各县局信息采用情况, label: 县局}
  - {id: office, title: 科室, list_title: 各科室信息采用情况, label: 科室, names_kind: true}
groups:
  - {id: county, title: 县局, section: county}
  - {id: office, title: 科室, section: office, class: A类}
units:
  - {name: 甲局, id: jia, group: county, full_name: 甲县自然资源局, short_name: 甲, aliases: [甲县局]}
  - {name: 乙局, id: yi, group: [{id: county, from: 2023-02}], until: 2023-11, successors: [甲局]}
  - {name: 丁科, id: ding, group: office}
  - {name: 办公室, id: ban}
"""
RULES = """\
rule_sets:
  - id: one
    document: 第一套办法
    from: 2023-01
    issued: 2023-01-05
    points: {本刊: {信息: 2, 简讯: 0.5}, 约稿: 5, 省级: 10}
    combine: 取最高
    instructions: [{level: 市级, points: 4}]
    base: [{points: 5, when: {forwarded: 1}}]
    deductions: [{event: 迟报, points: 1}]
    caps: [{of: 采用, per: 年, points: 30}]
    remarks: [说明一句]
"""
LEDGER = "单位,上报篇数,报市,报省厅\n甲局,4,1,0\n丁科,3,0,0\n"
NOTICE = """\
---
title: 关于{month}政务信息采用情况的通报
month: {month}
date: {month}-28
signatory: 办公室
---

收到信息{{{{上报总数}}}}条，前三为{{{{县局前三}}}}，科室为{{{{科室前三}}}}。
"""
MORE = """\
authors: [张三]
subtitle: 副题
aliases: [/old/place/]
adoptions:
  - {publication: 省厅信息, level: 省级, date: 2024-01-02}
instructions:
  - {level: 市级, date: 2023-12-02}
corrections:
  - {date: 2024-06-01, reason: 面积}
"""
TEXTS = {
    "mkdocs.yml": "site_name: 某刊\nsite_url: https://example.org/\ncopyright: 某局\n",
    "units.yml": UNITS,
    "rules.yml": RULES,
    "content/ledger/2023-11.csv": LEDGER + "乙局,2,0,1\n",
    "content/ledger/2024-01.csv": LEDGER,
    "content/balances/2023-11.csv": "单位,累计分数\n甲局,20\n乙局,18.5\n丁科,7\n",
    "content/adjustments/2023-11.yml": (
        "adjustments:\n  - {unit: 甲局, points: -2, reason: 更正, decided_by: 办公室, date: 2023-11-09}\n"
        "events:\n  - {unit: 乙局, event: 迟报, date: 2023-11-10}\n"
    ),
    "content/commissions/2024-01.yml": (
        "commissions:\n  - {title: 一月约稿, commissioner: 市政府, due: 2024-01-20, units: [甲局], "
        "piece: content/commissioned/2024-01/01.md}\n"
        "  - {title: 未成, commissioner: 省厅, due: 2024-01-25, units: 丁科}\n"
    ),
    "content/submissions/2024-01.csv": (
        "日期,单位,标题,结果\n1月3日,甲局,一,采用（2024-01-01）\n1月4日,甲局,二,报市\n"
        "1月5日,甲局,三,未采用\n1月6日,甲局,四,\n1月7日,丁科,五,\n1月8日,丁科,六,待定\n1月9日,丁科,七,\n"
    ),
    "content/notices/2023-11.md": NOTICE.format(month="2023-11"),
    "content/notices/2024-01.md": NOTICE.format(month="2024-01"),
    "content/pages/about.md": "---\ntitle: 说明\n---\n\n见[一篇](../2023/01/01.md)。\n",
}
FILES = {path: text.encode() for path, text in TEXTS.items()} | {
    "content/2023/01/index.md": issue(
        "2023-01", "2023-11", "date: 2023-11-30\neditors: [李四]\nunconfirmed: [order]\n"
    ),
    "content/2023/01/01.md": article("2023-01", "甲局巡查耕地", "甲局", more=MORE),
    "content/2023/01/02.md": article("2023-01", "", "[乙局, 丁科]", "4月1日，乙局[联合](01.md)丁科培训。"),
    "content/2023/01/03.md": article("2023-01", "撤下的", "甲局", more="withdrawn: {date: 2023-12-09, reason: 有误}\n"),
    "content/2024/01/index.md": issue("2024-01", "2024-01"),
    "content/2024/01/01.md": article("2024-01", "甲局耕地交地", "[丁科, 办公室]"),
    "content/commissioned/2023-11/01.md": commissioned("2023-11", "矿产情况", "乙局"),
    "content/commissioned/2024-01/01.md": commissioned("2024-01", "土地情况", "甲局"),
}
KINDS = (
    "issues",
    "articles",
    "withdrawn",
    "ledgers",
    "balances",
    "records",
    "notices",
    "frozen",
    "commissions",
    "plain_pages",
)
KINDS += ("submissions",)
"""The records of an archive."""
REFUSED = {
    "Adoption.level",
    "Group.id",
    "Group.section",
    "RuleBook.rule_sets",
    "RuleSet.since",
    "RuleSet.until",
    "Section.id",
    "Section.label",
    "Unit.name",
    "UnitRegistry.groups",
    "UnitRegistry.sections",
    "UnitRegistry.units",
}
"""What cannot be changed alone, since other records refer to it; the checks refuse such an archive."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    root = tmp_path_factory.mktemp("archive")
    write(root, FILES)
    freeze_notice(root, "2023-11", "2023-12-01")
    correct_notice(root, "2023-11", "甲局", "submitted", Fraction(9), "漏计", "2023-12-05")
    return dataclasses.replace(score_archive(root)[0].archive, addresses=None)


def states(archive: Archive) -> Iterator[tuple[str, Archive]]:
    """The archive with one thing changed."""
    names = [unit.name for unit in archive.units.units]
    for kind in ("units", "rules", "site"):
        for where, new in changes(getattr(archive, kind), names):
            yield where, dataclasses.replace(archive, **{kind: new})
    for kind in KINDS:
        records, known = getattr(archive, kind), set()
        for place, record in enumerate(records):
            before, after = records[:place], records[place + 1 :]
            yield f"no {kind}", dataclasses.replace(archive, **{kind: before + after})
            for where, new in changes(record, names):
                if kind != "articles" or (where, record.type) not in known:  # one piece of each type is enough
                    yield where, dataclasses.replace(archive, **{kind: (*before, new, *after)})
                known.add((where, getattr(record, "type", place)))


class Made:
    """What is made of archives; ``cache`` is for all of them, as for one build after the other."""

    def __init__(self) -> None:
        self.cache, self.years = Cache(), Cache()

    def plans(self, archive: Archive) -> dict[str, Any]:
        """Path → plan of everything that is made of the records."""
        scores = score(archive, self.years)
        site = plan_site(scores, self.cache)
        files = [plan for plan in plan_data(scores) if not plan.path.startswith("source/")]  # those are of the disk
        found = {plan.path: plan for plan in (*site.pages, *site.files, *files)}
        return found | {f"search: {plan.path}": plan for plan in document_plans(scores)}


def test_what_has_the_same_key_is_made_of_the_same_bytes(archive: Archive) -> None:
    made = Made()
    plans = made.plans(archive)
    keys = {path: plan.key for path, plan in plans.items()}
    before = {path: plan.make() for path, plan in plans.items()}
    tried, impossible = set(), set()
    for where, state in states(archive):
        try:
            now = made.plans(state)
            same = [path for path, plan in now.items() if path in keys and plan.key == keys[path]]
        except (LookupError, ValueError, StopIteration):
            impossible.add(where)
            continue
        tried.add(where)
        different = [path for path in same if now[path].make() != before[path]]
        assert not different, f"{where} is shown where no key covers it"
    assert impossible - tried == REFUSED
