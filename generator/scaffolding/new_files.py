"""New files of an archive as skeletons: right folder, next number, month, and blanks that cannot be missed."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.canonical import front_matter, scalar
from generator.checking.content import same_text_key
from generator.checking.stray_months import is_of_another_year
from generator.files import changes_content, write_files
from generator.importing.credits import CreditReader
from generator.limits import CSV_SIZE, XLSX_SIZE
from generator.loading import kind_of, load
from generator.loading.advice import names_in, suggestion
from generator.loading.month_tables import LEDGER_COLUMNS
from generator.loading.text_file import as_it_is
from generator.model import blanks
from generator.model.archive import Archive
from generator.model.months import issue_label, month_label
from generator.plain_files import NotPlain, TooLarge, link_on_the_way, oddity, read_below
from generator.problems import ArchiveError
from generator.scaffolding.drafts import Draft, draft_files, read_draft, read_paragraphs
from generator.scaffolding.house_notice import house_notice
from generator.scaffolding.refused import Refused

_MOST_PIECES = 99
_TABLES = {".csv": CSV_SIZE, ".xlsx": XLSX_SIZE}
_NUMBERED = re.compile(r"([0-9]{2,3})\.md")


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: the paths, and what to say of it."""

    paths: tuple[str, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewIssue:
    """What is said of a new issue."""

    issue: str
    month: str
    date: date | None = None
    editors: tuple[str, ...] = ()
    articles: int = 0
    briefs: int = 0
    texts: Path | None = None
    """A folder with a file for each piece."""


def archive_at(root: Path) -> Archive:
    """The archive as it is, whatever is wrong with its content; :class:`ArchiveError` without its settings."""
    archive, problems = load(root)
    if archive is None:
        raise ArchiveError(problems)
    return archive


def next_issue(archive: Archive, year: int) -> str:
    """The number after the last one of a year."""
    numbers = [int(path.split("/")[2]) for path in _issue_paths(archive) if path.split("/")[1] == str(year)]
    number = max(numbers, default=0) + 1
    if number > _MOST_PIECES:
        raise Refused(f"{year}年的期号已经用到 {number - 1}，没有下一个了。请用 --issue 写明期号")
    return f"{year}-{number:02d}"


def _issue_paths(archive: Archive) -> list[str]:
    """The files in the folders of issues, also of those that could not be read."""
    kinds = {path: kind_of(path) for path in archive.paths}
    return [path for path, kind in kinds.items() if kind and kind.name in ("issue", "article")]


def units_of(archive: Archive, names: Sequence[str], month: str) -> tuple[str, ...]:
    """The names as they will be credited, each of one unit; :class:`Refused` for one that no unit has."""
    found: dict[str, str] = {}
    for name in (one.strip() for text in names for one in names_in(text)):
        unit = archive.units.resolve(name, month)
        if unit is None:
            known = [one for one in archive.units.known_names if archive.units.resolve(one, month)]
            raise Refused(f"units.yml 里没有单位“{name}”{suggestion(name, known)}。新的写法请先加到 aliases 里")
        found.setdefault(unit.name, name)
    return tuple(found.values())


@changes_content("新建一期")
def new_issue(root: Path, new: NewIssue) -> Made:
    """Write ``index.md``, and pieces from texts or as blanks."""
    archive, folder = archive_at(root), f"content/{new.issue.replace('-', '/')}"
    values = {"issue": new.issue, "month": new.month, "date": new.date, "editors": new.editors}
    if is_of_another_year(new.issue, new.month):
        raise Refused(f"{issue_label(new.issue)}不能在{month_label(new.month)}计分，请核对 --issue 和 --month")
    files = {f"{folder}/index.md": front_matter(values)}
    drafts = _drafts(archive, new.texts, new.month) if new.texts else []
    drafts += [Draft(kind="信息")] * new.articles + [Draft(kind="简讯")] * new.briefs
    drafts.sort(key=lambda draft: draft.kind == "简讯")  # 信息 first
    remarks = _about_month(archive, new.month)
    if new.issue.endswith("-01") and not new.month.endswith("-01"):
        remarks.append(f"记作{issue_label(new.issue)}。期号不对的，请删去 {folder}/，用 --issue 写明期号再来一次")
    last = _last_number(archive, folder)
    if last + len(drafts) > _MOST_PIECES:
        raise Refused(f"一期最多 {_MOST_PIECES} 篇（这里要有 {last + len(drafts)} 篇）")
    for number, draft in enumerate(drafts, start=last + 1):
        files[f"{folder}/{number:02d}.md"] = _piece(new.issue, draft)
        remarks += _said(f"{number:02d}.md", draft) if draft.source else []
    return _write_new(root, files, remarks)


def _drafts(archive: Archive, texts: Path, month: str) -> list[Draft]:
    credits = CreditReader(archive.units, month)
    return [read_draft(path, credits) for path in draft_files(texts)]


def _said(name: str, draft: Draft) -> list[str]:
    """What was taken for what, as it may be wrong."""
    title, units = draft.title or "（没有标题）", "、".join(draft.units) or "没有认出供稿单位"
    by = f"，作者 {'、'.join(draft.authors)}" if draft.authors else ""
    return [
        f"{name}  {draft.kind}  {units}{by}  {title}  ← {draft.source}",
        *(f"  请核对：{one}" for one in draft.doubts),
    ]


def _piece(issue: str, draft: Draft) -> bytes:
    units: object = draft.units[0] if len(draft.units) == 1 else list(draft.units)
    values = {
        "title": draft.title or (blanks.TITLE if draft.kind == "信息" else ""),
        "subtitle": draft.subtitle,
        "unit": units or blanks.UNIT,
        "authors": list(draft.authors),
        "issue": issue,
        "type": draft.kind,
    }
    return front_matter(values, draft.body or blanks.TEXT)


@changes_content("新建稿件")
def new_article(root: Path, issue: str, draft: Draft, text: Path | None = None) -> Made:
    """Write a piece of an issue with the next number; what ``draft`` leaves open comes from the file of its text."""
    archive = archive_at(root)
    found = archive.issues_by_number.get(issue)
    if found is None:
        raise Refused(
            f"还没有{issue_label(issue)}（或者它的 index.md 有错误）。请先运行 bulletin new issue --issue {issue}"
        )
    folder = f"content/{issue.replace('-', '/')}"
    draft = _completed(archive, draft, text, found.month)
    number = _last_number(archive, folder) + 1
    if number > _MOST_PIECES:
        raise Refused(f"{folder} 里已经有 {number - 1} 篇，没有下一个编号了")
    remarks = [*_about_month(archive, found.month), *(_said(f"{number:02d}.md", draft) if draft.source else [])]
    briefs = [piece for piece in archive.articles_by_issue.get(issue, ()) if piece.type == "简讯"]
    if draft.kind == "信息" and briefs:
        first = briefs[0].path.rpartition("/")[2]
        remarks.append(
            f"这一期从 {first} 起是简讯，信息要排在简讯前面：请把这一篇和 {first} 以后的文件改名，印发以前改"
        )
    return _write_new(root, {f"{folder}/{number:02d}.md": _piece(issue, draft)}, remarks)


def _completed(archive: Archive, draft: Draft, text: Path | None, month: str) -> Draft:
    """What is said of a piece, over what its text says; its names are those of units."""
    read = read_draft(text, CreditReader(archive.units, month)) if text else Draft()
    units = units_of(archive, draft.units, month) or read.units
    kind = draft.kind or read.kind
    if not kind:
        raise Refused("缺少 --type（信息 或 简讯）")
    doubts = read.doubts if not draft.units else ()
    return replace(
        read,
        kind=kind,
        title=draft.title or read.title,
        units=units,
        authors=draft.authors or read.authors,
        doubts=doubts,
    )


@changes_content("新建约稿")
def new_commissioned(root: Path, month: str, commissioner: str, draft: Draft, text: Path | None) -> Made:
    """Write a commissioned piece; without a text it says that there is none, as such texts are seldom public."""
    archive = archive_at(root)
    draft = _completed(archive, replace(draft, kind="约稿"), text, month)
    if not draft.units:
        raise Refused("缺少 --unit（供稿单位）")
    folder = f"content/commissioned/{month}"
    path = f"{folder}/{_last_number(archive, folder) + 1:02d}.md"
    values = {
        "title": draft.title,
        "unit": draft.units[0] if len(draft.units) == 1 else list(draft.units),
        "authors": list(draft.authors),
        "type": "约稿",
        "month": month,
        "commissioner": commissioner,
        "missing": [] if draft.body else ["text"],
    }
    made = _write_new(root, {path: front_matter(values, draft.body)}, _about_month(archive, month))
    return replace(made, remarks=(*made.remarks, *_answer(archive, path, draft.title)))


def _answer(archive: Archive, piece: str, title: str) -> list[str]:
    """Write into the register which piece answers the request of that title, and say so."""
    wanted = same_text_key(title)
    for register in archive.commissions:
        for place, one in enumerate(register.commissions):
            if not one.piece and same_text_key(one.title) == wanted:
                text = as_it_is(archive.root, register.path).replace("\r\n", "\n")
                answered = _answered(text, one.line, place, piece)
                if not answered:
                    return [f"这是 {register.path}:{one.line} 交办的：请在那一条里加一行“piece: {piece}”"]
                write_files({_safe(archive.root, register.path): answered.encode()})
                return [f"已在 {register.path} 里记下这一件完成了"]
    return []


def _answered(text: str, line: int, place: int, piece: str) -> str:
    """The register with the piece in that entry, which begins on that line; empty where it is not a line a field."""
    lines = text.split("\n")
    margin = re.match(r" *- +", lines[line - 1])
    if margin is None:
        return ""
    inside = " " * len(margin[0])
    end = next((at for at in range(line, len(lines)) if not lines[at].startswith(inside)), len(lines))
    lines.insert(end, f"{inside}piece: {piece}")
    answered = "\n".join(lines)
    before, after = _as_yaml(text), _as_yaml(answered)
    expected = [dict(one) for one in before.get("commissions", ())]
    expected[place]["piece"] = piece
    return answered if after.get("commissions") == expected else ""


def _as_yaml(text: str) -> dict[str, Any]:
    """What a register says that was read without a fault; nothing where a change has spoilt it."""
    try:
        found = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}


