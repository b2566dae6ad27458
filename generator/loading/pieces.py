"""Markdown files as written → issues, articles, notices and plain pages."""

from __future__ import annotations

from dataclasses import dataclass, fields
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from generator.loading import schema
from generator.loading.source import Source, line_of, read_text, split_front_matter
from generator.loading.unit_names import unknown_unit
from generator.loading.yaml_text import parse_yaml
from generator.model.archive import PlainPage
from generator.model.articles import Article, Issue
from generator.model.months import issue_label
from generator.model.notices import Notice
from generator.model.points import points_text
from generator.model.units import UnitRegistry
from generator.problems import Problem

T = TypeVar("T")

_ISSUE = TypeAdapter(schema.IssueMeta)
_ARTICLE = TypeAdapter(schema.ArticleMeta)
_NOTICE = TypeAdapter(schema.NoticeMeta)
_PAGE = TypeAdapter(schema.PageMeta)


@dataclass(frozen=True)
class Reader:
    """What reading one file needs to know: where the archive is, who the units are, where problems go."""

    root: Path
    problems: list[Problem]
    units: UnitRegistry | None = None

    def report(self, source: Source, field: str, code: str, message: str) -> None:
        """Note a problem at a key of the front matter."""
        self.problems.append(Problem(source.path, line_of(source, (field,)), field, code, message))


def _read(reader: Reader, path: str, adapter: TypeAdapter[T]) -> tuple[Source, T] | None:
    text = read_text(reader.root, path, reader.problems)
    source = split_front_matter(path, text, reader.problems) if text is not None else None
    data = parse_yaml(source, reader.problems) if source else None
    if source is None or data is None:
        return None
    meta = schema.build(adapter, data, path, lambda loc: line_of(source, loc), reader.problems)
    return (source, meta) if meta is not None else None


def _common(meta: Any, record: type) -> dict[str, Any]:
    """The values of the front matter that the record has under the same name."""
    wanted = {field.name for field in fields(record)}
    values = {field.name: getattr(meta, field.name) for field in fields(meta) if field.name in wanted}
    return {name: value for name, value in values.items() if value is not None}


def _folder_issue(path: str) -> str:
    _, year, number, _ = path.split("/")
    return f"{year}-{number}"


def read_issue(reader: Reader, path: str) -> Issue | None:
    """Read ``content/2023/09/index.md``; its number must be that of its folder."""
    found = _read(reader, path, _ISSUE)
    if found is None:
        return None
    source, meta = found
    folder = _folder_issue(path)
    if meta.issue != folder:
        _report_wrong_number(reader, source, meta.issue, folder)
    values = _common(meta, Issue) | {"issue": folder}
    return Issue(path, body=source.body, **values)


def _report_wrong_number(reader: Reader, source: Source, issue: str, folder: str) -> None:
    other = f"content/{issue.replace('-', '/')}/index.md"
    if (reader.root / other).is_file():
        message = f"{issue_label(issue)}已经有了（{other}），期号不能重复。这个文件夹里请写“issue: {folder}”"
        reader.report(source, "issue", "duplicate-issue", message)
    else:
        reader.report(source, "issue", "issue-folder", _wrong_folder("期号", issue, folder))


def _wrong_folder(what: str, value: str, folder: str) -> str:
    return f"{what} {value} 与文件夹不符（这个文件夹是 {folder}）。请改正{what}，或把文件移到 {value} 的文件夹"


def read_article(reader: Reader, path: str, issues: dict[str, Issue]) -> Article | None:
    """Read a piece of an issue; it scores in the month of the issue (``issues``: by number) of its folder."""
    found = _read(reader, path, _ARTICLE)
    if found is None:
        return None
    source, meta = found
    folder = _folder_issue(path)
    if meta.type == "约稿":
        message = (
            "约稿不属于任何一期，请移到 content/commissioned/ 下当月的文件夹（如 content/commissioned/2023-06/01.md）"
        )
        reader.report(source, "type", "commissioned-in-issue", message)
        return None
    for field in ("month", "commissioner"):
        if getattr(meta, field) is not None:
            message = f"{meta.type}不写 {field}（只有约稿才写）；它的计分月份就是所在那一期的月份。请删去这一行"
            reader.report(source, field, "unexpected-field", message)
    if meta.issue is None:
        reader.report(source, "issue", "missing-field", f"没有写期号，请写上“issue: {folder}”")
    elif meta.issue != folder:
        reader.report(source, "issue", "issue-folder", _wrong_folder("期号", meta.issue, folder))
    if meta.type == "信息" and not meta.title:
        reader.report(source, "title", "missing-title", "信息要有标题，请写上“title: 标题”（只有简讯可以不写）")
    if meta.type == "简讯" and not meta.title and not source.body:
        reader.report(source, "title", "missing-title", "这则简讯既没有标题也没有正文，请至少补上一样")
    else:
        _check_body(reader, source, meta.missing)
    if folder not in issues:  # its index.md is missing or wrong, which is reported there
        _report_unknown_units(reader, source, meta)
        return None
    month = issues[folder].month
    return _record(reader, source, meta, month, issue=folder)


