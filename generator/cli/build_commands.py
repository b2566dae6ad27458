"""Commands that make the site."""

from __future__ import annotations

import gc
import logging
import sys
from pathlib import Path

import click

from generator.building import (
    Builder,
    BuildFailed,
    Built,
    ServeFailed,
    SiteRefused,
    serve_site,
    site_folder,
    split_address,
)
from generator.cli.chinese import ChineseCommand
from generator.cli.options import CONTENT_PROBLEMS, root_option
from generator.model.inputs import SITE_FILE
from generator.problems import ArchiveError, Problem, as_text


def _progress(what: str, done: int, total: int) -> None:
    """One line that is written over, on a terminal only: what is being made, and how much of it is."""
    if not sys.stderr.isatty() or done % 100:
        return
    share = f" {done * 100 // total}%" if total else ""
    sys.stderr.write(f"\r\033[K正在生成：{what}{share}" if total else "\r\033[K")
    sys.stderr.flush()


@click.command(cls=ChineseCommand)
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="网站放在哪个文件夹；不写就按 mkdocs.yml（一般是 site/）。",
)
@click.option("--clean", is_flag=True, help="不用以前的结果，全部重新生成。")
@click.option("--verify", is_flag=True, help="逐字节核对现有的网站，有不同的列出并改正；有不同时退出码为 1。")
@root_option
def build(root: Path, site_dir: Path | None, clean: bool, verify: bool) -> None:
    """生成网站。

    只重新生成有变化的页面，其余沿用上一次的结果；两种做法得到的网站逐字节相同。
    先在旁边生成，全部成功后才替换原来的网站；内容有误或中途出错时，原来的网站保持不变。

    平时凭大小和修改时间看网站的文件有没有被人动过。--verify 不信这些，也不用以前的结果：另外全部生成一遍，
    与现有的网站逐个文件比较内容。被改动、缺少、多余的文件一一列出，网站换成正确的；都相同时，网站不动。
    """
    site = site_dir or site_folder(root)
    try:
        built = Builder(root, site).build(clean=clean, verify=verify, progress=_progress)
    except SiteRefused as error:
        if site_dir:
            raise click.UsageError(f"--site-dir：{error}") from None
        from generator.loading import line_in  # of which a build has no need so early

        line = line_in(root, SITE_FILE, ("site_dir",))
        raise ArchiveError([Problem(SITE_FILE, line, "site_dir", "site-dir", str(error))]) from None
    except BuildFailed as error:
        click.echo(str(error), err=True)
        sys.exit(CONTENT_PROBLEMS)
    gc.freeze()  # else Python looks through everything once more before it ends
    if built.warnings:
        click.echo(as_text(built.warnings), err=True)
    if built.altered:
        click.echo(_altered(built), err=True)
        sys.exit(CONTENT_PROBLEMS)
    news = f"（新做 {built.made} 个文件，共 {built.total} 个）" if built.made else "（没有变化）"
    if verify:
        news = f"（逐个核对了 {built.total} 个文件，内容都对）"
    click.echo(f"网站已生成：{built.site}{news}")


def _altered(built: Built) -> str:
    """What was not right, file by file."""
    lines = [f"  {one.how}：{one.path}" for one in built.altered]
    why = "稿件、设置或程序在上次生成以后有过改动，其中一部分可能只是还没有更新。" if built.outdated else ""
    head = f"网站的文件有 {len(lines)} 个与应有的不同，已经改正：{built.site}"
    return "\n".join([head, *lines, f"{why}不是自己改动的，请查明是谁改动了网站的文件夹。"])


def _address(_: click.Context, __: click.Parameter, value: str) -> str:
    try:
        split_address(value)
    except ValueError:
        raise click.BadParameter(
            f"要写主机、英文冒号、端口，如 127.0.0.1:8000、localhost:8000 或 [::1]:8000（现在是“{value}”）"
        ) from None
    return value


@click.command(cls=ChineseCommand)
@click.option("--address", default="127.0.0.1:8000", callback=_address, show_default=True, help="本机地址和端口。")
@click.option("--open", "open_browser", is_flag=True, help="启动后打开浏览器。")
@root_option
def serve(root: Path, address: str, open_browser: bool) -> None:
    """在本机预览网站，保存文件后自动刷新；按 Ctrl+C 结束。

    网站另外生成在 .cache/ 里，不动 site/。内容有误时，问题列在这个窗口里，也列在浏览器的页面下方；页面保持最近一次
    没有错误时的样子，改正并存盘后自动更新。启动时就有错误的，页面上先列出错误，改正后网站自动出现。
    """
    from generator.mkdocs_adapter import ChineseLog  # of which other commands have no need

    log = logging.getLogger("mkdocs.livereload")
    log.setLevel(logging.INFO)
    log.addFilter(ChineseLog())
    try:
        serve_site(root, address, open_browser, say=lambda text: click.echo(text, err=True))
    except (BuildFailed, ServeFailed) as error:
        click.echo(str(error), err=True)
        sys.exit(CONTENT_PROBLEMS)
