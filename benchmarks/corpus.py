"""A synthetic archive of any size over twenty years: ``python -m benchmarks.corpus --articles 10000 --out DIR``.

The same size and seed give the same bytes. ``bulletin check`` accepts it without a problem.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from benchmarks.prose import MARK, Writer
from generator.model.units import UnitRegistry

PROJECT = Path(__file__).resolve().parents[1]
YEARS = range(2005, 2025)

_COMMENT = f"# {MARK}由 benchmarks/corpus.py 生成，只用来测量，不是真实资料。\n"
_NOTICE_BODY = """\
{{{{月份}}}}月份，市局办公室共收到信息{{{{上报总数}}}}条，其中{submitted}；市局采用{adopted}。

累计得分前三的{leaders}。

{text}

{mark}
"""


@dataclass(frozen=True)
class Plan:
    """Which issues there are, and how many pieces each holds; 2% of the pieces are commissioned."""

    articles: int
    years: range = YEARS

    @property
    def months(self) -> list[str]:
        """Every month of those years."""
        return [f"{year}-{month:02d}" for year in self.years for month in range(1, 13)]

    @property
    def commissioned(self) -> int:
        """Pieces that belong to a month and to no issue."""
        return self.articles // 50

    @property
    def issues(self) -> list[tuple[str, str]]:
        """Number and month of every issue: twice a month, rarer in a small archive and more often in a huge one."""
        in_issues = self.articles - self.commissioned
        per_year = max(1, min(in_issues // 40, 24), min(in_issues // 400, 96))
        found = [
            (f"{year}-{number + 1:02d}", f"{year}-{number * 12 // per_year + 1:02d}")
            for year in self.years
            for number in range(per_year)
        ]
        return found[:in_issues]


def write_corpus(root: Path, articles: int, seed: int = 1, years: int = len(YEARS)) -> None:
    """Write a complete archive of the last ``years`` into the folder ``root``, which must be empty or not exist."""
    if root.exists() and any(root.iterdir()):
        raise FileExistsError(f"{root} is not empty")
    plan = Plan(articles, YEARS[-years:])
    units = _write_settings(root, plan.months[0])
    for path, text in _files(plan, units, seed):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def _write_settings(root: Path, first_month: str) -> UnitRegistry:
    """The project's own settings and look, with the rules in force from the first month on."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copytree(PROJECT / "overrides", root / "overrides")
    units, rules, site = (
        (PROJECT / name).read_text(encoding="utf-8") for name in ("units.yml", "rules.yml", "mkdocs.yml")
    )
    rules = re.sub(r"(?m)^(\s+from:) .*$", rf"\1 {first_month}", rules, count=1)
    site = re.sub(r"(?m)^(site_name: .*)$", rf"\1{MARK}", site, count=1)
    readme = f"# 合成资料库{MARK}\n\n由 `benchmarks/corpus.py` 生成，只用来测量，不是真实资料。\n"
    texts = {"units.yml": _COMMENT + units, "rules.yml": _COMMENT + rules, "mkdocs.yml": _COMMENT + site}
    for name, text in (texts | {"README.md": readme}).items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    return TypeAdapter(UnitRegistry).validate_python(yaml.load(units, Loader=yaml.CSafeLoader))


def _files(plan: Plan, units: UnitRegistry, seed: int) -> Iterator[tuple[str, str]]:
    """Path and text of every file below ``content/``; each is drawn from its own stream, named by its path."""
    issues = plan.issues
    in_issues = plan.articles - plan.commissioned
    credits = {month: _names(units, month) for month in plan.months}
    for place, (issue, month) in enumerate(issues):
        folder = f"content/{issue.replace('-', '/')}"
        yield f"{folder}/index.md", _issue(Writer(f"{seed} {issue}"), issue, month)
        count = _share(in_issues, len(issues), place)
        yield from _articles(Writer(f"{seed} {folder}"), folder, issue, month, count, credits[month])
    for place, month in enumerate(plan.months):
        writer = Writer(f"{seed} {month}")
        asked = []
        for number in range(1, _share(plan.commissioned, len(plan.months), place) + 1):
            path = f"content/commissioned/{month}/{number:02d}.md"
            head, text = _commissioned(writer, month, number, credits[month])
            asked.append(head + f"piece: {path}\n")
            yield path, text
        yield f"content/commissions/{month}.yml", _asked(Writer(f"{seed} asked {month}"), month, asked, credits[month])
        yield f"content/ledger/{month}.csv", _ledger(writer, units, month)
        yield f"content/notices/{month}.md", _notice(writer, units, month)


def _share(total: int, parts: int, place: int) -> int:
    """How many of ``total`` things fall to one of so many equal parts."""
    return total * (place + 1) // parts - total * place // parts


def _names(units: UnitRegistry, month: str) -> list[list[str]]:
    """For every ranked unit the names that a credit of that month may use."""
    names = [[alias.name for alias in unit.names] for unit in units.ranked(month)]
    return [[name for name in group if units.resolve(name, month)] for group in names]


def _credit(writer: Writer, names: list[list[str]]) -> str:
    """One unit, or several in brackets; mostly by the first name, sometimes by another."""
    count = 1 if writer.chance(0.7) else writer.number(2, 5)
    chosen = []
    for place in writer.some([str(place) for place in range(len(names))], count):
        known = names[int(place)]
        chosen.append(known[0] if writer.chance(0.7) else writer.pick(known))
    return chosen[0] if len(chosen) == 1 else f"[{', '.join(chosen)}]"


def _date(writer: Writer, month: str) -> str:
    return f"{month}-{writer.number(1, 28):02d}"


