"""Commands that make new files: each in the right folder, with the next number and what can be filled in."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.cli.asking import asked
from generator.cli.chinese import ChineseCommand, ChineseGroup
from generator.cli.options import month_argument, root_option
from generator.loading.advice import names_in
from generator.model.months import is_issue, is_month, month_after, month_of, year_of
from generator.scaffolding.drafts import Draft
from generator.scaffolding.month_steps import first_month, month_to_do
from generator.scaffolding.new_files import (
    Made,
    NewIssue,
    archive_at,
    new_article,
    new_commission,
    new_commissioned,
    new_issue,
    new_ledger,
    new_notice,
    next_issue,
    put_table,
    units_of,
)
from generator.scaffolding.refused import Refused

_FILE = click.Path(path_type=Path)


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f"日期要写成 2024-05-31 的样子（现在是“{value}”）") from None


def _names(_: click.Context, __: click.Parameter, value: tuple[str, ...] | str | None) -> tuple[str, ...]:
    texts = (value,) if isinstance(value, str) else value or ()
    return tuple(name.strip() for text in texts for name in names_in(text) if name.strip())


_editors_option = click.option("--editors", callback=_names, metavar="人名", help="责任编辑，几个人用逗号隔开。")
_unit_option = click.option(
    "--unit",
    "units",
    multiple=True,
    callback=_names,
    metavar="单位",
    help="供稿单位，几个用逗号隔开；简称、别名都可以。",
)
_authors_option = click.option("--authors", callback=_names, metavar="人名", help="作者，几个人用逗号隔开。")
_text_option = click.option("--text", type=_FILE, metavar="文件", help="正文所在的文件（.txt、.md、.docx 等）。")


def _making(command: Callable[..., Made]) -> Callable[..., None]:
    """Say what was written; what cannot be made is wrong usage."""

    @root_option
    @functools.wraps(command)
    def making(root: Path, **options: Any) -> None:
        try:
            made = command(root=root, **options)
        except Refused as refused:
            raise click.UsageError(str(refused)) from None
        for path in made.paths:
            click.echo(f"已写 {path}")
        for remark in made.remarks:
            click.echo(remark)

    return making


@click.group(cls=ChineseGroup)
def new() -> None:
    """新建文件：一期、一篇稿件、一件约稿、一个月的台账、采用表、来稿登记或通报。

    \b
    bulletin new issue --month 2024-05 --articles 8 --briefs 5   新的一期和 13 篇空稿件
    bulletin new issue --month 2024-05 --texts 五月来稿/         新的一期，稿件来自文件夹
    bulletin new article --type 信息 --unit 阳谷局               在最新一期加一篇
    bulletin new ledger 2024-05                                  台账，已经有的加 --from 表格
    bulletin new adoptions 2024-05 --from 5月采用.xlsx           上级采用和批示的表
    bulletin new notice 2024-05                                  通报

    文件夹和编号由程序定；已有的文件不会被覆盖。没有写的地方留着“（在这里写……）”或“待填”，
    没有换掉以前检查会指出，不会发布。在终端里运行时，缺的选项会问；在脚本里缺了就报错（退出码 2）。
    """


@new.command(cls=ChineseCommand)
@click.option("--issue", metavar="期号", help="年和期号，如 2024-08；不写就是那一年的下一期。")
@click.option("--month", metavar="月份", help="计分月份，如 2024-05。新的资料库不写就是第一个月。")
@click.option("--date", "day", callback=_day, metavar="日期", help="编发日期，如 2024-05-31；不知道就不写。")
@_editors_option
@click.option(
    "--pieces", type=click.IntRange(0, 99), default=0, metavar="篇数", help="几篇空的稿件（信息），同 --articles。"
)
@click.option("--articles", type=click.IntRange(0, 99), default=0, metavar="篇数", help="几篇空的信息。")
@click.option("--briefs", type=click.IntRange(0, 99), default=0, metavar="篇数", help="几则空的简讯，排在信息后面。")
@click.option("--texts", type=_FILE, metavar="文件夹", help="来稿所在的文件夹，一个文件一篇（.txt、.md、.docx）。")
@_making
def issue(
    root: Path,
    issue: str | None,
    month: str | None,
    day: date | None,
    editors: tuple[str, ...],
    pieces: int,
    articles: int,
    briefs: int,
    texts: Path | None,
) -> Made:
    """新的一期：写好 index.md，还可以带上空的稿件或文件夹里的来稿。

    \b
    --texts 文件夹里的来稿：
      第一行是标题，最后括号里是署名，如（阳谷局/张三）；只有一段、没有标题的当作简讯
      文件名里可以写类型和单位，如 03-简讯-阳谷局.txt；按文件名的次序编号，信息在前
      每篇认作什么、署名归谁，都会列出来，请核对

    \b
    例：
      bulletin new issue --month 2024-05 --date 2024-05-31 --editors 甲,乙 --articles 8 --briefs 5
    """
    archive = archive_at(root)
    if issue is not None and not is_issue(issue):
        raise click.UsageError(f"--issue：期号要写成 2024-08 的样子（现在是“{issue}”）")
    sensible = first_month(archive)
    shown = sensible or _on_terminal(month_to_do(archive))
    month = asked(month, "--month", "计分月份，如 2024-05", _month_fault, shown)
    if pieces and articles:
        raise click.UsageError("--pieces 和 --articles 是一样的，只写一个")
    number = issue or next_issue(archive, year_of(month))
    return new_issue(root, NewIssue(number, month, day, editors, pieces or articles, briefs, texts))


def _on_terminal(default: str) -> str:
    """A value that is worth offering, but not taking unasked."""
    return default if sys.stdin.isatty() else ""


def _month_fault(value: str) -> str:
    return "" if is_month(value) else f"月份要写成 2024-05 的样子（现在是“{value}”）"


def _not_empty(value: str) -> str:
    return "" if value.strip() else "不能为空"


@new.command(cls=ChineseCommand)
@click.option("--issue", metavar="期号", help="哪一期，如 2024-08；不写就是最新的一期。")
@click.option("--type", "kind", type=click.Choice(["信息", "简讯"]), help="类型；有 --text 时不写就从正文看。")
@_unit_option
@click.option("--title", metavar="标题", help="标题；简讯可以没有。")
@_authors_option
@_text_option
@_making
def article(
    root: Path,
    issue: str | None,
    kind: str | None,
    units: tuple[str, ...],
    title: str | None,
    authors: tuple[str, ...],
    text: Path | None,
) -> Made:
    """在一期里加一篇信息或简讯，编号接着最后一篇。

    正文可以以后写：不写 --text，就留着“（在这里写正文）”。--text 的文件里有标题和署名的，
    不必再写 --title、--unit。信息排在简讯前面：加在简讯后面时会提醒怎样改名。

    \b
    例：
      bulletin new article --issue 2024-08 --type 信息 --unit 阳谷局 --title 我局开展调研 --text 调研.docx
    """
    archive = archive_at(root)
    latest = max(archive.issues_by_number, default="")
    number = issue or latest
    if not number:
        raise Refused("还没有一期。请先运行 bulletin new issue")
    if not is_issue(number):
        raise click.UsageError(f"--issue：期号要写成 2024-08 的样子（现在是“{number}”）")
    if not text:
        kind = asked(kind, "--type", "类型（信息 或 简讯）", _kind_fault)
        if not units:
            found = archive.issues_by_number.get(number)
            month = found.month if found else ""
            said = asked(None, "--unit", "供稿单位", functools.partial(_unit_fault, root, month))
            units = tuple(names_in(said))
    draft = Draft(kind=kind or "", title=(title or "").strip(), units=units, authors=authors)
    return new_article(root, number, draft, text)


def _kind_fault(value: str) -> str:
    return "" if value in ("信息", "简讯") else "请写 信息 或 简讯"


def _unit_fault(root: Path, month: str, value: str) -> str:
    if not value.strip():
        return "不能为空"
    try:
        units_of(archive_at(root), [value], month or month_of(date.today()))
    except Refused as refused:
        return str(refused)
    return ""


@new.command(cls=ChineseCommand)
@click.option("--title", metavar="标题", help="要写什么。")
@click.option("--commissioner", metavar="单位", help="谁约的稿，如 市政府。")
@click.option("--due", metavar="日期", help="完成期限，如 2024-05-20。")
@click.option("--unit", "units", multiple=True, callback=_names, metavar="单位", help="约了哪些单位，用逗号隔开。")
@click.option("--month", metavar="月份", help="交办的月份；不写就是本月（期限在本月以前的，是期限那个月）。")
@_making
def commission(
    root: Path, title: str | None, commissioner: str | None, due: str | None, units: tuple[str, ...], month: str | None
) -> Made:
    """登记一件交办的约稿：谁约的、期限、约了哪些单位，记在 content/commissions/ 里。

    “约稿”页和单位页据此列出未到期和逾期的。写成的约稿用 bulletin new commissioned 存。

    \b
    例：
      bulletin new commission --title 新能源投资情况 --commissioner 市政府 --due 2024-05-20 --unit 阳谷局,临清局
    """
    title = asked(title, "--title", "要写什么", _not_empty)
    commissioner = asked(commissioner, "--commissioner", "谁约的稿", _not_empty)
    day = date.fromisoformat(asked(due, "--due", "完成期限，如 2024-05-20", _date_fault))
    month = asked(month or min(month_of(date.today()), month_of(day)), "--month", "交办的月份", _month_fault)
    units = units or tuple(names_in(asked(None, "--unit", "约了哪些单位", functools.partial(_unit_fault, root, month))))
    return new_commission(root, month, title.strip(), commissioner.strip(), day, units)


def _date_fault(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        return f"日期要写成 2024-05-31 的样子（现在是“{value}”）"
    return ""


@new.command(cls=ChineseCommand)
@click.option("--month", metavar="月份", help="计分月份，如 2024-05。")
@click.option("--title", metavar="标题", help="标题。")
@click.option("--commissioner", metavar="单位", help="谁约的稿，如 市政府。")
@_unit_option
@_authors_option
@_text_option
@_making
def commissioned(
    root: Path,
    month: str | None,
    title: str | None,
    commissioner: str | None,
    units: tuple[str, ...],
    authors: tuple[str, ...],
    text: Path | None,
) -> Made:
    """存一篇写成的约稿，放在 content/commissioned/ 当月的文件夹里。

    正文不公开的不写 --text，会记上 missing: [text]，网页注明。

    \b
    例：
      bulletin new commissioned --month 2024-05 --title 新能源投资情况 --commissioner 市政府 --unit 阳谷局
    """
    offered = _on_terminal(month_to_do(archive_at(root)))
    month = asked(month, "--month", "计分月份，如 2024-05", _month_fault, offered)
    title = asked(title, "--title", "标题", _not_empty)
    commissioner = asked(commissioner, "--commissioner", "谁约的稿", _not_empty)
    if not units and not text:
        units = tuple(names_in(asked(None, "--unit", "供稿单位", functools.partial(_unit_fault, root, month))))
    draft = Draft(title=title.strip(), units=units, authors=authors)
    return new_commissioned(root, month, commissioner.strip(), draft, text)


@new.command(cls=ChineseCommand)
@month_argument
@click.option("--from", "source", type=_FILE, metavar="表格", help="办公室已经有的台账，原样存进来（.xlsx 或 .csv）。")
@_making
def ledger(root: Path, month: str, source: Path | None) -> Made:
    """一个月的台账：每个参加排名的单位一行，篇数写着“待填”。

    用 WPS 表格或 Excel 打开，把“待填”都换成篇数（没有报送的写 0），保存时选“CSV UTF-8”。
    还有“待填”时检查会指出是哪些单位，不会当作 0。

    \b
    办公室已经有台账的，不用重填：列的次序、标题行、合计行、GBK 编码都不用动
      bulletin new ledger 2024-05 --from 5月台账.xlsx
    """
    return put_table(root, "ledger", month, source) if source else new_ledger(root, month)


_source_option = click.option(
    "--from", "source", type=_FILE, required=True, metavar="表格", help="列好的表，原样存进来（.xlsx 或 .csv）。"
)


@new.command(cls=ChineseCommand)
@month_argument
@_source_option
@_making
def adoptions(root: Path, month: str, source: Path) -> Made:
    """存入一个月上级采用和批示的表，一行一条：标题（或编号）、单位、刊物、级别、日期。

    批示在“类别”一列写“批示”，刊物空着。各列次序不限；认不准是哪一篇的，检查会列出来。

    \b
    例：
      bulletin new adoptions 2024-05 --from 5月采用.xlsx
    """
    return put_table(root, "adoptions", month, source)


@new.command(cls=ChineseCommand)
@month_argument
@_source_option
@_making
def submissions(root: Path, month: str, source: Path) -> Made:
    """存入一个月来稿登记的表，一行一篇：日期、单位、标题、结果。有它的月份可以不用台账。

    \b
    例：
      bulletin new submissions 2024-05 --from 5月来稿登记.csv
    """
    return put_table(root, "submissions", month, source)


@new.command(cls=ChineseCommand)
@month_argument
@click.option(
    "--date",
    "day",
    callback=_day,
    metavar="日期",
    help="印发日期，如 2024-06-05；不写就是今天（只有本月和上月的通报才这样）。",
)
@_editors_option
@click.option("--text", type=_FILE, metavar="文件", help="本月情况几段话所在的文件，排在结尾一段前面。")
@_making
def notice(root: Path, month: str, day: date | None, editors: tuple[str, ...], text: Path | None) -> Made:
    """一个月的通报：标题、日期、落款和正文都按固定的格式写好，数字是占位词，由程序代入。

    各组按 units.yml 写，不抄别的月份的通报。要说本月情况的，用 --text，或以后在正文里加一段。

    \b
    例：
      bulletin new notice 2024-05 --date 2024-06-05 --editors 甲,乙
    """
    today = date.today()
    is_due = month_of(today) in (month, month_after(month))  # of an older month nobody knows the day
    return new_notice(root, month, day or (today if is_due else None), editors, text)