@changes_content("登记约稿")
def new_commission(root: Path, month: str, title: str, commissioner: str, due: date, units: Sequence[str]) -> Made:
    """Enter in the register that a piece was asked for; entries that are there stay as they are."""
    archive, path = archive_at(root), f"content/commissions/{month}.yml"
    names = units_of(archive, units, month)
    if f"{due.isoformat()[:7]}" < month:
        raise Refused(f"期限 {due} 早于交办的月份 {month}，请改正 --due 或 --month")
    there = [one for register in archive.commissions if register.month == month for one in register.commissions]
    if any(same_text_key(one.title) == same_text_key(title) and one.commissioner == commissioner for one in there):
        raise Refused(f"{path} 里已经有“{title}”了，没有再写")
    entry = {"title": title, "commissioner": commissioner, "due": due, "units": list(names)}
    text = as_it_is(root, path).replace("\r\n", "\n") if path in archive.paths else "commissions:\n"
    if path in archive.paths and not any(register.path == path for register in archive.commissions):
        raise Refused(f"{path} 有错误，没有写。请先运行 bulletin check，改正以后再登记")
    added = text.rstrip("\n") + "\n" + _entry(entry, text)
    if not _only_added(text, added, entry):
        raise Refused(f"{path} 的写法加不进新的一条，没有写。请照其他各条手工加上：\n{_entry(entry, '')}")
    write_files({_safe(root, path): added.encode()})
    return Made((path,))


