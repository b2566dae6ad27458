"""What is written for a notice: ledger, balance, pieces without text, the notice itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.canonical import front_matter
from generator.importing.blocks import Doubts
from generator.importing.matching import Piece
from generator.importing.notice_checks import Contradiction
from generator.importing.notice_cover import Cover, Foot
from generator.importing.notice_figures import CoveringText
from generator.importing.notice_lists import UnitList
from generator.importing.notice_tables import PrintedRow
from generator.model.archive import Archive
from generator.model.months import issue_label, month_label, number_of, year_of
from generator.model.points import ZERO, points_text

_BOM = "\ufeff"
_REMARKS = {
    "published": "通报正文中印出、按库中篇目数不出来的数字",
    "discrepancies": "通报内部前后不一致的数字；计分以表格为准",
}


def ledger_file(month: str, rows: Sequence[PrintedRow], lists: Sequence[UnitList], doubts: Doubts) -> dict[str, bytes]:
    """The ledger; the table counts 报省市 in one, and the summary line tells city from province."""
    by_unit = {one.unit: one for one in lists}
    lines = ["单位,上报篇数,报市,报省厅"]
    for row in rows:
        total = _count(row, "forwarded", doubts)
        one = by_unit.get(row.unit)
        if total and (one is None or not {"to_city", "to_province"} & set(one.figures)):
            doubts.add(row.line, f"{row.unit}报省市 {total} 篇，不知道是报市还是报省厅，都记作报市")
        province = min(int(one.value("to_province")), total) if one else 0
        lines.append(f"{row.unit},{_count(row, 'submitted', doubts)},{total - province},{province}")
    return {f"content/ledger/{month}.csv": _csv(lines)} if rows else {}


def _count(row: PrintedRow, column: str, doubts: Doubts) -> int:
    value = row.value(column)
    if value.denominator != 1 or value < 0:
        doubts.add(row.line, f"{row.unit}的篇数 {points_text(value)} 不是整数，按 0 记，请改正")
        return 0
    return int(value)


def balance_file(archive: Archive, month: str, rows: Sequence[PrintedRow]) -> dict[str, bytes]:
    """The balance: totals without the month's own points; none when the archive counts earlier months itself."""
    year = year_of(month)
    counted = any(year_of(one) == year and one < month for one in archive.months)
    balanced = any(year_of(one.month) == year for one in archive.balances)
    if not rows or counted or balanced or number_of(month) == 1:
        return {}
    brought = {row.unit: max(row.value("total_points") - row.value("month_points"), ZERO) for row in rows}
    lines = [f"{unit},{points_text(points)}" for unit, points in brought.items()]
    return {f"content/balances/{month}.csv": _csv(["单位,累计分数", *lines])}


def _csv(lines: Sequence[str]) -> bytes:
    return (_BOM + "\n".join(lines) + "\n").encode("utf-8")


def piece_files(root: Path, month: str, fresh: Sequence[Piece], cover: Cover, doubts: Doubts) -> dict[str, bytes]:
    """Files for pieces the archive lacks, numbered after what its folders have, 信息 before 简讯."""
    files: dict[str, bytes] = {}
    numbers: dict[str, int] = {}
    ordered = sorted(fresh, key=lambda piece: ("信息", "简讯", "约稿").index(piece.item.kind))
    for piece in ordered:
        folder = folder_of(piece, month)
        if folder not in numbers:
            numbers[folder] = _last_number(root / folder)
            if piece.item.issue:
                files |= _index(root, folder, month, cover)
        numbers[folder] += 1
        files[f"{folder}/{numbers[folder]:02d}.md"] = _stub(piece, month)
    crowded = [folder for folder, number in numbers.items() if number > 99]
    for folder in crowded:
        doubts.add(cover.line, f"{folder} 里超过 99 篇，请核对")
    return files


def folder_of(piece: Piece, month: str) -> str:
    """The folder a piece belongs in."""
    issue = piece.item.issue
    return f"content/commissioned/{month}" if issue is None else f"content/{year_of(month)}/{issue:02d}"


def _last_number(folder: Path) -> int:
    return max((int(path.stem) for path in folder.glob("*.md") if re.fullmatch("[0-9]+", path.stem)), default=0)


def _stub(piece: Piece, month: str) -> bytes:
    item = piece.item
    names = list(piece.credits.values())
    values: dict[str, object] = {"title": item.title, "unit": names[0] if len(names) == 1 else names}
    if item.issue is None:
        values |= {"type": "约稿", "month": month, "commissioner": item.commissioner}
    else:
        values |= {"issue": f"{year_of(month)}-{item.issue:02d}", "type": item.kind}
    return front_matter(values | {"missing": ["text"]})


def _index(root: Path, folder: str, month: str, cover: Cover) -> dict[str, bytes]:
    path = f"{folder}/index.md"
    if (root / path).exists():
        return {}
    day = f"{cover.date.year}年{cover.date.month}月{cover.date.day}日" if cover.date else ""
    source = f"{day}《{cover.title or month_label(month) + '通报'}》"
    note = (
        f"本期原件不在库中，篇目和供稿单位据{source}整理，只有标题，没有正文；编发日期、责任编辑不详，"
        "各篇次序是通报中首次列出的次序，不一定是原刊次序。"
    )
    issue = "-".join(folder.split("/")[1:])
    return {path: front_matter({"issue": issue, "month": month, "unconfirmed": ["order"], "note": note})}


def check_issue_months(archive: Archive, month: str, pieces: Sequence[Piece], doubts: Doubts) -> None:
    """An issue of the notice that the archive counts in another month."""
    months = {issue.issue: issue for issue in archive.issues}
    for number in dict.fromkeys(piece.item.issue for piece in pieces if piece.item.issue):
        issue = f"{year_of(month)}-{number:02d}"
        line = min(piece.item.line for piece in pieces if piece.item.issue == number)
        if issue in months and months[issue].month != month:
            counted = f"在{month_label(months[issue].month)}计分（{months[issue].path}）"
            doubts.add(line, f"通报把{issue_label(issue)}列在{month_label(month)}，库中它{counted}，请核对")


def notice_file(
    month: str, cover: Cover, foot: Foot, text: CoveringText, contradictions: Sequence[Contradiction]
) -> dict[str, bytes]:
    """The notice with its covering text."""
    values: Mapping[str, object] = {
        "title": cover.title or f"关于{number_of(month)}月份政务信息采用情况的通报",
        "month": month,
        "date": cover.date,
        "signatory": cover.signatory,
        "addressees": cover.addressees,
        "attachment": cover.attachment,
        "notes": list(foot.notes),
        "recipients": foot.recipients,
        "editors": list(foot.editors),
        "email": foot.email,
        "phone": foot.phone,
        "published": text.published,
        "discrepancies": list(contradictions),
    }
    return {f"content/notices/{month}.md": front_matter(values, text.body, _REMARKS)}
