"""A month's notice → ledger, balance, pieces without text, the notice and its figures as issued."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.checking import check
from generator.importing.archives import archive_in, rehearsal
from generator.importing.blocks import Document, Doubts, ImportFailed
from generator.importing.matching import Matched, Piece, collect, match
from generator.importing.notice_checks import check_computed, check_lists, check_near, check_tables
from generator.importing.notice_cover import Cover, Foot, read_cover, read_foot
from generator.importing.notice_figures import CoveringText
from generator.importing.notice_files import balance_file, check_issue_months, ledger_file, notice_file, piece_files
from generator.importing.notice_lists import UnitList, read_lists
from generator.importing.notice_parts import split_parts
from generator.importing.notice_tables import PrintedRow, read_rows
from generator.loading import REGISTER, frozen_path, frozen_text, load, sealed
from generator.model.archive import Archive
from generator.model.articles import Article
from generator.model.frozen import Cell, FrozenNotice, Register
from generator.model.import_layout import ImportLayout
from generator.model.months import month_label, month_of, number_of, year_of
from generator.problems import errors, ordered
from generator.scoring import MonthTable, Scores, covering_figures, freeze, score

_MOST_PROBLEMS = 3
_NO_TABLES = (
    "没有认出统计表，或者表里没有一行能收录，所以没有写台账、结转和印发数据，正文里的数字也照原样保留。"
    "原件是 PDF 的，请用 Word 或 WPS 打开，另存为 .docx 后再导入"
)


@dataclass(frozen=True)
class _Found:
    """What was read from the document."""

    cover: Cover
    foot: Foot
    rows: Mapping[str, PrintedRow]
    lists: Sequence[UnitList]
    pieces: Sequence[Piece]
    matched: Matched


def import_notice(
    document: Document, root: Path, month: str, layout: ImportLayout | None = None
) -> tuple[dict[str, bytes], dict[str, int], Doubts]:
    """Files by path, counts and doubts; nothing is written. :class:`ImportFailed` when it is no notice at all."""
    archive = archive_in(root)
    doubts = Doubts(document.doubts)
    found = _read(document, archive, month, layout or ImportLayout(), doubts)
    _check_month(found.cover, month, doubts)
    _check_known(found.matched, doubts)
    doubts += [*check_tables(found.rows, archive.units, month), *check_near(found.pieces)]
    check_issue_months(archive, month, found.pieces, doubts)
    contradictions = check_lists(found.rows, found.lists, doubts)

    files = _counted_files(archive, month, found, doubts)
    scores = _score_with(root, files, month, found.cover.line, doubts)
    table = scores.tables.get(month) if scores and found.rows else None
    figures = covering_figures(archive.units, table) if table else {}
    text = CoveringText(found.cover, figures, archive.units, month, doubts)
    files |= notice_file(month, found.cover, found.foot, text, contradictions)
    if scores and table:
        files |= _frozen_file(archive, scores, table, found, doubts)
    return files, _counts(found), doubts


def _read(document: Document, archive: Archive, month: str, layout: ImportLayout, doubts: Doubts) -> _Found:
    """All parts of the document, its pieces matched against the archive."""
    parts = split_parts(document)
    rows = read_rows(parts.rows, archive.units, month, layout, doubts)
    lists = read_lists(parts.lists, archive.units, month, doubts)
    if not rows and not any(one.unit for one in lists):
        raise ImportFailed(
            "没有找到各单位的统计表和篇目清单，不像一份通报（也可能文件不完整，或表格是图片）。请检查文件；"
            "是一期信息请用 bulletin import issue"
        )
    cover = read_cover(parts.cover, document.flowed, doubts)
    if not rows:
        doubts.add(cover.line, _NO_TABLES)
    pieces = collect(lists)
    matched = match(pieces, lambda piece: _at(archive, piece, month), doubts)
    return _Found(cover, read_foot(parts.foot), rows, lists, pieces, matched)


def _counted_files(archive: Archive, month: str, found: _Found, doubts: Doubts) -> dict[str, bytes]:
    """Everything the month's figures are computed from."""
    in_order = sorted(found.rows.values(), key=lambda row: archive.units.order[row.unit])
    ranked = [row for row in in_order if archive.units.by_canonical_name[row.unit].group_in(month)]
    return {
        **ledger_file(month, ranked, found.lists, doubts),
        **balance_file(archive, month, ranked),
        **piece_files(archive.root, month, found.matched.fresh, found.cover, doubts),
    }


def _check_month(cover: Cover, month: str, doubts: Doubts) -> None:
    printed = re.search(r"(\d{1,2})月份?", cover.title)
    if printed and int(printed[1]) != number_of(month):
        message = f"标题写的是{printed[1]}月，导入的月份是{month_label(month)}。月份写错了请用 --month 改正后重新导入"
        doubts.add(cover.line, message)
    if cover.date and month_of(cover.date) < month:
        doubts.add(cover.line, f"通报日期 {cover.date} 早于{month_label(month)}，请核对月份")