def read_commissioned(reader: Reader, path: str) -> Article | None:
    """Read a 约稿, ``content/commissioned/2023-06/01.md``; its month must be that of its folder."""
    found = _read(reader, path, _ARTICLE)
    if found is None:
        return None
    source, meta = found
    folder = path.split("/")[2]
    if meta.type != "约稿":
        message = f"这里只放约稿。是约稿请写“type: 约稿”；是{meta.type}请移到所在期的文件夹（如 content/2023/09/）"
        reader.report(source, "type", "not-commissioned", message)
        return None
    if meta.issue is not None:
        reader.report(source, "issue", "unexpected-field", "约稿不属于任何一期，请删去 issue，只写 month")
    if meta.month is None:
        reader.report(source, "month", "missing-month", f"约稿要写明月份，请写上“month: {folder}”")
    elif meta.month != folder:
        reader.report(source, "month", "month-folder", _wrong_folder("月份", meta.month, folder))
    if not meta.commissioner:
        message = "约稿要写明是谁约的，请写上“commissioner: 市政府”（或省厅等）"
        reader.report(source, "commissioner", "missing-commissioner", message)
    if not meta.title:
        reader.report(source, "title", "missing-title", "约稿要有标题，请写上“title: 标题”")
    return _record(reader, source, meta, folder)


def _record(reader: Reader, source: Source, meta: schema.ArticleMeta, month: str, issue: str | None = None) -> Article:
    units = _resolve(reader, source, meta, month)
    values = _common(meta, Article) | {
        "month": month,
        "issue": issue,
        "units": units,
        "credits": meta.unit,
        "shares": _shares(reader, source, meta, units, month),
        "body": source.body,
    }
    return Article(source.path, **values)


def _shares(
    reader: Reader, source: Source, meta: schema.ArticleMeta, units: tuple[str, ...], month: str
) -> dict[str, Fraction]:
    """Shares by canonical unit; they must name every credited unit and sum to 1."""
    if not meta.shares or reader.units is None:
        return {}
    found = {name: reader.units.resolve(name, month) for name in meta.shares}
    shares = {unit.name: meta.shares[name] for name, unit in found.items() if unit}
    if set(shares) != set(units) or len(found) != len(units):
        message = f"shares 要给 unit 里的每个单位各写一份，不多不少（unit 里是：{'、'.join(units)}）"
        reader.report(source, "shares", "bad-shares", message)
    elif sum(shares.values()) != 1 or min(shares.values()) < 0:
        total = points_text(sum(shares.values(), Fraction(0)))
        message = f'shares 各份之和要等于 1（现在是 {total}）；三分之一可以写成 "1/3"'
        reader.report(source, "shares", "bad-shares", message)
    return shares


def read_notice(reader: Reader, path: str) -> Notice | None:
    """Read ``content/notices/2023-06.md``; its month must be that of its name."""
    found = _read(reader, path, _NOTICE)
    if found is None:
        return None
    source, meta = found
    month = path.split("/")[2].removesuffix(".md")
    if meta.month != month:
        message = f"月份 {meta.month} 与文件名不符（文件名是 {month}.md）。请改正月份或文件名"
        reader.report(source, "month", "month-folder", message)
    values = _common(meta, Notice) | {"month": month}
    return Notice(path, body=source.body, **values)


def read_plain_page(reader: Reader, path: str) -> PlainPage | None:
    """Read ``content/pages/….md``."""
    found = _read(reader, path, _PAGE)
    return PlainPage(path, found[1].title, found[0].body, found[1].aliases) if found else None


def _check_body(reader: Reader, source: Source, missing: tuple[str, ...]) -> None:
    if source.body and "text" in missing:
        message = "写了 missing: [text]（正文未存档），可是下面有正文。请删去其中一样"
        reader.report(source, "missing", "text-not-missing", message)
    elif not source.body and "text" not in missing:
        message = "没有正文。请在这一行 --- 之后写正文；如果正文确实没有保存下来，请在它上面加一行“missing: [text]”"
        reader.problems.append(Problem(source.path, source.closing_line, "", "no-text", message, "warning"))


def _resolve(reader: Reader, source: Source, meta: schema.ArticleMeta, month: str) -> tuple[str, ...]:
    """Canonical names of the credited units, in the order of the credit."""
    if reader.units is None:
        return ()
    resolved: dict[str, str] = {}
    for place, name in enumerate(meta.unit):
        unit = reader.units.resolve(name, month)
        if unit is None:
            line, message = line_of(source, ("unit", place)), unknown_unit(reader.units, name, month)
            reader.problems.append(Problem(source.path, line, "unit", "unknown-unit", message))
        elif unit.name in resolved:
            other = resolved[unit.name]
            same = f"“{name}”写了两次" if other == name else f"“{other}”与“{name}”是同一个单位（{unit.name}）"
            line, message = line_of(source, ("unit", place)), f"{same}，请删去一个"
            reader.problems.append(Problem(source.path, line, "unit", "unit-twice", message))
        else:
            resolved[unit.name] = name
    return tuple(resolved)


def _report_unknown_units(reader: Reader, source: Source, meta: schema.ArticleMeta) -> None:
    """Names that no unit has at any time, for a piece whose month is not known."""
    if reader.units is None:
        return
    for place, name in enumerate(meta.unit):
        if name not in reader.units.known_names:
            line, message = line_of(source, ("unit", place)), unknown_unit(reader.units, name)
            reader.problems.append(Problem(source.path, line, "unit", "unknown-unit", message))


def missing_index(folder: str, first_article: str) -> Problem:
    """The problem of an issue folder without ``index.md``."""
    issue = "-".join(folder.split("/")[1:3])
    message = (
        f"{issue_label(issue)}的文件夹里没有 index.md。"
        f"请新建 {folder}/index.md，写上“issue: {issue}”和“month: …”（计分月份，如 2023-06）"
    )
    return Problem(first_article, 1, "", "missing-index", message)


def empty_issue(index: str) -> Problem:
    """The warning of an issue folder with nothing but ``index.md``."""
    label = issue_label(_folder_issue(index))
    message = f"{label}还没有一篇稿件。请在同一文件夹里放入 01.md、02.md……"
    return Problem(index, 1, "", "empty-issue", message, "warning")
