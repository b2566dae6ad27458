"""A piece: of an issue, ``content/2023/09/03.md``, or commissioned, ``content/commissioned/2023-06/01.md``."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

from pydantic import TypeAdapter

from generator.loading import schema
from generator.loading.context import Context
from generator.loading.front_matter import common_fields, read_front_matter, wrong_folder
from generator.loading.issue_file import folder_issue
from generator.loading.text_file import File, SplitFile, problem_at
from generator.loading.unit_names import unknown_unit
from generator.model.articles import Article, Withdrawal
from generator.model.blanks import is_blank
from generator.model.points import points_text
from generator.problems import Problem

_ARTICLE = TypeAdapter(schema.ArticleMeta)
_UNCONFIRMED = {"type": "类型", "unit": "署名"}


def read_article(file: File, context: Context) -> Article | None:
    """Read a piece of an issue; it scores in the month of the issue of its folder."""
    found = read_front_matter(file, context, _ARTICLE)
    if found is None:
        return None
    split, meta = found
    folder = folder_issue(file.path)
    if meta.type == "约稿":
        message = (
            "约稿不属于任何一期，请移到 content/commissioned/ 下当月的文件夹（如 content/commissioned/2023-06/01.md）"
        )
        context.report(split, ("type",), "commissioned-in-issue", message)
        return None
    for field in ("month", "commissioner"):
        if getattr(meta, field) is not None:
            message = f"{meta.type}不写 {field}（只有约稿才写）；它的计分月份就是所在那一期的月份。请删去这一行"
            context.report(split, (field,), "unexpected-field", message)
    if meta.issue is None:
        context.report(split, ("issue",), "missing-field", f"没有写期号，请写上“issue: {folder}”")
    elif meta.issue != folder:
        context.report(split, ("issue",), "issue-folder", wrong_folder("期号", meta.issue, folder))
    withdrawn = _withdrawal(context, meta, folder)
    if withdrawn:
        pass  # whatever was taken out of the file with it is not missed
    elif meta.type != "简讯" and not meta.title:
        context.report(
            split, ("title",), "missing-title", f"{meta.type}要有标题，请写上“title: 标题”（只有简讯可以不写）"
        )
    if not withdrawn and meta.type == "简讯" and not meta.title and not split.body:
        context.report(split, ("title",), "missing-title", "这则简讯既没有标题也没有正文，请至少补上一样")
    elif not withdrawn:
        _check_body(context, split, meta.missing)
    if folder not in context.issues:  # its index.md is missing or wrong, which is reported there
        _report_unknown_units(context, split, meta)
        return None
    month = context.issues[folder].month
    return _record(context, split, meta, month, issue=folder)


def read_commissioned(file: File, context: Context) -> Article | None:
    """Read a 约稿, ``content/commissioned/2023-06/01.md``; its month must be that of its folder."""
    found = read_front_matter(file, context, _ARTICLE)
    if found is None:
        return None
    split, meta = found
    folder = file.path.split("/")[2]
    if meta.type != "约稿":
        message = f"这里只放约稿。是约稿请写“type: 约稿”；是{meta.type}请移到所在期的文件夹（如 content/2023/09/）"
        context.report(split, ("type",), "not-commissioned", message)
        return None
    if meta.issue is not None:
        context.report(split, ("issue",), "unexpected-field", "约稿不属于任何一期，请删去 issue，只写 month")
    if meta.month is None:
        context.report(split, ("month",), "missing-month", f"约稿要写明月份，请写上“month: {folder}”")
    elif meta.month != folder:
        context.report(split, ("month",), "month-folder", wrong_folder("月份", meta.month, folder))
    if not meta.commissioner:
        message = "约稿要写明是谁约的，请写上“commissioner: 市政府”（或省厅等）"
        context.report(split, ("commissioner",), "missing-commissioner", message)
    if not meta.title and not meta.withdrawn:
        context.report(split, ("title",), "missing-title", "约稿要有标题，请写上“title: 标题”")
    return _record(context, split, meta, folder)


def _record(
    context: Context, split: SplitFile, meta: schema.ArticleMeta, month: str, issue: str | None = None
) -> Article:
    units = _resolve(context, split, meta, month)
    if meta.unconfirmed:
        what = "、".join(_UNCONFIRMED[field] for field in meta.unconfirmed)
        message = f"{what}是导入时推定的，还没有核实。请对照原件核对 {'、'.join(meta.unconfirmed)}，核对后删去这一行"
        problem = problem_at(split, ("unconfirmed",), "unconfirmed-piece", message)
        context.problems.append(dataclasses.replace(problem, severity="warning"))
    values = common_fields(meta, Article) | {
        "month": month,
        "issue": issue,
        "units": units,
        "credits": meta.unit,
        "shares": _shares(context, split, meta, units, month),
        "body": split.body,
    }
    article = Article(split.path, **values)
    withdrawn = _withdrawal(context, meta, issue)
    return _without_its_text(article, withdrawn) if withdrawn else article


def _withdrawal(context: Context, meta: schema.ArticleMeta, issue: str | None) -> Withdrawal | None:
    """Its own, or else that of its issue."""
    whole = context.issues.get(issue or "")
    return meta.withdrawn or (whole.withdrawn if whole else None)


def _without_its_text(article: Article, withdrawn: Withdrawal) -> Article:
    """What of a withdrawn piece is still known: nothing that was written, so that nothing of it can be published."""
    hidden = {"title": "", "subtitle": "", "authors": (), "missing": (), "corrections": (), "body": ""}
    return dataclasses.replace(article, withdrawn=withdrawn, **hidden)  # type: ignore[arg-type]


def _shares(
    context: Context, split: SplitFile, meta: schema.ArticleMeta, units: tuple[str, ...], month: str
) -> dict[str, Fraction]:
    """Shares by canonical unit; they must name every credited unit and sum to 1."""
    if not meta.shares or context.units is None:
        return {}
    found = {name: context.units.resolve(name, month) for name in meta.shares}
    shares = {unit.name: meta.shares[name] for name, unit in found.items() if unit}
    if set(shares) != set(units) or len(found) != len(units):
        message = f"shares 要给 unit 里的每个单位各写一份，不多不少（unit 里是：{'、'.join(units)}）"
        context.report(split, ("shares",), "bad-shares", message)
    elif sum(shares.values()) != 1 or min(shares.values()) < 0:
        total = points_text(sum(shares.values(), Fraction(0)))
        message = f'shares 各份之和要等于 1（现在是 {total}）；三分之一可以写成 "1/3"'
        context.report(split, ("shares",), "bad-shares", message)
    return shares


def _check_body(context: Context, split: SplitFile, missing: tuple[str, ...]) -> None:
    if split.body and "text" in missing:
        message = "写了 missing: [text]（正文未存档），可是下面有正文。请删去其中一样"
        context.report(split, ("missing",), "text-not-missing", message)
    elif not split.body and "text" not in missing:
        message = "没有正文。请在这一行 --- 之后写正文；如果正文确实没有保存下来，请在它上面加一行“missing: [text]”"
        context.problems.append(Problem(split.path, split.closing_line, "", "no-text", message, "warning"))


def _resolve(context: Context, split: SplitFile, meta: schema.ArticleMeta, month: str) -> tuple[str, ...]:
    """Canonical names of the credited units, in the order of the credit."""
    resolved: dict[str, str] = {}
    for place, name in enumerate(meta.unit):
        unit = context.unit(split, ("unit", place), name, month)
        if unit is None:
            continue
        if unit in resolved:
            other = resolved[unit]
            same = f"“{name}”写了两次" if other == name else f"“{other}”与“{name}”是同一个单位（{unit}）"
            context.report(split, ("unit", place), "unit-twice", f"{same}，请删去一个")
        else:
            resolved[unit] = name
    return tuple(resolved)


def _report_unknown_units(context: Context, split: SplitFile, meta: schema.ArticleMeta) -> None:
    """Names that no unit has at any time, for a piece whose month is not known."""
    for place, name in enumerate(meta.unit):
        if context.units and name not in context.units.known_names and not is_blank(name):
            context.report(split, ("unit", place), "unknown-unit", unknown_unit(context.units, name))
