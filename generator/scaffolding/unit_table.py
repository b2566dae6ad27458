"""The units of another office: a table as a spreadsheet has it → ``units.yml``, and what each unit brings along."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.canonical import scalar
from generator.importing.blocks import ImportFailed
from generator.importing.reading_text import decode
from generator.limits import CSV_SIZE, UNITS
from generator.loading.advice import shown
from generator.loading.workbook import UnreadableWorkbook, is_workbook, read_workbook
from generator.model.points import to_points
from generator.plain_files import NotPlain, TooLarge, read_below
from generator.scaffolding.refused import Refused

_COLUMNS = {
    "name": ("单位", "单位名称", "名称", "标准名称", "name"),
    "full_name": ("全称", "单位全称", "full_name"),
    "short_name": ("简称", "单位简称", "short_name"),
    "aliases": ("别名", "其他名称", "曾用名", "aliases"),
    "group": ("分组", "组别", "组", "类别", "group"),
    "id": ("代号", "编码", "id"),
    "points": ("累计分数", "累计", "结转", "结转分数"),
}
"""What a column may be called; in any order, and all but the first may be left out."""
_BETWEEN = re.compile(r"[、，,;；/\n]+")
_SEPARATORS = ",\t;，；"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TOTALS = ("合计", "总计", "小计")
_KNOWN_GROUPS = (
    ("institution", re.compile("事业|直属|中心|院所")),
    ("department", re.compile("科室|处室|机关|股室|部门")),
    ("county", re.compile("县|市|区|分局|乡|镇|街道")),
)
"""Words in the name of a group, and the id it gets; the first that fits."""
_NOT_A_LABEL = re.compile(r"[\W_]+")
_HEAD = """\
# 单位名录：通报中的栏目、分组排名和全部供稿单位。由 bulletin init 按单位表建立，以后直接改这个文件。
#
# 增加别名：稿件上出现新的写法时，加到该单位的 aliases 里，如 aliases: [甲县局, 甲局]。
#   name（标准名称）、full_name（全称）、short_name（简称）和 aliases（别名）都能用来署名；同一个写法只能属于一个单位。
# 增加单位：在末尾照样子加一段。id 是网址的一部分，定了就不再改；不参加排名、只署名的单位不写 group。
# 单位撤销时不要删除，写 until: 2025-12（最后一个月）；新设的写 from: 2026-01。
# 通报里要把几个组合在一个栏目下的，把这些组的 section 写成同一个。label 是占位词的开头，如 {{科室采用}}。
"""


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A row of the table. ``group``: the title of its group, empty for units that are not ranked."""

    line: int
    name: str
    full_name: str = ""
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    group: str = ""
    id: str = ""
    points: str = "0"


def read_units(table: Path) -> list[ListedUnit]:
    """The units of a table, CSV (UTF-8 or GBK) or .xlsx; :class:`Refused` says what is wrong in which line."""
    rows = _rows(table)
    place = next((at for at, (_, cells) in enumerate(rows[:15]) if _heading(cells).get("name") is not None), None)
    if place is None:
        wanted = "、".join(names[0] for names in _COLUMNS.values())
        raise Refused(f"{table.name} 里找不到表头。要有一行写着各列的名称，至少有“单位”；可以有的列：{wanted}")
    columns = _heading(rows[place][1])
    units, faults = [], []
    for line, cells in rows[place + 1 :]:
        values = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
        if not values["name"] or values["name"] in _TOTALS:
            faults += [f"第 {line} 行没有写单位"] if any(values.values()) and not values["name"] else []
            continue
        fault = _fault(values)
        faults += [f"第 {line} 行 {values['name']}：{fault}"] if fault else []
        if not fault:
            units.append(_unit(line, values))
    faults += _repeated(units)
    if not units and not faults:
        faults = ["表头下面一个单位也没有"]
    if len(units) > UNITS.most:
        faults = [UNITS.message(len(units))]
    if faults:
        raise Refused(f"{table.name} 有 {len(faults)} 处要改：" + "；".join(faults[:20]))
    return units


def _rows(table: Path) -> list[tuple[int, list[str]]]:
    """Number and cells of each row that is not empty."""
    try:
        real = table.resolve()
        data = read_below(real.parent, real.name, CSV_SIZE.most)
        if is_workbook(data):
            sheets = read_workbook(data)
            return [(number, list(cells)) for number, cells in sheets[0].rows] if sheets else []
        text = decode(data)[0]
    except TooLarge:
        raise Refused(f"{table.name}：{CSV_SIZE.message()}") from None
    except NotPlain as error:
        raise Refused(f"{table.name} 是{error.what}，不是文件") from None
    except (ImportFailed, UnreadableWorkbook) as error:
        raise Refused(f"{table.name}：{error}") from None
    except OSError:
        raise Refused(f"打不开 {table}。请核对文件名；正被别的程序（如 WPS）打开的，请先关闭") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    separator = max(_SEPARATORS, key=lambda one: max((line.count(one) for line in text.split("\n")[:15]), default=0))
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        rows = [(reader.line_num, cells) for cells in reader]
    except csv.Error:
        raise Refused(f"{table.name} 里有没有成对的英文引号，请删去引号再存一次") from None
    return [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]