def _at(archive: Archive, piece: Piece, month: str) -> Sequence[Article]:
    """The articles of the archive among which a piece may be."""
    if piece.item.issue is not None:
        issue = f"{year_of(month)}-{piece.item.issue:02d}"
        return [article for article in archive.articles if article.issue == issue]
    return [
        article
        for article in archive.articles
        if article.issue is None and article.month == month and article.commissioner == piece.item.commissioner
    ]


def _check_known(matched: Matched, doubts: Doubts) -> None:
    """Credits and kinds of pieces the archive has; its files are left as they are."""
    for piece, article in matched.known:
        lacking = [name for unit, name in piece.credits.items() if unit not in article.units]
        surplus = [unit for unit in article.units if unit not in piece.credits]
        where = f"库中 {article.path}“{article.display_title[:30]}”"
        if lacking:
            said = f"{where}没有署{'、'.join(lacking)}，通报清单里有"
            doubts.add(piece.item.line, f"{said}。核对后请在 unit 里补上")
        if surplus:
            doubts.add(piece.item.line, f"{where}署了{'、'.join(surplus)}，通报的清单里没有列这一篇，请核对")
        if article.type != piece.item.kind:
            doubts.add(piece.item.line, f"{where}是{article.type}，通报列为{piece.item.kind}，请核对")


def _score_with(root: Path, files: Mapping[str, bytes], month: str, line: int, doubts: Doubts) -> Scores | None:
    """The scores of the archive as it would be with these files; ``None`` with a doubt when it would have errors."""
    with rehearsal(root, texts_only=True) as trial:
        for path, data in files.items():
            (trial / path).parent.mkdir(parents=True, exist_ok=True)
            (trial / path).write_bytes(data)
        archive, problems = load(trial)
        problems = problems + check(archive) if archive else problems
        wrong = ordered(problem for problem in problems if problem.severity == "error")
        if archive is not None and not errors(problems):
            return score(archive)
    first = "；".join(f"{one.path}:{one.line} {one.message}" for one in wrong[:_MOST_PROBLEMS])
    said = f"写入后有 {len(wrong)} 个错误，改正后请再导入一次。{first}"
    doubts.add(line, f"没有生成印发数据（{frozen_path(month)}），正文里的数字也没有换成占位词：{said}")
    return None


def _frozen_file(
    archive: Archive, scores: Scores, table: MonthTable, found: _Found, doubts: Doubts
) -> dict[str, bytes]:
    """The figures as issued: the printed ones, also where the archive computes others."""
    month, path = table.month, frozen_path(table.month)
    if found.cover.date is None:
        message = f"没有日期，没有生成印发数据。查到日期后写在通报的 date 里，再运行 bulletin notice freeze {month}"
        doubts.add(found.cover.line, message)
        return {}
    doubts += check_computed(found.rows, table)
    issued = freeze(scores.archive, table, scores.lines, path, found.cover.date.isoformat())
    issued = _as_printed(issued, found.rows)
    there, register = archive.frozen_by_month.get(month), archive.register or Register(REGISTER)
    if there is not None:
        issued = dataclasses.replace(issued, corrections=there.corrections)
    issued = sealed(issued, register.before(month))
    registered = register.digests(month)
    if issued.chain.digests[: len(registered)] != registered:
        message = f"{path} 已经存档登记，数字与原件不同，没有改动。请核对；存档确有错误的，请用 bulletin notice correct"
        doubts.add(found.cover.line, message)
        return {}
    return {path: frozen_text(issued).encode("utf-8")}


def _as_printed(issued: FrozenNotice, rows: Mapping[str, PrintedRow]) -> FrozenNotice:
    """With every figure, and the order within each group, as the tables print them."""
    place = {unit: number for number, unit in enumerate(rows)}
    cells = {unit: {**row, **_issued(rows[unit])} if unit in rows else row for unit, row in issued.rows.items()}
    groups = {
        group: tuple(sorted(units, key=lambda unit: place.get(unit, len(place))))
        for group, units in issued.groups.items()
    }
    return dataclasses.replace(issued, rows=cells, groups=groups)


def _issued(row: PrintedRow) -> dict[str, Cell]:
    """The figures of a row; a blank cell is 0, but no rank."""
    return {column: cell if column == "rank" else row.value(column) for column, cell in row.cells.items()}


def _counts(found: _Found) -> dict[str, int]:
    kinds = [piece.item.kind for piece in found.matched.fresh]
    return {
        "单位": len(found.rows),
        "篇目": sum(len(one.items) for one in found.lists),
        "新建信息": kinds.count("信息"),
        "新建简讯": kinds.count("简讯"),
        "新建约稿": kinds.count("约稿"),
        "库中已有": len(found.matched.known),
    }
