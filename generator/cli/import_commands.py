"""Commands that bring old Word files and texts into the archive."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.cli.chinese import ChineseCommand, ChineseGroup
from generator.cli.options import CONTENT_PROBLEMS, root_option
from generator.cli.score_text import aligned
from generator.faults import in_words
from generator.files import content_lock, write_file
from generator.importing.archives import rehearsal
from generator.importing.blocks import ImportFailed
from generator.importing.jobs import Job, Outcome, jobs_in, plan_job, refusal, run
from generator.importing.layouts import Said
from generator.importing.plan import Plan, refuse_links, write
from generator.importing.report import doubt_lines, report_text
from generator.importing.undo import undo as take_back
from generator.importing.undo import write_recorded
from generator.loading import REGISTER
from generator.model.months import is_issue, is_month
from generator.pipeline import check_archive
from generator.problems import as_text, errors


@click.group("import", cls=ChineseGroup)
def import_() -> None:
    """导入旧资料：把旧的期刊、通报（Word 或文本）变成 content/ 里的文件。

    \b
    bulletin import issue 第7期.docx --issue 2024-07 --month 2024-04
    bulletin import notice 6月通报.docx --month 2023-06
    bulletin import folder 旧资料/

    默认只预览：列出会新增哪些文件、每篇归哪些单位、有哪些地方要人核对（附原件行号），什么也不写。
    看过没有问题，再加 --write 写入。同一个文件导入两次，第二次什么也不会变。
    已经有人改过的文件不会被覆盖，报告里前面标“!”；确实要用导入的内容替换，再加 --force。

    每篇前面的 ✓ 表示类型和署名有把握，？表示存疑；存疑的不写入（除非加 --keep-doubtful）。
    导错了，用 bulletin import undo 撤销最后一次导入。

    可以导入 .docx、.odt、.txt、.md；.doc、.wps 和 .pdf 要装有 LibreOffice 或 pdftotext，没有时请先另存为 .docx。
    """


def _month(_: click.Context, __: click.Parameter, value: str) -> str:
    if not is_month(value):
        raise click.BadParameter(f"月份要写成 2023-06 的样子（现在是“{value}”）")
    return value


def _issue(_: click.Context, __: click.Parameter, value: str) -> str:
    if not is_issue(value):
        raise click.BadParameter(f"期号要写成 2024-07 的样子，即年-两位期号（现在是“{value}”）")
    return value


def _pairs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    found = [tuple(part.strip() for part in value.replace("＝", "=").rpartition("=")[::2]) for value in values]
    if any(not all(pair) for pair in found):
        raise click.BadParameter("要写成 名称=意思，如 一句话简讯=简讯")
    return tuple((name, meaning) for name, meaning in found)


_file_argument = click.argument("file", metavar="文件", type=click.Path(path_type=Path))
_month_option = click.option("--month", required=True, callback=_month, metavar="月份", help="计分月份，如 2023-06。")
_OPTIONS = (
    click.option("--write", "writing", is_flag=True, help="写入资料库；不写这一项就只预览。"),
    click.option("--keep-doubtful", is_flag=True, help="类型、署名存疑的也写入，标上 unconfirmed（与 --write 同用）。"),
    click.option(
        "--heading",
        "headings",
        multiple=True,
        callback=_pairs,
        metavar="栏目=类型",
        help="栏目标题（或标题前的 ★、一、）是信息还是简讯，如 一句话简讯=简讯；不要的写 =不导入。可写几次。",
    ),
    click.option(
        "--column",
        "columns",
        multiple=True,
        callback=_pairs,
        metavar="表头=栏",
        help="通报表格的一栏是什么，如 当月得分=month_points。可写几次。",
    ),
    click.option(
        "--credit",
        "credits",
        multiple=True,
        callback=_pairs,
        metavar="署名=单位",
        help="署名里的一个名称是哪个单位，如 阳谷县局=阳谷局。可写几次。",
    ),
    click.option("--force", is_flag=True, help="连已经改动过的文件也覆盖（与 --write 同用）。"),
    click.option(
        "--report",
        metavar="文件",
        type=click.Path(dir_okay=False, path_type=Path),
        help="把需要核对的地方另存为一个文本文件。",
    ),
)


def _writing_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@import_.command(cls=ChineseCommand)
@_file_argument
@click.option("--issue", required=True, callback=_issue, metavar="期号", help="年和期号，如 2024-07（2024年第7期）。")
@_month_option
@_writing_options
@root_option
def issue(root: Path, file: Path, issue: str, month: str, **options: Any) -> None:
    """导入一期期刊：找出刊头、各篇信息和简讯、署名、图片和表格，一篇写成一个文件。

    文件放在 content/年/期号/ 里，依次是 01.md、02.md……，另有 index.md。
    认不出的单位、没有署名的、放不进任何一篇的文字，都在“需要核对”里列出，附原件的行号。

    \b
    例：
      bulletin import issue 第7期.docx --issue 2024-07 --month 2024-04           先预览
      bulletin import issue 第7期.docx --issue 2024-07 --month 2024-04 --write   再写入
    """
    _import_one(Job(file, "期刊", month, issue), root, **options)


@import_.command(cls=ChineseCommand)
@_file_argument
@_month_option
@_writing_options
@root_option
def notice(root: Path, file: Path, month: str, **options: Any) -> None:
    """导入一个月的通报：读各组的表格、各单位的汇总行和篇目清单、通报正文。

    \b
    写出：
      content/ledger/、content/balances/   台账；结转（库中没有当年前几个月时才写）
      content/commissioned/                约稿
      content/年/期号/                      库中还没有的篇目（只有标题和单位）
      content/notices/                     通报正文，和印发的数字（.frozen.json）

    库中已有的篇目按标题认出，不再新建，也不改动；题目相近的只提请核对，不擅自合并。
    通报自己前后不一致的地方（清单与表格、分项与合计、名次与累计分数、正文与表格）逐条列出。

    \b
    例：
      bulletin import notice 6月通报.docx --month 2023-06           先预览
      bulletin import notice 6月通报.docx --month 2023-06 --write   再写入
    """
    _import_one(Job(file, "通报", month), root, **options)


@import_.command(cls=ChineseCommand)
@click.argument("folder", metavar="文件夹", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_writing_options
@root_option
def folder(root: Path, folder: Path, writing: bool, force: bool, report: Path | None, **options: Any) -> None:
    """导入一个文件夹（连同下级文件夹）里的全部期刊和通报。

    \b
    靠文件名认，请先这样改名（后面还可以有别的字）：
      期刊-2024-07-2024-04.docx   2024年第7期，计入2024年4月
      通报-2023-06.docx           2023年6月的通报

    先期刊后通报，各按月份先后。一个文件读不出来、有存疑的篇目，不影响其余；最后列表说明每个文件的结果和要人做的事。
    文件名认不出的，列在最后，不导入。有文件失败时退出码为 1。
    """
    jobs, others = jobs_in(folder)
    keep, said = _taken(options)
    with _locked(root, writing), rehearsal(root) as copy:  # each finds what those before it brought
        outcomes = list(_with_progress(jobs, (run(job, copy, force, keep, said) for job in jobs)))
        if outcomes:
            click.echo("\n".join(_table(outcomes, folder)))
        for outcome in outcomes:
            _tell_details(outcome, folder, force)
        for path in others:
            name = path.relative_to(folder)
            click.echo(f"文件名认不出，没有导入：{name}（要像 期刊-2024-07-2024-04.docx 或 通报-2023-06.docx）")
        _save(report, [(one.job.path, one.plan) for one in outcomes])
        written = [path for one in outcomes for path in one.written]
        doubtful = [path for one in outcomes if one.plan for path in one.plan.doubtful(force)]
        try:
            sound = _carry_over(root, copy, written, doubtful, [one.job.path.name for one in outcomes], writing)
        except (ImportFailed, OSError) as error:
            _fail(error)
    if not jobs:
        click.echo("文件夹里没有可以导入的文件。")
    if not sound or any(one.failure for one in outcomes):
        sys.exit(CONTENT_PROBLEMS)


@import_.command(cls=ChineseCommand)
@root_option
def undo(root: Path) -> None:
    """撤销最后一次导入：新增的文件删去，用 --force 覆盖了的文件恢复原样。

    导入以后又有人改过其中的文件，就什么也不撤销，并列出是哪些文件。写到一半被中断的导入也可以撤销。
    只能撤销在本机做的最后一次（bulletin import folder 算一次）。不是预览，执行了就撤销。
    """
    try:
        with content_lock(root, "撤销导入"):
            sources, paths = take_back(root)
    except (ImportFailed, OSError) as error:
        _fail(error)
    click.echo(f"已撤销导入（{'、'.join(sources)}），{len(paths)} 个文件恢复到导入以前：")
    for path in paths:
        click.echo(f"  {path}")


def _import_one(job: Job, root: Path, writing: bool, force: bool, report: Path | None, **options: Any) -> None:
    """Show the plan for one file, and carry it out when asked."""
    keep, said = _taken(options)
    try:
        with _locked(root, writing):
            plan = plan_job(job, root, said)
            click.echo(report_text(plan, root), nl=False)
            _save(report, [(job.path, plan)])
            doubtful = plan.doubtful(force)
            if doubtful and not keep:
                click.echo(_blocked(doubtful, writing))
            if writing and doubtful and not keep:
                sys.exit(CONTENT_PROBLEMS)
            refuse_links(root, [file.path for file in plan.wanted(force)])
            with rehearsal(root) if writing else nullcontext(root) as copy:
                written = write(copy, plan, force) if writing else []
                sound = _carry_over(root, copy, written, doubtful, [job.path.name], writing)
    except (ImportFailed, OSError) as error:
        _fail(error, job.path.name)
    if writing and plan.edited and not force:
        click.echo(_kept(plan))
    if not sound:
        sys.exit(CONTENT_PROBLEMS)


def _taken(options: dict[str, Any]) -> tuple[bool, Said]:
    """Whether doubtful pieces are written too, and what is said of the layout."""
    return options["keep_doubtful"], Said(options["headings"], options["columns"], options["credits"])


def _locked(root: Path, writing: bool) -> AbstractContextManager[None]:
    return content_lock(root, "导入旧资料") if writing else nullcontext()


def _fail(error: ImportFailed | OSError, name: str = "") -> NoReturn:
    said = f"{name}：{error}" if name else str(error)
    click.echo(said if isinstance(error, ImportFailed) else f"写不进去。{in_words(error)}", err=True)
    sys.exit(CONTENT_PROBLEMS)


def _blocked(doubtful: Sequence[str], writing: bool) -> str:
    if writing:
        return refusal(doubtful)
    return f"有 {len(doubtful)} 篇的类型或署名存疑（前面标“？”），--write 不会写入，除非核对后加 --keep-doubtful。"


def _carry_over(
    root: Path, copy: Path, written: Sequence[str], doubtful: Sequence[str], sources: Sequence[str], writing: bool
) -> bool:
    """Write what was written in the copy, if ``check`` finds no error there; false, with all errors told, if it does.

    Doubtful pieces that have errors are left out.
    """
    if not writing:
        click.echo("这是预览，没有写入任何文件。看过没有问题，请加 --write 再运行一次。")
        return True
    if not written:
        click.echo("没有要写入的新内容。")
        return True
    archive, problems = check_archive(copy)
    left_out = sorted({one.path for one in errors(problems)} & set(doubtful) & set(written))
    if left_out:
        _leave_out(copy, written, left_out)
        archive, problems = check_archive(copy)
        click.echo(f"这 {len(left_out)} 篇没有写入，要先改正署名（见上面的“？”）：{'、'.join(left_out)}")
    if errors(problems):
        click.echo(f"检查全部内容（bulletin check）：\n{as_text(problems)}")
        click.echo("写入后会有上面的错误，所以什么也没有写入。请改正后再导入。")
        return False
    kept = [path for path in (*written, REGISTER) if (copy / path).is_file()]
    write_recorded(root, {path: (copy / path).read_bytes() for path in dict.fromkeys(kept)}, sources)
    if problems:
        click.echo(f"检查全部内容（bulletin check）：\n{as_text(problems)}")
    click.echo(f"已写入 {len(set(kept) & set(written))} 个文件。")
    if archive is not None:
        click.echo(f"检查通过：{len(archive.issues)} 期，{len(archive.articles)} 篇稿件，{len(archive.months)} 个月。")
    return True


def _leave_out(copy: Path, written: Sequence[str], left_out: Sequence[str]) -> None:
    """Remove pieces from the copy, with the pictures that were written for them."""
    stems = tuple(path.removesuffix(".md") for path in left_out)
    for path in written:
        if path.startswith(tuple(f"{stem}{end}" for stem in stems for end in (".", "-"))):
            (copy / path).unlink(missing_ok=True)


def _kept(plan: Plan) -> str:
    return f"这些文件已有不同的内容，没有覆盖（要覆盖请加 --force）：{'、'.join(plan.edited)}"


def _save(report: Path | None, plans: Iterable[tuple[Path, Plan | None]]) -> None:
    """Write the doubts of all files to a text file."""
    if report is None:
        return
    if report.exists() and not report.is_file():
        raise click.UsageError(f"--report：{report} 不是文件，不能写在那里")
    lines = [f"{path.name} {text}" for path, plan in plans if plan for text in doubt_lines(plan.doubts)]
    write_file(report, "".join(f"{line}\n" for line in lines).encode())


def _with_progress(jobs: Sequence[Job], outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """The outcomes, with a bar on a terminal."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    with click.progressbar(outcomes, length=len(jobs), label="正在导入", file=sys.stderr) as bar:
        yield from bar


def _table(outcomes: Sequence[Outcome], folder: Path) -> list[str]:
    rows: list[tuple[str, ...]] = [("文件", "结果", "新增", "相同", "未覆盖", "需核对")]
    for one in outcomes:
        name, result = str(one.job.path.relative_to(folder)), "失败" if one.failure else "完成"
        states = [file.state for file in one.plan.files] if one.plan else []
        counts = [str(states.count(state)) for state in ("new", "same", "edited")]
        rows.append((name, result, *counts, str(len(one.plan.doubts)) if one.plan else "—"))
    return aligned(rows, left=0)


def _tell_details(outcome: Outcome, folder: Path, force: bool) -> None:
    """Failure, files left alone and doubts of one file."""
    name = outcome.job.path.relative_to(folder)
    if outcome.failure:
        click.echo(f"\n{name}\n  没有导入：{outcome.failure}")
    if outcome.plan and (outcome.plan.doubts or (outcome.plan.edited and not force)):
        if not outcome.failure:
            click.echo(f"\n{name}")
        if outcome.plan.edited and not force:
            click.echo(f"  {_kept(outcome.plan)}")
        for text in doubt_lines(outcome.plan.doubts):
            click.echo(f"  {text}")
