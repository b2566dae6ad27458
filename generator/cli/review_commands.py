"""Commands about reviews before publication."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand, ChineseGroup
from generator.cli.options import root_option
from generator.disclosure import without_secrets
from generator.files import write_file
from generator.model.months import is_issue
from generator.pipeline import reviews_of, sign
from generator.review_record import record_text


class _ReviewGroup(ChineseGroup):
    """``bulletin review 2024-07`` is short for ``bulletin review sign 2024-07``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put in the name of the command that is left out."""
        if args and args[0] not in (*self.commands, "-h", "--help"):
            args = ["sign", *args]
        return super().parse_args(ctx, args)


def _number(_: click.Context, __: click.Parameter, value: str) -> str:
    if not is_issue(value):
        raise click.UsageError(f"期号或月份要写成 2024-07 的样子（现在是“{value}”）")
    return value


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f"日期要写成 2024-05-31 的样子（现在是“{value}”）") from None


def _name(_: click.Context, __: click.Parameter, value: str) -> str:
    if not value.strip() or len(value) > 40:
        raise click.BadParameter("请写审核人的姓名")
    return value.strip()


_number_argument = click.argument("number", metavar="期号", callback=_number)
_month_option = click.option("--month", "is_month", is_flag=True, help="前面写的是月份：指这个月的通报。")


@click.command(cls=ChineseCommand)
@_number_argument
@_month_option
@click.option("--by", required=True, callback=_name, metavar="姓名", help="审核人。")
@click.option("--date", "day", callback=_day, metavar="日期", help="审核日期，如 2024-05-31；不写就是今天。")
@root_option
def sign_(root: Path, number: str, is_month: bool, by: str, day: date | None) -> None:
    """记下一期（加 --month 是一个月的通报）已经审核。

    \b
    bulletin review 2024-07 --by 张三              2024年第7期
    bulletin review 2024-05 --month --by 张三      2024年5月的通报

    在这一期的 index.md（或通报）开头写上 review：审核人、日期、检查的版本，和审核时各文件的摘要（连同正文里链接的
    图片和附件）。以后哪一篇有改动，bulletin check 会指出，要重新审核。上级采用（adoptions）、批示（instructions）、
    旧网址（aliases）是发布以后补记的，补记不用重新审核。
    要求先审核后发布的，在 mkdocs.yml 的 extra 下写 review: required，没有审核的就不能生成网站。
    """
    record = sign(root, number, is_month, by, day or date.today())
    click.echo(f"已在 {record.path} 记下：{by} {day or date.today()} 审核。")


@click.command(cls=ChineseCommand)
@_number_argument
@click.option("--month", "is_month", is_flag=True, help="前面写的是月份：这个月的各期和通报。")
@click.option("--out", metavar="文件", type=click.Path(dir_okay=False, path_type=Path), help="存成文件；.html 是网页。")
@root_option
def record(root: Path, number: str, is_month: bool, out: Path | None) -> None:
    """输出一期或一个月的审核记录，可以打印存档。

    列出谁在什么时候审核的、用哪一版检查、各文件审核时和现在的摘要、放行了哪些内容（content/allowances.yml）。
    存成 .html 的，用浏览器打开打印；别的是 Markdown。没有这一期而有这个月的，就当作月份。
    """
    archive, records = reviews_of(root, number, is_month)
    text = without_secrets(record_text(archive, records, as_page=out is not None and out.suffix == ".html"))
    if out is None:
        click.echo(text, nl=False)
    else:
        write_file(out, text.encode())
        click.echo(f"已存为 {out}。")


@click.group(cls=_ReviewGroup)
def review() -> None:
    """审核：记下谁审核了哪一期、哪个月的通报，输出审核记录。

    \b
    bulletin review 2024-07 --by 张三
    bulletin review record 2024-07
    """


review.add_command(sign_, "sign")
review.add_command(record, "record")
