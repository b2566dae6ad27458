"""Commands about figures: where they come from, what was issued, and what a draft rule would give."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand, ChineseGroup
from generator.cli.correction_commands import correct, revert
from generator.cli.options import day_option, format_option, month_argument, root_option
from generator.cli.score_text import aligned, count_text, scores_text
from generator.exports import explanation_json, scores_csv, scores_json
from generator.loading import REGISTER
from generator.loading.advice import suggestion
from generator.model.frozen import CORRECTABLE, short_digest
from generator.model.months import is_month, month_label, year_of
from generator.model.points import points_text
from generator.pipeline import freeze_notice, read_archive, score_archive, score_with_draft
from generator.problems import ArchiveError, errors
from generator.scoring import Scores, describe


def _year(_: click.Context, __: click.Parameter, value: str) -> int:
    if not is_month(f"{value}-01"):
        raise click.BadParameter(f"年份要写成 2023 的样子（现在是“{value}”）")
    return int(value)


@click.command(cls=ChineseCommand)
@click.argument("unit", metavar="单位")
@month_argument
@format_option("text", "json")
@root_option
def explain(root: Path, unit: str, month: str, form: str) -> None:
    """说明一个单位一个月的分数从哪里来。

    单位写标准名称、简称或别名都可以；月份写成 2023-06。
    逐条列出分数、依据、来源文件和规则条款；有上报登记的月份，另列出这个单位上报的各篇和结果。json 格式供其他程序使用。
    """
    scores, _ = score_archive(root)
    found = scores.archive.units.resolve(unit, month)
    if found is None:
        near = suggestion(unit, scores.archive.units.known_names)
        raise click.UsageError(f"{month_label(month)}没有单位“{unit}”{near}")
    if month not in scores.tables:
        raise _nothing_in(month_label(month), scores)
    explanation = scores.index.explain(found.name, month)
    register = scores.archive.submissions_by_month.get(month)
    sent = register.by_unit.get(found.name, []) if register else None
    click.echo(explanation_json(explanation, sent) if form == "json" else describe(explanation, sent or ()), nl=False)


@click.command(cls=ChineseCommand)
@click.option(
    "--rules",
    "draft",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="规则草案，写法与 rules.yml 相同。",
)
@click.option("--year", required=True, callback=_year, help="哪一年，如 2023。")
@root_option
def simulate(root: Path, draft: Path, year: int) -> None:
    """试算：如果按一份规则草案计分，某年各组的累计分数和名次会怎样。

    与按现行规则算出的分数、名次并列显示。只试算，不改动任何文件；结转分数照原数计入。
    """
    if not draft.is_file():
        raise click.UsageError(f"没有文件 {draft}")
    scores, drafted = score_with_draft(root, draft)
    months = [month for month in {*scores.tables, *drafted.tables} if year_of(month) == year]
    if not months:
        raise _nothing_in(f"{year}年", scores)
    click.echo(_comparison(scores, drafted, max(months)), nl=False)


def _comparison(scores: Scores, drafted: Scores, month: str) -> str:
    parts = [f"截至{month_label(month)}：现行规则与草案"]
    for now, then in zip(scores.table(month).groups, drafted.table(month).groups, strict=True):
        rows = [("单位", "现行累计", "现行名次", "草案累计", "草案名次", "分差", "名次变化")]
        actual = {row.unit: row for row in now.rows}
        for row in then.rows:
            before = actual[row.unit]
            moved = (before.rank - row.rank) if before.rank is not None and row.rank is not None else 0
            rows.append(
                (
                    row.unit,
                    points_text(before.total_points),
                    count_text(before.rank),
                    points_text(row.total_points),
                    count_text(row.rank),
                    points_text(row.total_points - before.total_points),
                    "—" if not moved else f"{'升' if moved > 0 else '降'}{abs(moved)}",
                )
            )
        parts += ["", now.group.title, *aligned(rows, left=0)]
    return "\n".join(parts) + "\n"


def _nothing_in(time: str, scores: Scores) -> click.UsageError:
    return click.UsageError(f"资料库里没有{time}的内容。有内容的月份：{'、'.join(scores.tables) or '无'}")


@click.command(cls=ChineseCommand)
@month_argument
@day_option("通报上的印发日期")
@root_option
def freeze(root: Path, month: str, day: str | None) -> None:
    """通报印发时，把当月全部数字存档（冻结）。

    此后通报页只显示存档的数字。稿件、台账或规则的改动如果使数字变化，check 会逐格提醒，审计页会列出。
    已经存档而数字没有变化的月份可以重复运行，什么也不改；要改已印发的数字，请用 bulletin notice correct。
    旧版程序写的、或因命令中途断了而没有登记的存档，这时补上登记和印发摘要，数字不变。
    """
    frozen, news = freeze_notice(root, month, date.today().isoformat(), day)
    if news == "new":
        click.echo(f"{month_label(month)}通报的数字已存档：{len(frozen.rows)} 个单位，{frozen.path}")
    elif news == "registered":
        click.echo(f"{month_label(month)}通报的数字早已存档（{frozen.date}），没有变化；现已登记在 {REGISTER}。")
    else:
        click.echo(f"{month_label(month)}通报的数字早已存档（{frozen.date}），没有变化。")


@click.command(cls=ChineseCommand)
@month_argument
@root_option
def digest(root: Path, month: str) -> None:
    """列出一个月的存档和每次更正的印发摘要，用来核对纸质通报与存档是否一致。

    纸上、网页上印的是摘要的前 16 位，每 4 位一组。摘要一致，全部数字就与印发时一致；
    每条摘要都包括它前面的各条，前面的数字有改动，摘要就不同。
    """
    archive, problems = read_archive(root)
    if archive is None or errors(problems):
        raise ArchiveError(problems)
    frozen = archive.frozen_by_month.get(month)
    if frozen is None:
        raise click.UsageError(f"{month_label(month)}的通报还没有存档，没有印发摘要")
    acts = [("存档", frozen.date, f"{len(frozen.rows)} 个单位")]
    acts += [(one.act, one.date, f"{one.unit}“{CORRECTABLE[one.column]}”") for one in frozen.corrections]
    for (act, day, what), whole in zip(acts, frozen.chain.digests, strict=False):
        click.echo(f"{short_digest(whole)}  {act} {day}  {what}\n{whole}")
    if not frozen.chain.digests:
        message = f"这份存档是旧版程序写的，没有印发摘要。请先运行 bulletin notice freeze {month}，数字不变。"
        click.echo(message, err=True)


@click.command(cls=ChineseCommand)
@month_argument
@format_option("text", "json", "csv")
@root_option
def scores(root: Path, month: str, form: str) -> None:
    """查看一个月各组的分数和排名。

    月份写成 2023-06。json、csv 与网站 data/scores/ 下的文件相同。
    """
    scores_of_all, warnings = score_archive(root)
    tables = scores_of_all.tables
    if month not in tables:
        raise _nothing_in(month_label(month), scores_of_all)
    writers = {"text": scores_text, "json": scores_json, "csv": scores_csv}
    click.echo(writers[form](tables[month]), nl=False)
    changed = [one for one in warnings if one.code == "frozen-difference" and month in one.path]
    if changed and form == "text":
        click.echo(
            f"\n注意：这里有 {len(changed)} 个数字与印发的通报不同，运行 bulletin check 可以逐个查看。", err=True
        )


@click.group(cls=ChineseGroup)
def notice() -> None:
    """通报：印发时存档数字，更正已印发的数字或撤回更正，核对纸上的印发摘要。"""


notice.add_command(freeze)
notice.add_command(correct)
notice.add_command(revert)
notice.add_command(digest)
