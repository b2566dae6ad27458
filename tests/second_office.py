"""The archive of another office: its four things, and nothing copied from this project."""

from pathlib import Path

from building.small_archive import Files, article, issue, write

UNITS = """\
sections:
  - {id: all, title: 各单位, list_title: 各单位信息采用情况, label: 各单位}
groups:
  - {id: office, title: 各科, section: all}
units:
  - {name: 一科, id: yike, group: office}
  - {name: 二科, id: erke, group: office}
"""
RULES = """\
rule_sets:
  - id: one
    document: 办法
    from: 2024-01
    points:
      本刊: {信息: 1, 简讯: 0.5}
"""


def second_office(root: Path, more: Files | None = None) -> Path:
    """A folder with ``units.yml``, ``rules.yml``, ``mkdocs.yml`` and ``content/``; ``more`` replaces or adds."""
    files = {
        "mkdocs.yml": "site_name: 东山水务信息\n".encode(),
        "units.yml": UNITS.encode(),
        "rules.yml": RULES.encode(),
        "content/2024/01/index.md": issue("2024-01", "2024-01"),
        "content/2024/01/01.md": article("2024-01", "水库春季安全检查完成", "一科", "近日，检查了三座水库。"),
        "content/2024/01/02.md": article("2024-01", "", "二科", "1月5日，召开节水会议。"),
    }
    root.mkdir(parents=True, exist_ok=True)
    write(root, files | (more or {}))
    return root