def _issue(writer: Writer, issue: str, month: str) -> str:
    editors = f"[{writer.person()}, {writer.person()}]"
    return f"---\nissue: {issue}\nmonth: {month}\ndate: {_date(writer, month)}\neditors: {editors}\nnote: {MARK}\n---\n"


def _articles(
    writer: Writer, folder: str, issue: str, month: str, count: int, names: list[list[str]]
) -> Iterator[tuple[str, str]]:
    """The pieces of an issue: two thirds 信息, then 简讯; no title stands twice."""
    titles: set[str] = set()
    full = -(-count * 2 // 3)
    for number in range(1, count + 1):
        kind = "信息" if number <= full else "简讯"
        title = writer.title()
        while title in titles:
            title = writer.title()
        titles.add(title)
        yield f"{folder}/{number:02d}.md", _article(writer, kind, title, issue, month, names)


def _article(writer: Writer, kind: str, title: str, issue: str, month: str, names: list[list[str]]) -> str:
    titled = kind == "信息" or writer.chance(0.5)
    lines = [f"title: {title}"] if titled else []
    if kind == "信息" and writer.chance(0.2):
        lines.append(f"subtitle: {writer.subtitle()}")
    lines.append(f"unit: {_credit(writer, names)}")
    if writer.chance(0.5):
        lines.append(f"authors: [{', '.join(writer.some(_staff(), writer.number(1, 3)))}]")
    lines += [f"issue: {issue}", f"type: {kind}"]
    if writer.chance(0.3):
        lines.append(f"date: {_date(writer, month)}")
    body = writer.article(writer.number(1000, 3700)) if kind == "信息" else writer.brief()
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n\n{MARK}\n"


@cache
def _staff() -> list[str]:
    """Those who write: some ten in each unit over the years."""
    return [Writer(f"staff {number}").person() for number in range(500)]


_COMMISSIONERS = ("市政府", "省厅", "市委办公室")


def _commissioned(writer: Writer, month: str, number: int, names: list[list[str]]) -> tuple[str, str]:
    """What was asked for, as the register writes it, and the file of the piece."""
    title, units = f"title: {writer.request()}（之{number}）{MARK}\n", _credit(writer, names)
    commissioner = f"commissioner: {writer.pick(_COMMISSIONERS)}\n"
    asked = f"{title}{commissioner}units: {units if units.startswith('[') else f'[{units}]'}\n"
    head = f"{title}unit: {units}\ntype: 约稿\nmonth: {month}\n{commissioner}"
    if writer.chance(0.7):
        return asked, f"---\n{head}missing: [text]\n---\n"
    return asked, f"---\n{head}---\n\n{writer.article(600)}\n\n{MARK}\n"


def _asked(writer: Writer, month: str, done: list[str], names: list[list[str]]) -> str:
    """The register of a month: what was written, and now and then something nobody wrote."""
    entries = list(done)
    if writer.chance(0.25):
        units = writer.some([known[0] for known in names], writer.number(1, 4))
        commissioner = writer.pick(_COMMISSIONERS)
        entries.append(f"title: {writer.request()}{MARK}\ncommissioner: {commissioner}\nunits: [{', '.join(units)}]\n")
    lines = [f"{entry}due: {month}-{writer.number(10, 28):02d}\n".replace("\n", "\n    ").rstrip() for entry in entries]
    return _COMMENT + "commissions:" + ("".join(f"\n  - {entry}" for entry in lines) or " []") + "\n"


def _ledger(writer: Writer, units: UnitRegistry, month: str) -> str:
    """A row for every ranked unit, in a CSV file as spreadsheet programs write it."""
    rows = ["单位,上报篇数,报市,报省厅"]
    for unit in units.ranked(month):
        submitted = writer.number(0, 30)
        forwarded = writer.number(0, min(5, submitted))
        rows.append(f"{unit.name},{submitted},{forwarded},{int(writer.chance(0.1) and submitted > 0)}")
    return "\ufeff" + "\n".join(rows) + "\n"


def _notice(writer: Writer, units: UnitRegistry, month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    issued = f"{year + number // 12}-{number % 12 + 1:02d}-{writer.number(5, 28):02d}"
    head = f"title: 关于{number}月份政务信息采用情况的通报\nmonth: {month}\ndate: {issued}\n"
    head += "signatory: 聊城市自然资源和规划局\naddressees: 各县（市、区）局，机关各科室、局属各分局、各事业单位\n"
    head += f"attachment: {number}月份政务信息采用情况\nnotes: [{MARK}]\n"
    labels = [(section.title, section.label) for section in units.sections]
    body = _NOTICE_BODY.format(
        submitted="、".join(f"{title}信息{{{{{label}上报}}}}条" for title, label in labels),
        adopted="、".join(f"{title}信息{{{{{label}采用}}}}条" for title, label in labels),
        leaders="；".join(f"{title}为{{{{{label}前三}}}}" for title, label in labels),
        text=writer.article(200),
        mark=MARK,
    )
    return f"---\n{head}---\n\n{body}"


def main() -> None:
    """Read the command line and write the archive."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description="写一个合成的资料库。")
    parser.add_argument("--articles", type=int, required=True, help="多少篇稿件（含约稿）")
    parser.add_argument("--out", type=Path, required=True, help="写到哪个文件夹（须是空的）")
    parser.add_argument("--seed", type=int, default=1, help="同样的种子得到同样的资料库，默认 1")
    parser.add_argument("--years", type=int, choices=range(1, len(YEARS) + 1), default=len(YEARS), help="只写最近几年")
    options = parser.parse_args()
    write_corpus(options.out, options.articles, options.seed, options.years)
    print(f"已写 {options.articles} 篇：{options.out}")


if __name__ == "__main__":
    main()