def _entry(entry: Mapping[str, object], beside: str) -> str:
    """An entry of the register as the others of the file are set in."""
    found = re.search(r"^( *)- ", beside, re.MULTILINE)
    margin = found[1] if found else "  "
    lines = [
        f"{key}: [{', '.join(scalar(one, in_list=True) for one in value)}]"
        if isinstance(value, list)
        else f"{key}: {scalar(value)}"
        for key, value in entry.items()
    ]
    return "".join(f"{margin}{'- ' if place == 0 else '  '}{line}\n" for place, line in enumerate(lines))


def _only_added(before: str, after: str, entry: Mapping[str, object]) -> bool:
    """Whether the text has all it had, and the entry; it was read without a fault before."""
    old = _as_yaml(before)
    return _as_yaml(after) == {**old, "commissions": [*(old.get("commissions") or []), dict(entry)]}


@changes_content("新建台账")
def new_ledger(root: Path, month: str) -> Made:
    """Write a ledger with a row for each ranked unit; a count that nobody has written is told, and never 0."""
    archive = archive_at(root)
    units = [unit.name for unit in archive.units.ranked(month)]
    there = sorted(path for path in archive.paths if path.startswith(f"content/ledger/{month}."))
    if there:
        raise Refused(f"已经有 {there[0]}，没有覆盖，什么也没有写")
    if not units:
        raise Refused(f"{month_label(month)}没有参加排名的单位。请在 units.yml 里给单位写上 group")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(LEDGER_COLUMNS)
    writer.writerows([unit, *[blanks.COUNT] * (len(LEDGER_COLUMNS) - 1)] for unit in units)
    said = f"{len(units)} 个单位。用 WPS 表格或 Excel 打开，把“{blanks.COUNT}”都换成篇数，没有报送的写 0"
    files = {f"content/ledger/{month}.csv": ("\ufeff" + out.getvalue()).encode()}
    return _write_new(root, files, [*_about_month(archive, month), said])