def _heading(cells: Sequence[str]) -> dict[str, int]:
    """Name of each column that is read → its place."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        title = "".join(cell.split()).lstrip("\ufeff").lower()
        name = next((name for name, titles in _COLUMNS.items() if title in titles), None)
        if name and name not in found:
            found[name] = at
    return found


def _fault(values: Mapping[str, str]) -> str:
    if len(_names(values["name"])) > 1:
        return "一格里写了几个单位，请每个单位一行；别的写法放在“别名”列"
    if values.get("id") and not _SLUG.fullmatch(values["id"]):
        return f"代号“{shown(values['id'])}”只能用小写英文字母、数字和短横"
    try:
        if values.get("points") and to_points(values["points"]) < 0:
            return "累计分数不能小于 0"
    except ValueError:
        return f"累计分数“{shown(values['points'])}”不是数字"
    return ""


def _unit(line: int, values: Mapping[str, str]) -> ListedUnit:
    name = values["name"]
    own = {name, values.get("full_name", ""), values.get("short_name", "")}
    return ListedUnit(
        line,
        name,
        values.get("full_name", ""),
        values.get("short_name", ""),
        tuple(dict.fromkeys(one for one in _names(values.get("aliases", "")) if one not in own)),
        values.get("group", ""),
        values.get("id", ""),
        values.get("points") or "0",
    )


def _names(cell: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(cell) if part.strip()]


def _repeated(units: Iterable[ListedUnit]) -> list[str]:
    """Names and ids that two units of the table have."""
    faults: list[str] = []
    first: dict[str, ListedUnit] = {}
    for unit in units:
        for what, name in (*(("", one) for one in _all_names(unit)), *([("代号", unit.id)] if unit.id else [])):
            other = first.setdefault(what + name, unit)
            if other is not unit:
                faults.append(f"第 {unit.line} 行的{what or '名称'}“{name}”第 {other.line} 行（{other.name}）已经用了")
    return faults


def _all_names(unit: ListedUnit) -> list[str]:
    return list(dict.fromkeys(one for one in (unit.name, unit.full_name, unit.short_name, *unit.aliases) if one))


def units_text(units: Sequence[ListedUnit]) -> str:
    """``units.yml``: a section of the notice for each group, and the units in the order of the table."""
    groups = _group_ids(dict.fromkeys(unit.group for unit in units if unit.group))
    labels = _labels(groups)
    lines = [_HEAD, "sections:" if groups else "sections: []"]
    for title, name in groups.items():
        listed = title if title.startswith("各") or "各" in title else f"各{title}"
        lines += [
            f"  - id: {name}",
            f"    title: {scalar(title)}",
            f"    list_title: {scalar(f'{listed}信息采用情况')}",
            f"    label: {scalar(labels[title])}",
        ]
    lines += ["", "groups:" if groups else "groups: []"]
    lines += [
        f"  - {{id: {name}, title: {scalar(title, in_list=True)}, section: {name}}}" for title, name in groups.items()
    ]
    lines += ["", "# 以下次序就是通报公布的次序。", "units:"]
    for unit, own in zip(units, _unit_ids(units, groups), strict=True):
        lines += [f"  - name: {scalar(unit.name)}", f"    id: {scalar(own)}"]
        lines += [f"    group: {groups[unit.group]}"] if unit.group else []
        lines += [f"    full_name: {scalar(unit.full_name)}"] if unit.full_name else []
        lines += [f"    short_name: {scalar(unit.short_name)}"] if unit.short_name else []
        aliases = ", ".join(scalar(alias, in_list=True) for alias in unit.aliases)
        lines += [f"    aliases: [{aliases}]"] if aliases else []
    return "\n".join(lines) + "\n"


def _group_ids(titles: Iterable[str]) -> dict[str, str]:
    """Title of a group → its id, in ASCII; a title that is one already stays."""
    found: dict[str, str] = {}
    used: Counter[str] = Counter()
    for title in titles:
        known = next((name for name, words in _KNOWN_GROUPS if words.search(title)), "group")
        name = title if _SLUG.fullmatch(title) else known
        used[name] += 1
        number = used[name]
        while (own := name if number == 1 and name != "group" else f"{name}-{number}") in found.values():
            number += 1
        found[title] = own
    return found


def _labels(groups: Mapping[str, str]) -> dict[str, str]:
    """Title of a group → the beginning of its placeholders: the title without punctuation, and no two alike."""
    found: dict[str, str] = {}
    for title, name in groups.items():
        label = _NOT_A_LABEL.sub("", title) or name
        found[title] = label if label not in found.values() else f"{label}{name}"
    return found


def _unit_ids(units: Sequence[ListedUnit], groups: Mapping[str, str]) -> list[str]:
    """The id of each unit: its own, or the group with a number; the number is that of its row in the group."""
    taken = {unit.id for unit in units if unit.id}
    used: Counter[str] = Counter()
    ids = []
    for unit in units:
        group = groups.get(unit.group, "unit")
        used[group] += 1
        own, number = unit.id or f"{group}-{used[group]}", used[group]
        while not unit.id and own in taken:
            number += 1
            own = f"{group}-{number}"
        taken.add(own)
        ids.append(own)
    return ids


def balance_text(units: Sequence[ListedUnit]) -> str:
    """The points that ranked units bring from the months before, as a table."""
    rows = [f"{unit.name},{unit.points}" for unit in units if unit.group]
    return "\ufeff" + "\n".join(["单位,累计分数", *rows]) + "\n"