@changes_content("存入表格")
def put_table(root: Path, folder: str, month: str, source: Path) -> Made:
    """Keep a table that the office has, byte for byte, where the archive looks for it; ``folder`` as in ``ledger``."""
    archive, suffix = archive_at(root), source.suffix.lower()
    if suffix not in _TABLES:
        raise Refused(f"{source} 不是 .xlsx 或 .csv。请在 WPS 表格或 Excel 里另存为 .xlsx，再来一次")
    there = sorted(path for path in archive.paths if path.startswith(f"content/{folder}/{month}."))
    if there:
        raise Refused(f"已经有 {there[0]}，没有覆盖，什么也没有写")
    try:
        real = source.resolve()
        data = read_below(real.parent, real.name, _TABLES[suffix].most)
    except TooLarge:
        raise Refused(f"{source.name}：{_TABLES[suffix].message()}") from None
    except NotPlain as error:
        raise Refused(f"{source.name} 是{error.what}，不是文件") from None
    except OSError:
        raise Refused(f"打不开 {source}。请核对文件名；正被别的程序（如 WPS）打开的，请先关闭") from None
    said = [*_about_month(archive, month), "接着运行 bulletin check：认不准的地方会逐行列出"]
    return _write_new(root, {f"content/{folder}/{month}{suffix}": data}, said)


@changes_content("新建通报")
def new_notice(
    root: Path, month: str, day: date | None, editors: tuple[str, ...] = (), text: Path | None = None
) -> Made:
    """Write a notice from the house text."""
    archive = archive_at(root)
    remark = "\n\n".join(read_paragraphs(text)) if text else ""
    files = {f"content/notices/{month}.md": house_notice(archive, month, day, editors, remark)}
    said = _about_month(archive, month)
    said += [f"印发日期写的是 {day}，不是这一天的请改正"] if day else ["没有写印发日期（date），印发前请补上"]
    said += [] if remark else ["要说本月情况的，在最后一段前面另起一段写"]
    return _write_new(root, files, said)


def _about_month(archive: Archive, month: str) -> list[str]:
    if month in archive.frozen_by_month:
        return [f"注意：{month_label(month)}的通报已经存档，印发的数字不会变；这里的改动如果影响分数，check 会逐格提醒"]
    return []


def _last_number(archive: Archive, folder: str) -> int:
    """The highest number among the files of a folder, also of those that could not be read."""
    names = archive.names_by_folder.get(folder, ())
    return max((int(found[1]) for name in names if (found := _NUMBERED.fullmatch(name))), default=0)


def _write_new(root: Path, files: Mapping[str, bytes], remarks: Sequence[str] = ()) -> Made:
    """Write the files, all or none; :class:`Refused` where one is there already."""
    there = [path for path in files if os.path.lexists(root / path)]
    if there:
        raise Refused(f"已经有 {'、'.join(there)}，没有覆盖，什么也没有写")
    write_files({_safe(root, path): data for path, data in files.items()})
    return Made(tuple(files), tuple(remarks))


def _safe(root: Path, path: str) -> Path:
    link = link_on_the_way(root, root / path)
    if link:
        raise NotPlain(os.fspath(link), oddity(os.lstat(link)))
    return root / path
